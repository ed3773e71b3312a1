// The code on the screen (R9, R10, R13), and the certificate that it shows (R7).

import { LiveCode } from '../common/live.js';
import { second } from '../common/times.js';

/** Codes and grants from the ride-ID issuer. */
export class Live extends LiveCode {
  /** The service's certificate message, or null. */
  certificate = null;
  /** A ride ID's code is never red. */
  isRed = false;

  #app;

  constructor(app) {
    super(app, 'ride-id');
    this.#app = app;
  }

  issueCode() { return this.#app.service.code(); }

  issueGrant(body) { return this.#app.service.grant(body); }

  async end() {
    await super.end();
    this.certificate = null;
  }

  /** What stands below the ring. */
  ageText() {
    const { phone } = this.#app;
    if (this.code.stale) {
      return { en: 'Old code: it was not renewed and does not open the gate. Tap Refresh.', zh: '二维码已过期，未能及时更新，无法通过闸机，请点击“刷新”。' };
    }
    const answers = this.code.challenge;
    if (answers) return { en: `This code answers ${answers}.`, zh: `本二维码已写入数字 ${answers}。` };
    if (this.form !== 'bound') return phone.network.on ? '' : { en: 'No network: it cannot be renewed.', zh: '手机未连接网络，二维码无法更新。' };
    const until = second(this.endsAt).slice(11);
    return phone.network.on
      ? { en: `Made by this phone, also without a network until ${until}.`, zh: `由本机生成，断网时可用至 ${until}。` }
      : { en: `No network: this phone goes on until ${until}.`, zh: `手机未连接网络，本机可继续更新至 ${until}。` };
  }
}
