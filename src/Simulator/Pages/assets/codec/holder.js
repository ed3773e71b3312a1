// Keeps one credential's code on a phone's screen: renews it every 60 seconds by the phone's clock (R9), in issued form from the issuer, in
// bound form by the phone's own key under a grant, which goes on without a network to the grant's end and not beyond (R10). It draws
// nothing: an app listens and shows. The API's functions are given in, so that ride ID and licence share it:
//   ride ID   POST /ride-id/v1/certificate/codes,  POST /ride-id/v1/certificate/grants
//   licence   POST /licence/v1/licence/codes (or …/display, whose `code` it is),  POST /licence/v1/licence/grants
// To the page a grant's bytes are opaque; when it ends, the API's `ends_at` says.

import * as base64url from './base64url.js';
import { forgetKey, holderKey } from './holder-key.js';
import { REASONS } from './holder-reasons.js';
import { isChallenge, present } from './presentation.js';
import { Refused, Unreachable } from '../shared/api.js';

/** Seconds that a code is shown before the next (R9), where the API does not say otherwise. */
export const RENEW_SECONDS = 60;

/** Milliseconds after which a renewal that failed is tried again by itself. */
export const RETRY_MS = 10_000;

const TICK_MS = 1000, TOO_MANY_REQUESTS = 429;

/**
 * What an app shows.
 * @typedef {object} HolderState
 * @property {'issued'|'bound'} form
 * @property {?string} text what the QR code holds; null: nothing may be shown now
 * @property {?number} madeAtMs the code's own time: the issuer's in issued form, the phone's in bound form; ms since 1970, whole seconds
 * @property {boolean} stale the code is older than 60 seconds and could not be renewed (R13: 刷新)
 * @property {number} secondsLeft whole seconds to the next renewal, 0 to 60
 * @property {number} progress part of the 60 seconds that is over, 0 to 1: the ring
 * @property {?number} endsAtMs without another real-person check codes end then; ms since 1970
 * @property {?string} challenge the officer's two digits that this code answers
 * @property {boolean} renewing a renewal is under way
 * @property {?{code: string, title: {en: string, zh: string}, nextStep: {en: string, zh: string}}} reason why there is no (new) code
 */

/**
 * @typedef {object} HolderOptions
 * @property {string} phoneId
 * @property {string} app names the key: `ride-id` or `licence`
 * @property {'issued'|'bound'} form
 * @property {() => number} now the phone's clock, ms since 1970
 * @property {() => boolean} online the phone's network
 * @property {() => Promise<object>} issueCode the API's answer, with `code`, `issued_at` or `generated_at`, `check_valid_until`
 * @property {(body: {holder_algorithm: string, holder_key: string}) => Promise<object>} issueGrant the API's answer: `grant`, `ends_at`
 */

/** One credential of one app. `start`, then listen; `stop` when the app closes. A refusal is a reason; a bug is thrown. */
export class Holder {
  #options;
  #key = null;
  #grant = null;
  #code = null;
  #reason = null;
  #renewing = null;
  #nextChallenge = null;
  #retryAtMs = null;
  #timer = null;
  #running = 0;
  #listeners = { change: new Set(), tick: new Set() };
  #wake = () => this.check();

  /** @param {HolderOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** @returns {HolderState} */
  state() {
    const now = this.#options.now(), code = this.#code;
    const left = code === null ? 0 : Math.min(code.renewMs, Math.max(0, code.drawnAtMs + code.renewMs - now));
    return {
      form: this.#options.form,
      text: code?.text ?? null,
      madeAtMs: code?.madeAtMs ?? null,
      stale: code !== null && left === 0,
      secondsLeft: Math.ceil(left / 1000),
      progress: code === null ? 0 : 1 - left / code.renewMs,
      endsAtMs: (this.#options.form === 'bound' ? this.#grant?.endsAtMs : code?.endsAtMs) ?? null,
      challenge: code?.challenge ?? null,
      renewing: this.#renewing !== null,
      reason: this.#reason,
    };
  }

  /**
   * Begins, with a grant that was kept if it still holds. Resolves when there is a code or a reason.
   * @returns {Promise<HolderState>}
   */
  async start() {
    const run = ++this.#running;
    if (this.#options.form === 'bound') {
      this.#key = await holderKey(this.#options.phoneId, this.#options.app);
      this.#grant = await this.#key.grant();
    }
    if (run !== this.#running) return this.state();
    document.addEventListener('visibilitychange', this.#wake);
    for (const name of ['pageshow', 'focus', 'online']) window.addEventListener(name, this.#wake);
    await this.refresh();
    this.#tick(run);
    return this.state();
  }

  /** Ends: no more renewals, no code. What is under way is not shown. A kept grant stays for the next start. */
  stop() {
    this.#running++;
    clearTimeout(this.#timer);
    this.#timer = null;
    document.removeEventListener('visibilitychange', this.#wake);
    for (const name of ['pageshow', 'focus', 'online']) window.removeEventListener(name, this.#wake);
    this.#renewing = null;
    this.#nextChallenge = null;
    this.#code = this.#reason = this.#retryAtMs = null;
    this.#tell('change');
  }

  /**
   * Ends and deletes key, counter and grant: sign-out, cleared cache (R12), an unregistered user's closed page (R11).
   * @returns {Promise<void>}
   */
  async forget() {
    this.stop();
    this.#key = this.#grant = null;
    await forgetKey(this.#options.phoneId, this.#options.app);
  }

  /**
   * Makes the next code now: the page's 刷新. One at a time; who asks while one is under way gets that one.
   * @returns {Promise<HolderState>}
   */
  async refresh() {
    this.#renewing ??= this.#renew(this.#running);
    await this.#renewing;
    return this.state();
  }

  /**
   * After another real-person check passed: fetches a new grant in place of the old one, and shows a code.
   * @returns {Promise<HolderState>}
   */
  async checkPassed() {
    await this.#renewing;
    this.#grant = null;
    return this.refresh();
  }

  /**
   * Signs the officer's two digits into the next presentation, and makes that one now; later ones are without. Throws `RangeError` when
   * they are not two digits, `TypeError` in issued form, where the phone signs nothing.
   * @param {string} digits
   * @returns {Promise<HolderState>}
   */
  async challenge(digits) {
    if (!isChallenge(digits)) throw new RangeError('The challenge is two digits.');
    if (this.#options.form !== 'bound') throw new TypeError('Only the bound form answers a challenge.');
    await this.#renewing;
    this.#nextChallenge = digits;
    return this.refresh();
  }

  /** Looks at the clock now: call it when the phone's clock or network was changed. */
  check() {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#tick(this.#running, true);
  }

  /**
   * @param {'change'|'tick'} event `change`: code, reason or renewal; `tick`: each second, for the ring
   * @param {(state: HolderState) => void} listener
   * @returns {() => void} stops listening
   */
  on(event, listener) {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  #tell(event) {
    const state = this.state();
    for (const listener of this.#listeners[event]) listener(state);
  }

  /** Each second anew from the clock, so that nothing drifts and a sleep or a wound clock is seen at once. */
  #tick(run, woken = false) {
    if (run !== this.#running) return;
    const now = this.#options.now();
    if (this.#isDue(now, woken)) void this.refresh();
    this.#tell('tick');
    this.#timer = setTimeout(() => this.#tick(run), TICK_MS - (((now % TICK_MS) + TICK_MS) % TICK_MS));
  }

  #isDue(now, woken) {
    if (this.#renewing !== null) return false;
    const code = this.#code;
    if (isOver(code, now)) return true;
    if (this.#retryAtMs !== null) {
      return this.#options.online() && (woken || now >= this.#retryAtMs || now < this.#retryAtMs - RETRY_MS);
    }
    return code !== null && (now >= code.drawnAtMs + code.renewMs || now < code.drawnAtMs);
  }

  async #renew(run) {
    const live = () => run === this.#running;
    await null;
    this.#tell('change');
    try {
      const { code, reason } = await (this.#options.form === 'bound' ? this.#bound(live) : this.#issued());
      if (live()) this.#settle(code, reason);
    } catch (error) {
      // What an ended run still hears belongs to nobody.
      if (!live()) return;
      if (error instanceof Unreachable) this.#settle(null, REASONS.unreachable);
      else if (error instanceof Refused) this.#settle(null, error);
      else throw error;
    } finally {
      if (live()) {
        this.#renewing = null;
        this.#tell('change');
      }
    }
  }

  /** What the issuer refuses is shown no longer; what could not be asked stands still on the screen (R13) while its check holds (R10). */
  #settle(code, reason) {
    const now = this.#options.now();
    this.#reason = reason;
    this.#retryAtMs = null;
    if (code !== null) {
      this.#code = code;
      return;
    }
    const asked = reason !== REASONS.unreachable && reason.status !== TOO_MANY_REQUESTS;
    if (!asked && isOver(this.#code, now)) this.#reason = REASONS.checkOver;
    if (asked || isOver(this.#code, now)) this.#code = null;
    if (!asked || reason === REASONS.checkOver || reason === REASONS.clockWrong) this.#retryAtMs = now + RETRY_MS;
  }

  async #issued() {
    if (!this.#options.online()) return { code: null, reason: REASONS.unreachable };
    const answer = await this.#options.issueCode();
    const drawnAtMs = this.#options.now(), madeAtMs = Date.parse(answer.issued_at ?? answer.generated_at);
    // The issuer's clock decides how long the check holds; this phone's only measures from here.
    const endsAtMs = drawnAtMs + Date.parse(answer.check_valid_until) - madeAtMs;
    const renewMs = (answer.refresh_after_seconds ?? RENEW_SECONDS) * 1000;
    return { code: { text: answer.code, madeAtMs, drawnAtMs, renewMs, endsAtMs, challenge: null }, reason: null };
  }

  async #bound(live) {
    if (!this.#holds(this.#grant)) {
      if (!this.#options.online()) return { code: null, reason: this.#grant === null ? REASONS.unreachable : REASONS.checkOver };
      await this.#fetchGrant(live);
      if (!this.#holds(this.#grant)) return { code: null, reason: REASONS.clockWrong };
    }
    const challenge = this.#nextChallenge, key = this.#key, grant = this.#grant;
    const counter = await key.nextCounter();
    const madeAtMs = Math.floor(this.#options.now() / 1000) * 1000;
    if (madeAtMs >= grant.endsAtMs) return { code: null, reason: REASONS.checkOver };
    const text = await present(grant.bytes, key.privateKey, madeAtMs / 1000, counter, challenge);
    this.#nextChallenge = null;
    return {
      code: { text, madeAtMs, drawnAtMs: madeAtMs, renewMs: RENEW_SECONDS * 1000, endsAtMs: grant.endsAtMs, challenge },
      reason: null,
    };
  }

  #holds(grant) {
    return grant !== null && this.#options.now() < grant.endsAtMs;
  }

  async #fetchGrant(live) {
    const key = this.#key;
    const answer = await this.#options.issueGrant({ holder_algorithm: 'esp256', holder_key: key.publicKeyText });
    if (!live()) return;
    this.#grant = { bytes: base64url.decode(answer.grant), endsAtMs: Date.parse(answer.ends_at) };
    await key.keepGrant(this.#grant);
  }
}

/** True when a code's real-person check is too old (R10). */
function isOver(code, now) {
  return code !== null && now >= code.endsAtMs;
}
