/** The phone's screen: status bar, home screen, and the app that is open. */

import { h, icon, put } from '../shared/dom.js';
import { language, setLanguage } from '../shared/i18n.js';
import { homeScreen } from './home.js';
import { APPS, appOfKind } from './apps.js';
import { statusBar } from './status-bar.js';

export class Shell {
  #device;
  #bar;
  #screen = h('main', { class: 'phone-screen', id: 'screen', tabindex: '-1' });
  #open = null;
  #end = () => {};
  #listeners = new Set();

  /** @param {import('./device.js').Device} device */
  constructor(device) {
    this.#device = device;
    this.#bar = statusBar(device, () => setLanguage(language() === 'en' ? 'zh-CN' : 'en'));
    this.element = h('div', { class: 'phone-body' },
      h('a', { class: 'skip-link', href: '#screen' }, { en: 'Skip to the app', zh: '跳到应用' }), this.#bar.element, this.#screen);
    this.#home();
  }

  /** Opens the app that was open when the page was closed. */
  resume() {
    const app = APPS.find(one => one.name === this.#device.openApp);
    if (app) this.#show(app);
  }

  state() {
    const { app, mounted } = this.#open ?? {};
    const own = mounted?.state() ?? { label: { en: '', zh: '' }, form: null, showing: false, code_made_at: null };
    return { ...own, app: app?.kind ?? null };
  }

  codeText() { return this.#open?.mounted?.codeText() ?? null; }

  async codePng() { return this.#open?.mounted?.codePng() ?? null; }

  async quickStart(kind, use) {
    const app = appOfKind(kind);
    if (this.#open?.app !== app) this.#show(app);
    await this.#open.mounted.quickStart(use);
  }

  /** The language was changed. */
  redraw() {
    this.#bar.draw();
    this.#open?.mounted.redraw();
  }

  /** Clock or network were changed. */
  wake() {
    this.#bar.draw();
    this.#open?.mounted.wake();
    this.#tell();
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  #home() {
    const home = homeScreen(this.#device, app => this.#show(app));
    this.#end = home.end;
    put(this.#screen, home.element);
  }

  #show(app) {
    this.#close();
    const place = h('div', { class: 'phone-app' });
    put(this.#screen,
      h('div', { class: 'phone-app-bar' },
        h('button', { type: 'button', class: 'button plain', 'data-testid': 'phone-home', onclick: () => this.#leave() },
          icon('home'), { en: 'Home', zh: '主屏幕' }),
        h('h1', { class: 'phone-app-name' }, app.title)),
      place);
    const { id, api, clock, network } = this.#device;
    const phone = { id, api, clock, network, store: this.#device.storeOf(app.name), changed: () => this.#tell() };
    this.#open = { app, mounted: null };
    this.#open.mounted = app.mount(place, phone);
    this.#end = () => this.#open.mounted.unmount();
    this.#device.openApp = app.name;
    this.#tell();
  }

  #leave() {
    const { name } = this.#open.app;
    this.#close();
    this.#device.openApp = null;
    this.#home();
    this.#screen.querySelector(`[data-app="${name}"]`).focus();
    this.#tell();
  }

  #close() {
    this.#end();
    this.#open = null;
  }

  #tell() {
    // An app says that it changed while it is still being put up.
    if (this.#open && this.#open.mounted === null) return;
    for (const listener of [...this.#listeners]) listener();
  }
}
