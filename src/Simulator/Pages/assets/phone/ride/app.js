// The railway's app 铁路12306 on the phone page: the electronic temporary ride ID (电子临时乘车身份证明), rules R1–R17.

import { checkScreen } from '../common/check-screen.js';
import { codePicture } from '../common/code-view.js';
import { AppFrame } from '../common/frame.js';
import { Messages } from '../common/sms.js';
import { Account } from './account.js';
import { Flow } from './flow.js';
import { Live } from './live.js';
import { apply, result } from './screens-apply.js';
import { register, signIn, smsCode } from './screens-account.js';
import { help, home, leave } from './screens-home.js';
import { show } from './screen-show.js';
import { tickets } from './screen-tickets.js';
import { rideIdService } from './service.js';

const check = checkScreen({
  title: { en: 'Real-person check', zh: '实人核验' },
  start: { en: 'Start the check', zh: '开始核验' },
  about: { en: 'The result is shown after a passed check. It holds for 30 minutes; passing it again is not counted.',
    zh: '实人核验通过后，可查看审核结果。30分钟后需再次核验，再次核验不占用申请次数。' },
});
const SCREENS = { home, signIn, register, smsCode, apply, check, result, show, tickets, leave, help };
const LABEL = { en: 'Ride ID', zh: '临时乘车身份证明' };

class RideApp extends AppFrame {
  constructor(root, phone) {
    super(root, phone, { className: 'ride', screens: SCREENS, codeScreen: 'smsCode', reloads: [] });
    this.account = new Account(phone.store);
    this.service = rideIdService(this.call, () => this.account.token);
    this.flow = new Flow(this);
    this.live = new Live(this);
    this.messages = new Messages((after) => this.service.messages(after), () => this.account.number, this.account,
      (message) => this.receive(message));
  }

  /** The app was closed while it was open (R11): who is not registered passes the check again. */
  open() {
    const { account } = this;
    if (account.granted && !account.registered) account.closed = true;
    this.go('home');
    if (account.closed) void this.flow.tellClosed();
  }
}

/**
 * Puts the app into an element of the phone page.
 * @param {HTMLElement} root
 * @param {object} phone the shell's: `id`; `api(method, path, {body, token})`, which throws Refused or Unreachable; `clock.now()` in
 *   milliseconds; `network.on`; `store` with get, set and remove; `changed()`, called when `state()` may say something else
 */
export function mount(root, phone) {
  const app = new RideApp(root, phone);
  const { live } = app;
  app.open();
  return {
    /** What the phone says of itself to the station page. */
    state: () => ({
      label: LABEL, form: app.account.form, showing: live.code !== null, code_made_at: live.code?.madeAt ?? null,
      credential_id: live.certificate?.certificate_id,
    }),
    /** The code on the screen, or null. */
    codeText: () => live.code?.text ?? null,
    /** A picture of the code on the screen, or null. @returns {Promise<Blob|null>} */
    codePng: async () => (live.code ? codePicture(live.code.text) : null),
    /** From nothing to a code on the screen. @param {'entry'|'exit'} [use] of the ticket */
    quickStart: (use) => app.flow.quickStart(use),
    /** Language, clock or network were changed. */
    redraw: () => app.draw(),
    wake: () => live.wake(),
    unmount: () => app.unmount(),
  };
}
