// What every app of the phone stands in: one screen after another, the language's redraw, drafts that outlive it, loading, and messages.

import { h, icon } from '../../shared/dom.js';
import { smsBanner } from './sms.js';
import { button, problem } from './ui.js';

/** A result's SMS stands so long. */
const MESSAGE_MS = 12_000;
const NO_SESSION = new Set(['session_required', 'sign_in_required']);

/**
 * An app's screens. A screen is a function from the app to `{title, element, root?, back?, redraw?, leave?}`: `root` has no way back,
 * `back` is a screen's name, `{name, params}` or a function, `redraw` is called before it is drawn anew, `leave` when another takes
 * its place.
 */
export class AppFrame {
  screen = { name: null, params: {} };
  #root;
  #screens;
  #codeScreen;
  #reloads;
  #banner = h('div', { class: 'app-banner', role: 'status' });
  #page = h('div', { class: 'app-page' });
  #bannerTimer = null;
  #drafts = new Map();
  #shown = null;

  /**
   * @param {HTMLElement} root
   * @param {object} phone the shell's
   * @param {{className: string, screens: object, codeScreen: string, reloads: string[]}} options `codeScreen` is where an SMS's code is
   *   typed; `reloads` are the screens that a message may have changed
   */
  constructor(root, phone, { className, screens, codeScreen, reloads }) {
    this.#root = root;
    this.#screens = screens;
    this.#codeScreen = codeScreen;
    this.#reloads = reloads;
    this.phone = phone;
    this.call = phone.api;
    root.replaceChildren(h('div', { class: `app ${className}` }, this.#banner, this.#page));
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
    const screen = this.#screens[this.screen.name](this);
    const heading = h('h2', { tabindex: '-1', class: 'app-title' }, screen.title);
    this.#page.replaceChildren(
      h('div', { class: 'app-bar' }, screen.root ? null : this.#backButton(screen), heading),
      h('div', { class: 'app-screen', 'data-testid': `screen-${this.screen.name}` }, screen.element));
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
      for (const way of ['camera', 'album']) if (draft[way]?.address) URL.revokeObjectURL(draft[way].address);
    }
    this.#drafts.clear();
  }

  /** Takes the app off the page. */
  unmount() {
    this.#shown?.leave?.();
    this.live.pause();
    this.messages.end();
    clearTimeout(this.#bannerTimer);
    this.#root.replaceChildren();
  }

  /** What the phone says of itself may have changed. */
  changed() { this.phone.changed?.(); }

  /** Takes the SMS away. */
  closeMessage() {
    clearTimeout(this.#bannerTimer);
    this.#banner.replaceChildren();
  }

  /** A message for this phone: it stands above every screen until it is closed; one whose words the app's notices keep, a while. */
  receive(message) {
    this.closeMessage();
    if (this.screen.name !== this.#codeScreen) this.#bannerTimer = setTimeout(() => this.closeMessage(), MESSAGE_MS);
    this.#banner.replaceChildren(smsBanner(message, {
      onClose: () => this.closeMessage(),
      onCode: this.screen.name === this.#codeScreen ? (code) => {
        this.draft(this.#codeScreen).code = code;
        this.draw();
        this.closeMessage();
      } : null,
    }));
    if (this.#reloads.includes(this.screen.name)) this.reload();
  }

  #focusedName() {
    const { name, value, type, id } = document.activeElement ?? {};
    if (!this.#page.contains(document.activeElement)) return null;
    if (type === 'radio') return `[name="${name}"][value="${value}"]`;
    if (name) return `[name="${name}"]`;
    return id ? `#${id}` : null;
  }

  #backButton(screen) {
    const { back } = screen;
    const go = typeof back === 'function' ? back : () => (typeof back === 'string' ? this.go(back) : this.go(back.name, back.params));
    return h('button', { type: 'button', class: 'button plain icon-only', 'aria-label': { en: 'Back', zh: '返回' }, 'data-testid': 'back',
      onclick: go }, icon('back'));
  }
}
