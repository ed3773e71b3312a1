// What the app keeps on this phone between two openings: the session and a few facts about it. Names, numbers and passwords are not kept;
// the phone's own number lives as long as the page.

const KEY = 'licence';
/** What outlives the cache: it is the phone's, not the app's. */
const PHONE_KEY = 'licence-phone';

/** @param {{get(key: string): any, set(key: string, value: any): void, remove(key: string): void}} store the phone's storage */
export class Account {
  #store;
  #kept;
  #lasting;

  /** The mobile number of this phone; null until one was used. */
  number = null;

  /** Archive number on the paper licence of this phone's synthetic person; null when the page did not fill one in. */
  paper = null;

  /** True while this phone's account is one that the page filled in. */
  isTest = false;

  constructor(store) {
    this.#store = store;
    this.#kept = store.get(KEY) ?? {};
    this.#lasting = store.get(PHONE_KEY) ?? {};
  }

  /** The session's token; null when nobody is signed in. */
  get token() { return this.#kept.token ?? null; }

  /** True or false where this session knows whether the licence is filed, else null. */
  get filed() { return this.#kept.filed ?? null; }

  set filed(value) { this.#keep({ filed: value }); }

  /** Milliseconds until which the real-person check holds, exclusive; 0 without one. */
  get checkUntil() { return this.#kept.checkUntil ?? 0; }

  set checkUntil(value) { this.#keep({ checkUntil: value }); }

  /** 'issued' or 'bound'. */
  get form() { return this.#kept.form ?? 'issued'; }

  set form(value) { this.#keep({ form: value }); }

  /** Number of the last message of the outbox that reached this phone. */
  get heardUntil() { return this.#lasting.heardUntil ?? 0; }

  set heardUntil(value) { this.#last({ heardUntil: value }); }

  /** Which nobody the simulated camera sees. */
  get seed() {
    if (this.#lasting.seed === undefined) this.#last({ seed: crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000 });
    return this.#lasting.seed;
  }

  /** A session begins; what was known of the earlier one is forgotten. */
  begin(token, filed) {
    this.#kept = {};
    this.#keep({ token, filed });
  }

  /** The session is over, or the cache was cleared. */
  forget() {
    this.#kept = {};
    this.#store.remove(KEY);
  }

  #keep(change) {
    this.#kept = { ...this.#kept, ...change };
    this.#store.set(KEY, this.#kept);
  }

  #last(change) {
    this.#lasting = { ...this.#lasting, ...change };
    this.#store.set(PHONE_KEY, this.#lasting);
  }
}
