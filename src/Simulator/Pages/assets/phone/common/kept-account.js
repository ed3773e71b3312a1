// What every app keeps on this phone between two openings: a session, and facts that outlive it. Names, numbers and passwords are not kept.

/** Synthetic faces that the simulated camera can see. */
const FACES = 1_000_000;

/** The part that the apps share; each adds what only it keeps. */
export class KeptAccount {
  #store;
  #keys;
  #kept;
  #lasting;

  /** The mobile number of this phone; null until one was used. Lives as long as the page. */
  number = null;

  /** True while this phone's account is one that the page filled in. */
  isTest = false;

  /**
   * @param {{get(key: string): any, set(key: string, value: any): void, remove(key: string): void}} store the app's storage
   * @param {{session: string, phone: string}} keys where the session's facts lie, and those that outlive it
   */
  constructor(store, keys) {
    this.#store = store;
    this.#keys = keys;
    this.#kept = store.get(keys.session) ?? {};
    this.#lasting = store.get(keys.phone) ?? {};
  }

  /** The session's token; null without one. */
  get token() { return this.kept.token ?? null; }

  /** Number of the last message of the outbox that reached this phone. */
  get heardUntil() { return this.lasting.heardUntil ?? 0; }

  set heardUntil(value) { this.last({ heardUntil: value }); }

  /** Which nobody the simulated camera sees. */
  get seed() {
    if (this.lasting.seed === undefined) this.last({ seed: crypto.getRandomValues(new Uint32Array(1))[0] % FACES });
    return this.lasting.seed;
  }

  /** The session is over, or the cache was cleared. */
  forget() {
    this.#kept = {};
    this.#store.remove(this.#keys.session);
  }

  /** What is known of the session. */
  get kept() { return this.#kept; }

  /** What is known of the phone. */
  get lasting() { return this.#lasting; }

  /** A session begins with these facts; what was known of the earlier one is forgotten. */
  renew(facts) {
    this.#kept = {};
    this.keep(facts);
  }

  /** Keeps facts of the session. */
  keep(facts) {
    this.#kept = { ...this.#kept, ...facts };
    this.#store.set(this.#keys.session, this.#kept);
  }

  /** Keeps facts of the phone. */
  last(facts) {
    this.#lasting = { ...this.#lasting, ...facts };
    this.#store.set(this.#keys.phone, this.#lasting);
  }
}
