/** What a phone is without its apps: an id, a clock that may be wrong, a network that may be off, and a place to keep things. */

import { call } from '../shared/api.js';
import { phoneStore } from '../shared/store.js';
import { worldClock } from '../shared/world-clock.js';

/** A phone's clock is set by a day at most: more shows nothing else. */
const WOUND_SECONDS_MAX = 86_400;

export class Device {
  #store;
  #listeners = new Set();

  /** @param {string} id */
  constructor(id) {
    this.id = id;
    this.#store = phoneStore(id);
    const store = this.#store;
    /** `on`: the phone's own network. */
    this.network = { get on() { return store.get('network') !== false; } };
    /** `now()`: milliseconds since 1970 by this phone's clock. */
    this.clock = { now: () => worldClock.now() + this.woundSeconds * 1000 };
  }

  /** Seconds that this phone's clock is ahead of the world's. */
  get woundSeconds() {
    return this.#store.get('wound_s') ?? 0;
  }

  /** Calls a service over this phone's network; see shared/api.js. */
  api = (method, path, options = {}) => call(method, path, { ...options, network: this.network });

  /** The storage of one app. @param {string} app */
  storeOf(app) {
    return phoneStore(this.id, app);
  }

  get openApp() {
    return this.#store.get('open');
  }

  set openApp(name) {
    if (name === null) this.#store.remove('open');
    else this.#store.set('open', name);
  }

  /** @param {boolean} on */
  setNetwork(on) {
    this.#store.set('network', on);
    this.#tell();
  }

  /** @param {number} seconds from where the clock stands; the sum is held within a day. */
  wind(seconds) {
    const wound = Math.trunc(this.woundSeconds + seconds);
    this.#store.set('wound_s', Math.max(-WOUND_SECONDS_MAX, Math.min(WOUND_SECONDS_MAX, wound)));
    this.#tell();
  }

  /** Calls back when clock or network were changed. @param {() => void} listener @returns {() => void} ends it */
  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}
