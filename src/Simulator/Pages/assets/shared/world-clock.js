/**
 * The simulated world's time: this machine's, and what was advanced. Learnt from the services every few seconds, or at once from whoever
 * knows better (`learn`); all pages of this browser tell each other.
 */

import { call, Refused, Unreachable } from './api.js';

const EVERY_MS = 3_000;
const EVERY_MS_WHILE_LOST = 10_000;

/** Answers come in whole seconds: smaller differences between this machine and the services are none. */
const SAME_MACHINE_MS = 2_500;

class WorldClock {
  #aheadMs = 0;
  #standsAtMs = null;
  #known = false;
  #listeners = new Set();
  #timer = null;
  #channel = new BroadcastChannel('world-clock');

  constructor() {
    this.#channel.onmessage = (event) => this.#take(event.data.aheadMs, event.data.standsAtMs);
  }

  /** Milliseconds since 1970 in the world. */
  now() {
    return this.#standsAtMs ?? Date.now() + this.#aheadMs;
  }

  /** False until the services have told the time once. */
  get known() {
    return this.#known;
  }

  /**
   * Takes the world's time from one who knows.
   * @param {{now_ms: number, advanced_s?: number, running?: boolean}} reading `advanced_s` is exact where the services run here.
   */
  learn({ now_ms: nowMs, advanced_s: advancedSeconds = 0, running = true }) {
    const estimated = nowMs - Date.now();
    const exact = advancedSeconds * 1000;
    const ahead = Math.abs(estimated - exact) <= SAME_MACHINE_MS ? exact : estimated;
    const same = Math.abs(ahead - this.#aheadMs) <= SAME_MACHINE_MS && ahead !== exact;
    const aheadMs = same ? this.#aheadMs : ahead;
    const standsAtMs = running ? null : nowMs;
    if (this.#take(aheadMs, standsAtMs)) this.#channel.postMessage({ aheadMs, standsAtMs });
  }

  /** Calls back when the time jumped. @returns {() => void} ends it. */
  onJump(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins to ask the services. Resolves after the first answer, or when there was none. */
  async start() {
    if (this.#timer !== null) return;
    await this.#ask();
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.#again(0);
    });
  }

  async #ask() {
    let wait = EVERY_MS;
    try {
      const before = Date.now();
      const clock = await call('GET', '/simulation/v1/clock');
      const halfway = (Date.now() - before) / 2;
      const withinSecond = clock.running ? 500 : 0;
      this.learn({
        now_ms: Date.parse(clock.now) + withinSecond + halfway,
        advanced_s: clock.advanced_seconds,
        running: clock.running,
      });
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Refused)) throw error;
      // The last known time goes on; what needs the services says so itself.
      wait = EVERY_MS_WHILE_LOST;
    }
    this.#again(wait);
  }

  #again(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), milliseconds);
  }

  #take(aheadMs, standsAtMs) {
    const jumped = aheadMs !== this.#aheadMs || standsAtMs !== this.#standsAtMs || !this.#known;
    this.#known = true;
    this.#aheadMs = aheadMs;
    this.#standsAtMs = standsAtMs;
    if (jumped) for (const listener of [...this.#listeners]) listener();
    return jumped;
  }
}

/** The one clock of this page. */
export const worldClock = new WorldClock();
