// The traffic police's app 交管12123 on the phone page: electronic driving licences, rules L1–L16.

import { checkScreen } from '../common/check-screen.js';
import { codePicture } from '../common/code-view.js';
import { AppFrame } from '../common/frame.js';
import { Messages } from '../common/sms.js';
import { Account } from './account.js';
import { Flow } from './flow.js';
import { Live } from './live.js';
import { apply, progress, replacePhoto } from './screens-apply.js';
import { display } from './screen-display.js';
import { filing, home } from './screens-home.js';
import { leave, notices, purposes } from './screens-about.js';
import { register, signIn, smsCode } from './screens-account.js';
import { licenceService } from './service.js';

const CHECK = {
  title: { en: 'Real-person check', zh: '实人认证' },
  start: { en: 'Start the check', zh: '开始认证' },
  about: { en: 'A passed check holds for 30 minutes.', zh: '认证通过后30分钟内有效。' },
};
const check = checkScreen(CHECK);
const SCREENS = { signIn, register, smsCode, home, filing, check, apply, progress, replacePhoto, display, notices, purposes, leave };
const LABEL = { en: 'Driving licence', zh: '驾驶证电子版' };

class LicenceApp extends AppFrame {
  constructor(root, phone) {
    super(root, phone, { className: 'licence', screens: SCREENS, codeScreen: 'smsCode', reloads: ['home', 'progress', 'notices'] });
    this.account = new Account(phone.store);
    this.service = licenceService(this.call, () => this.account.token);
    this.flow = new Flow(this);
    this.live = new Live(this);
    this.messages = new Messages(
      async (after) => (await this.call('GET', `/licence/v1/simulation/outbox?after=${after}`)).messages,
      () => this.account.number, this.account, (message) => this.receive(message));
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
    codePng: async () => (app.live.code ? codePicture(app.live.code.text, app.live.isRed) : null),
    /** From nothing to a code on the screen. */
    quickStart: () => app.flow.quickStart(),
    /** Language, clock or network were changed. */
    redraw: () => app.draw(),
    wake: () => app.live.wake(),
    unmount: () => app.unmount(),
  };
}
