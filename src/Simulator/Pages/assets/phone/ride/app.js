// The railway's app 铁路12306 on the phone page: the electronic temporary ride ID (电子临时乘车身份证明), rules R1–R17, for a person who
// is not registered.

import { forgetKey, holderKey } from '../../codec/holder-key.js';
import { Holder } from '../../codec/holder.js';
import { isChallenge } from '../../codec/presentation.js';
import { encode, paint } from '../../codec/qr.js';
import { h, icon } from '../../shared/dom.js';
import { Advice } from '../licence/ui.js';
import { SCREENS } from './screens.js';

const APP = 'ride-id';
const BASE = '/ride-id/v1';
const LABEL = { en: 'Ride ID', zh: '临时乘车身份证明' };
/** Where the simulated phone is: Beijing. */
const FIX = { latitude: 39.9, longitude: 116.4 };

class RideApp {
  screen = { name: 'apply', params: {} };
  draft = { name: '', number: '', location: 'fixed' };
  sight = 'pass';
  certificate = null;
  #root;
  #page = h('div', { class: 'licence-page' });
  #kept;
  #holder = null;
  #shown = null;

  constructor(root, phone) {
    this.#root = root;
    this.phone = phone;
    this.#kept = phone.store.get('ride') ?? {};
    root.replaceChildren(h('div', { class: 'licence' }, this.#page));
  }

  /** 'issued' or 'bound'. */
  get form() { return this.#kept.form ?? 'issued'; }

  /** True while this phone has had a certificate. */
  get hasCertificate() { return Boolean(this.#kept.token && this.#kept.certificate); }

  /** The holder engine's state, or null while no code is asked for. */
  get code() { return this.#holder?.state() ?? null; }

  get params() { return this.screen.params; }

  /** Asks the service within this phone's session. */
  ask(method, path, body) { return this.phone.api(method, BASE + path, { body, token: this.#kept.token }); }

  go(name, params = {}) {
    this.#leave();
    this.screen = { name, params };
    this.draw();
    this.#shown.heading.focus({ preventScroll: true });
  }

  draw() {
    const screen = SCREENS[this.screen.name](this);
    const heading = h('h2', { tabindex: '-1', class: 'licence-title' }, screen.title);
    this.#page.replaceChildren(h('div', { class: 'licence-bar' }, screen.back ? h('button', { type: 'button', class: 'button plain icon-only',
      'aria-label': { en: 'Back', zh: '返回' }, onclick: () => this.go(screen.back) }, icon('back')) : null, heading), screen.element);
    this.#shown = { ...screen, heading };
    this.phone.changed();
  }

  /** A synthetic citizen whom nobody has yet. */
  async person() {
    const person = await this.phone.api('POST', '/simulation/v1/people', { body: { kind: 'ride-id' } });
    Object.assign(this.draft, { name: person.name, number: person.number });
  }

  /** A ticket that is good now, at the counter. @param {'entry'|'exit'} use */
  async ticket(use) {
    const { number, name } = this.draft;
    return this.phone.api('POST', '/simulation/v1/tickets', { body: { number, name, use } });
  }

  /** R1–R4; the result is told after the check (R5). */
  async apply() {
    if (!this.#kept.token) this.#keep({ token: (await this.phone.api('POST', `${BASE}/sessions`, { body: {} })).token });
    const authorised = this.draft.location !== 'forbidden';
    const application = await this.ask('POST', '/applications', {
      id_number: this.draft.number.trim().toUpperCase(), name: this.draft.name.trim(),
      location: this.draft.location === 'fixed' ? { authorised, fix: FIX } : { authorised },
    });
    this.go('check', { application: application.application_id });
  }

  /** The check of an application, or another one while the certificate is valid (R8, R10). @param {string} camera */
  async check(camera) {
    const { application } = this.params;
    this.certificate = await this.ask('POST', application ? `/applications/${encodeURIComponent(application)}/check` : '/certificate/check', { camera });
    this.#keep({ certificate: true });
    const key = await holderKey(this.phone.id, APP);
    await key.keepGrant(null);
    this.go('show');
  }

  /** Begins to show codes. @param {() => void} follow is called at each change and each second */
  start(follow) {
    const holder = new Holder({
      phoneId: this.phone.id, app: APP, form: this.form, now: () => this.phone.clock.now(), online: () => this.phone.network.on,
      issueCode: () => this.ask('POST', '/certificate/codes', {}), issueGrant: (body) => this.ask('POST', '/certificate/grants', body),
    });
    this.#holder = holder;
    holder.on('tick', follow);
    holder.on('change', () => {
      follow();
      this.phone.changed();
    });
    this.starting = holder.start();
  }

  refresh() { return this.#holder.refresh(); }

  choose(form) {
    this.#keep({ form });
    this.go('show');
  }

  async answer(digits) {
    if (!isChallenge(digits)) {
      throw new Advice({ en: 'Two digits are needed', zh: '须为两位数字' },
        { en: 'Type the two digits that staff say', zh: '请输入工作人员口述的两位数字' });
    }
    await this.#holder.challenge(digits);
  }

  /** R11: who is not registered must pass the check again after closing the page. */
  async closePage() {
    await this.ask('POST', '/page/close');
    this.#leave();
    await forgetKey(this.phone.id, APP);
    this.go('closed');
  }

  wake() { this.#holder?.check(); }

  async quickStart(use) {
    this.#leave();
    this.#kept = { form: this.form };
    this.#keep({});
    await this.person();
    await this.ticket(use === 'exit' ? 'exit' : 'entry');
    await this.apply();
    await this.check('pass');
    const state = await this.starting;
    if (state.text === null) throw state.reason ?? new Error('There is no code.');
  }

  async codePng() {
    const text = this.code?.text;
    if (!text) return null;
    const canvas = document.createElement('canvas');
    paint(canvas, encode(text));
    return new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  }

  unmount() {
    this.#leave();
    this.#root.replaceChildren();
  }

  #leave() {
    this.#holder?.stop();
    this.#holder = null;
  }

  #keep(change) {
    this.#kept = { ...this.#kept, ...change };
    this.phone.store.set('ride', this.#kept);
  }
}

/**
 * Puts the app into an element of the phone page.
 * @param {HTMLElement} root
 * @param {object} phone the shell's, as the licence app takes it
 */
export function mount(root, phone) {
  const app = new RideApp(root, phone);
  app.go(app.hasCertificate ? 'show' : 'apply');
  return {
    state: () => ({
      label: LABEL, form: app.form, showing: Boolean(app.code?.text), code_made_at: app.code?.madeAtMs ?? null,
      credential_id: app.certificate?.certificate_id,
    }),
    codeText: () => app.code?.text ?? null,
    codePng: () => app.codePng(),
    quickStart: (use) => app.quickStart(use),
    wake: () => app.wake(),
    unmount: () => app.unmount(),
  };
}
