// What an app shows while its code is on the screen: the phone's holder engine, begun and ended with the screen.

import { forgetKey, holderKey } from '../../codec/holder-key.js';
import { Holder } from '../../codec/holder.js';
import { isChallenge } from '../../codec/presentation.js';
import { Advice } from './ui.js';

/**
 * The code of one app. A subclass says how codes and grants are asked for (`issueCode`, `issueGrant`), and may do more at each change
 * (`followed`) and at the start (`beginning`).
 */
export class LiveCode {
  /** Why nothing, or nothing new, is shown: with `title` and `nextStep`; else null. */
  problem = null;
  /** Is called at each change and each second. */
  onChange = () => {};

  #app;
  #name;
  #holder = null;
  #dropGrant = false;
  #waiting = [];

  /** @param {object} app whose `account.form`, `phone` and `changed()` are used @param {string} name of the app's key */
  constructor(app, name) {
    this.#app = app;
    this.#name = name;
  }

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
    const { account, phone } = this.#app;
    const holder = new Holder({
      phoneId: phone.id, app: this.#name, form: account.form,
      now: () => phone.clock.now(), online: () => phone.network.on,
      issueCode: () => this.issueCode(), issueGrant: (body) => this.issueGrant(body),
    });
    this.#holder = holder;
    this.problem = null;
    this.beginning();
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

  /** Signs two digits that somebody says into the next code. Bound form only. @param {string} digits */
  async answer(digits) {
    if (!isChallenge(digits)) {
      throw new Advice({ en: 'Two digits are needed', zh: '须为两位数字' },
        { en: 'Type the two digits that you are told', zh: '请输入工作人员口述的两位数字' });
    }
    await this.#holder?.challenge(digits);
  }

  /** The next start asks for a new grant: a check was passed, or the service refused. */
  dropGrant() { this.#dropGrant = true; }

  /** The screen was left: no code any more. A grant stays for the next start. */
  pause() {
    const holder = this.#holder;
    this.#holder = null;
    holder?.stop();
    this.#app.changed();
    this.onChange();
  }

  /** Signing out or clearing the cache: code, key and grant go. */
  async end() {
    this.pause();
    this.problem = null;
    await forgetKey(this.#app.phone.id, this.#name);
  }

  /** True while a run that began earlier is still the one on the screen. */
  isCurrent(holder) { return this.#holder === holder; }

  /** A screen begins. */
  beginning() {}

  /** A code or a reason came. */
  followed() {}

  async #begin(holder) {
    if (this.#dropGrant && this.form === 'bound') {
      const key = await holderKey(this.#app.phone.id, this.#name);
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
    this.followed(state, holder);
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
}
