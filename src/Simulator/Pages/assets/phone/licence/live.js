// The licence on the screen: its data and photo from the service (L8–L11), its code from the phone's holder engine (L14).

import { forgetKey, holderKey } from '../../codec/holder-key.js';
import { Holder } from '../../codec/holder.js';
import { isChallenge } from '../../codec/presentation.js';
import { Advice } from './ui.js';

const APP = 'licence';
/** In bound form the service is asked for the status with each code, but not twice within this time. */
const STATUS_AGE_MS = 5_000;

/** What the display shows, kept fresh while it is on the screen. `onChange` is called at each change and each second. */
export class Live {
  /** The service's display message, or null. */
  display = null;
  /** Milliseconds: when the service gave it. */
  displayedAt = 0;
  /** blob: address of the photo, or null. */
  photo = null;
  /** Why nothing, or nothing new, is shown: with `title` and `nextStep`; else null. */
  problem = null;
  onChange = () => {};

  #app;
  #holder = null;
  #photoIsNew = false;
  #dropGrant = false;
  #waiting = [];

  constructor(app) { this.#app = app; }

  /** The code: `{text, madeAt, challenge, stale}`, madeAt in milliseconds; null when none may be shown. */
  get code() {
    const state = this.#holder?.state();
    return state?.text ? { text: state.text, madeAt: state.madeAtMs, challenge: state.challenge, stale: state.stale } : null;
  }

  /** 'issued' or 'bound'. */
  get form() { return this.#app.account.form; }

  /** Milliseconds at which codes end without another check; null when not known. */
  get endsAt() { return this.#holder?.state().endsAtMs ?? null; }

  /** Whole seconds to the next code. */
  get secondsLeft() { return this.#holder?.state().secondsLeft ?? 0; }

  /** Begins, or goes on. */
  start() {
    if (this.#holder !== null) return;
    const { account, phone, call } = this.#app;
    const holder = new Holder({
      phoneId: phone.id, app: APP, form: account.form,
      now: () => phone.clock.now(), online: () => phone.network.on,
      issueCode: async () => (await this.#read()).code,
      issueGrant: async (body) => {
        await this.#read();
        return call('POST', '/licence/v1/licence/grants', { body, token: account.token });
      },
    });
    this.#holder = holder;
    this.#photoIsNew = false;
    this.problem = null;
    holder.on('tick', () => this.onChange());
    holder.on('change', () => this.#follow(holder));
    void this.#begin(holder);
  }

  /** Resolves when a code is on the screen; throws the refusal when there will be none. */
  shown() {
    if (this.code) return Promise.resolve();
    if (this.problem) return Promise.reject(this.problem);
    return new Promise((resolve, reject) => { this.#waiting.push({ resolve, reject }); });
  }

  /** The next code now (刷新). */
  async refresh() { await this.#holder?.refresh(); }

  /** Begins anew after a refusal. */
  restart() {
    this.pause();
    this.start();
  }

  /** The clock or the network of this phone was changed. */
  wake() { this.#holder?.check(); }

  /** Goes on in the other form. @param {'issued'|'bound'} form */
  choose(form) {
    this.#app.account.form = form;
    this.pause();
    this.#app.draw();
  }

  /** Signs the officer's two digits into the next code. Bound form only. @param {string} digits */
  async answer(digits) {
    if (!isChallenge(digits)) {
      throw new Advice({ en: 'Two digits are needed', zh: '须为两位数字' },
        { en: 'Type the two digits that the officer says', zh: '请输入民警口述的两位数字' });
    }
    await this.#holder?.challenge(digits);
  }

  /** A real-person check was passed: the next grant rests on it. */
  checkPassed() { this.#dropGrant = true; }

  /** The screen was left: no code any more. A grant stays for the next start. */
  pause() {
    const holder = this.#holder;
    this.#holder = null;
    holder?.stop();
    this.#app.changed();
    this.onChange();
  }

  /** Signing out or clearing the cache: code, data, photo, key and grant go. */
  async end() {
    this.pause();
    this.display = this.problem = null;
    this.#setPhoto(null);
    await forgetKey(this.#app.phone.id, APP);
  }

  async #begin(holder) {
    if (this.#dropGrant && this.form === 'bound') {
      const key = await holderKey(this.#app.phone.id, APP);
      await key.keepGrant(null);
    }
    this.#dropGrant = false;
    if (this.#holder === holder) await holder.start();
  }

  #follow(holder) {
    if (this.#holder !== holder) return;
    const state = holder.state();
    if (state.renewing) return;
    this.problem = state.reason;
    if (state.text !== null && state.form === 'bound') void this.#readStatus(holder);
    this.#settle(state.text !== null);
    this.#app.changed();
    this.onChange();
  }

  #settle(showing) {
    if (!showing && !this.problem) return;
    for (const one of this.#waiting.splice(0)) {
      if (showing) one.resolve();
      else one.reject(this.problem);
    }
  }

  async #read() {
    const { service, phone } = this.#app;
    const display = await service.display();
    this.display = display;
    this.displayedAt = phone.clock.now();
    if (!this.#photoIsNew) {
      this.#photoIsNew = true;
      void this.#readPhoto();
    }
    return display;
  }

  /** A bound code does not need the service; its colour and status do. What the service refuses is shown no longer. */
  async #readStatus(holder) {
    const { phone } = this.#app;
    if (!phone.network.on || phone.clock.now() - this.displayedAt < STATUS_AGE_MS) return;
    try {
      await this.#read();
    } catch (error) {
      if (!error.title) throw error;
      // Without a network the last known status stays, with its age beside it.
      if (error.code === undefined || error.status === 429 || this.#holder !== holder) return;
      this.pause();
      this.#dropGrant = true;
      this.problem = error;
    }
    this.onChange();
  }

  async #readPhoto() {
    try {
      this.#setPhoto(URL.createObjectURL(await this.#app.service.photo()));
    } catch (error) {
      if (!error.title) throw error;
      // The display goes without a photo until its next start.
      this.#setPhoto(null);
    }
    this.display &&= { ...this.display };
    this.onChange();
  }

  #setPhoto(address) {
    if (this.photo) URL.revokeObjectURL(this.photo);
    this.photo = address;
  }
}
