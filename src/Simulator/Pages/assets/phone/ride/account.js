// What the app keeps on this phone between two openings: the session and facts about it. Names, numbers and passwords live as long as
// the page.

const KEY = 'session';
/** What outlives the cache: it is the phone's, not the session's. */
const PHONE_KEY = 'phone';
const FACES = 1_000_000;

/** @param {{get(key: string): any, set(key: string, value: any): void, remove(key: string): void}} store the app's storage */
export class Account {
  #store;
  #kept;
  #lasting;

  /** The person whom this phone was last used for, `{name, number, phone?}`, or null. */
  person = null;

  /** The mobile number of this phone; null until one was used. */
  number = null;

  /** True while this phone's account is one that the page filled in. */
  isTest = false;

  /** Tickets bought on this page, newest first. */
  tickets = [];

  constructor(store) {
    this.#store = store;
    this.#kept = store.get(KEY) ?? {};
    this.#lasting = store.get(PHONE_KEY) ?? {};
  }

  /** The session's token; null without one. */
  get token() { return this.#kept.token ?? null; }

  /** True when somebody signed in. */
  get registered() { return this.#kept.registered === true; }

  /** True while this session has been granted a certificate. */
  get granted() { return this.#kept.granted === true; }

  set granted(value) { this.#keep({ granted: value }); }

  /** True when the page was closed and the service does not know yet (R11). */
  get closed() { return this.#kept.closed === true; }

  set closed(value) { this.#keep({ closed: value }); }

  /** 'issued' or 'bound'. */
  get form() { return this.#lasting.form ?? 'issued'; }

  set form(value) { this.#last({ form: value }); }

  /** Number of the last message of the outbox that reached this phone. */
  get heardUntil() { return this.#lasting.heardUntil ?? 0; }

  set heardUntil(value) { this.#last({ heardUntil: value }); }

  /** Which nobody the simulated camera sees. */
  get seed() {
    if (this.#lasting.seed === undefined) this.#last({ seed: crypto.getRandomValues(new Uint32Array(1))[0] % FACES });
    return this.#lasting.seed;
  }

  /** A session begins; what was known of the earlier one is forgotten. @param {string} token @param {boolean} registered */
  begin(token, registered) {
    this.#kept = {};
    this.#keep({ token, registered });
  }

  /** The session is over. */
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
