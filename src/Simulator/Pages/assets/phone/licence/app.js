// The traffic police's app 交管12123 on the phone page: electronic driving licences, rules L1–L16.

import { h, icon } from '../../shared/dom.js';
import { Messages, smsBanner } from '../sms.js';
import { Account } from './account.js';
import { codePicture } from './code-view.js';
import { Flow } from './flow.js';
import { Live } from './live.js';
import { apply, progress, replacePhoto } from './screens-apply.js';
import { check } from './screens-check.js';
import { display } from './screen-display.js';
import { filing, home } from './screens-home.js';
import { leave, notices, purposes } from './screens-about.js';
import { register, signIn, smsCode } from './screens-account.js';
import { licenceService } from './service.js';
import { button, problem } from './ui.js';

const SCREENS = { signIn, register, smsCode, home, filing, check, apply, progress, replacePhoto, display, notices, purposes, leave };
const LABEL = { en: 'Driving licence', zh: '驾驶证电子版' };
const NO_SESSION = new Set(['session_required', 'sign_in_required']);

class LicenceApp {
  screen = { name: 'signIn', params: {} };
  #root;
  #banner = h('div', { class: 'licence-banner', role: 'status' });
  #page = h('div', { class: 'licence-page' });
  #drafts = new Map();
  #shown = null;

  constructor(root, phone) {
    this.#root = root;
    this.phone = phone;
    this.call = phone.api;
    this.account = new Account(phone.store);
    this.service = licenceService(this.call, () => this.account.token);
    this.flow = new Flow(this);
    this.live = new Live(this);
    this.messages = new Messages(
      async (after) => (await this.call('GET', `/licence/v1/simulation/outbox?after=${after}`)).messages,
      () => this.account.number, this.account, (message) => this.#receive(message));
    root.replaceChildren(h('div', { class: 'licence' }, this.#banner, this.#page));
  }

  /** What the screen of the moment was opened with. */
  get params() { return this.screen.params; }

  /** Opens a screen; the focus goes to its heading. */
  go(name, params = {}) {
    this.#shown?.leave?.();
    this.#shown = null;
    this.screen = { name, params };
    this.draw();
    this.#shown.heading.focus({ preventScroll: true });
    this.#root.scrollIntoView?.({ block: 'start' });
  }

  /** Draws the screen of the moment anew, in the language of the moment. Whoever had the focus keeps it. */
  draw() {
    this.#shown?.redraw?.();
    const focused = this.#focusedName();
    const screen = SCREENS[this.screen.name](this);
    const heading = h('h2', { tabindex: '-1', class: 'licence-title' }, screen.title);
    this.#page.replaceChildren(
      h('div', { class: 'licence-bar' }, screen.root ? null : this.#backButton(screen), heading),
      h('div', { class: 'licence-screen' }, screen.element));
    this.#shown = { ...screen, heading };
    if (focused) this.#page.querySelector(focused)?.focus({ preventScroll: true });
    this.changed();
  }

  /** Reads anew what the screen of the moment was drawn from. */
  reload() {
    delete this.screen.loaded;
    delete this.params.submitted;
    this.draw();
  }

  /**
   * An element that is filled when something was read from the service; a refusal is told with a way to try again.
   * @param {() => Promise<any>} load is not called again when the screen is only drawn anew
   * @param {(value: any) => Node} render
   */
  loading(load, render) {
    const { screen } = this;
    if ('loaded' in screen) return h('div', {}, render(screen.loaded));
    const place = h('div', { 'aria-busy': 'true' }, h('p', { class: 'muted' }, { en: 'Loading…', zh: '加载中…' }));
    const fill = async () => {
      try {
        const value = await load();
        if (this.screen !== screen) return;
        screen.loaded = value;
        place.replaceChildren(render(value));
      } catch (error) {
        if (this.screen !== screen) return;
        if (NO_SESSION.has(error.code)) {
          await this.flow.lostSession();
          return;
        }
        place.replaceChildren(problem(error), button({ en: 'Try again', zh: '重试' }, () => this.reload(), 'wide'));
      } finally {
        place.removeAttribute('aria-busy');
      }
    };
    void fill();
    return place;
  }

  /** What a person has typed on a screen, kept while the screen is left and come back to. */
  draft(name, first = {}) {
    if (!this.#drafts.has(name)) this.#drafts.set(name, { ...first });
    return this.#drafts.get(name);
  }

  forgetDrafts() {
    for (const draft of this.#drafts.values()) {
      for (const way of ['camera', 'album']) if (draft[way]) URL.revokeObjectURL(draft[way].address);
    }
    this.#drafts.clear();
  }

  /** Takes the app off the page. */
  unmount() {
    this.#shown?.leave?.();
    this.live.pause();
    this.messages.end();
    this.#root.replaceChildren();
  }

  #focusedName() {
    const { name, value, type, id } = document.activeElement ?? {};
    if (!this.#page.contains(document.activeElement)) return null;
    if (type === 'radio') return `[name="${name}"][value="${value}"]`;
    if (name) return `[name="${name}"]`;
    return id ? `#${id}` : null;
  }

  #backButton(screen) {
    const to = typeof screen.back === 'string' ? { name: screen.back, params: {} } : screen.back ?? { name: 'signIn', params: {} };
    return h('button', { type: 'button', class: 'button plain icon-only', 'aria-label': { en: 'Back', zh: '返回' },
      onclick: () => this.go(to.name, to.params) }, icon('back'));
  }

  /** What the phone says of itself may have changed. */
  changed() { this.phone.changed?.(); }

  /** Takes the SMS away. */
  closeMessage() { this.#banner.replaceChildren(); }

  /** A message for this phone: it stands above every screen until it is closed. */
  #receive(message) {
    this.#banner.replaceChildren(smsBanner(message, {
      onClose: () => this.closeMessage(),
      onCode: this.screen.name === 'smsCode' ? (code) => {
        this.draft('smsCode').code = code;
        this.draw();
        this.closeMessage();
      } : null,
    }));
    if (['home', 'progress', 'notices'].includes(this.screen.name)) this.reload();
  }
}

/**
 * Puts the app into an element of the phone page.
 * @param {HTMLElement} root
 * @param {object} phone the shell's: `id`; `api(method, path, {body, token})`, which throws Refused or Unreachable; `clock.now()` in
 *   milliseconds; `network.on`; `store` with get, set and remove; `changed()`, called when `state()` may say something else
 */
export function mount(root, phone) {
  const app = new LicenceApp(root, phone);
  app.go(app.account.token === null ? 'signIn' : 'home');
  return {
    /** What the phone says of itself to the station page. */
    state: () => ({
      label: LABEL, form: app.account.form, showing: app.live.code !== null, code_made_at: app.live.code?.madeAt ?? null,
    }),
    /** The code on the screen, or null. */
    codeText: () => app.live.code?.text ?? null,
    /** A picture of the code on the screen, or null. @returns {Promise<Blob|null>} */
    codePng: async () => (app.live.code ? codePicture(app.live.code.text, app.live.display?.colour === 'red') : null),
    /** From nothing to a code on the screen. */
    quickStart: () => app.flow.quickStart(),
    /** Language, clock or network were changed. */
    redraw: () => app.draw(),
    wake: () => app.live.wake(),
    unmount: () => app.unmount(),
  };
}
