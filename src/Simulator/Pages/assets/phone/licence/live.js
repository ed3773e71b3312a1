// The licence on the screen: its data and photo from the service (L8–L11), its code from the phone's holder engine (L14).

import { LiveCode } from '../common/live.js';
import { second } from '../common/times.js';

/** In bound form the service is asked for the status with each code, but not twice within this time. */
const STATUS_AGE_MS = 5_000;

/** What the display shows, kept fresh while it is on the screen. */
export class Live extends LiveCode {
  /** The service's display message, or null. */
  display = null;
  /** Milliseconds: when the service gave it. */
  displayedAt = 0;
  /** blob: address of the photo, or null. */
  photo = null;

  #app;
  #photoIsNew = false;

  constructor(app) {
    super(app, 'licence');
    this.#app = app;
  }

  /** The code is shown red: its holder must not drive now (L9). */
  get isRed() { return this.display?.colour === 'red'; }

  /** What stands below the ring: how old the code and the status are. */
  ageText() {
    if (this.code.stale) return { en: 'This code is out of date. Tap Refresh.', zh: '二维码未能及时更新，请点击“刷新”。' };
    if (this.form !== 'bound') return '';
    const until = second(this.endsAt).slice(11);
    if (!this.display) return { en: `Made by this phone until ${until}.`, zh: `由本机生成，可用至 ${until}。` };
    const asOf = second(this.displayedAt).slice(11);
    return { en: `Made by this phone until ${until}; status as of ${asOf}.`, zh: `由本机生成，可用至 ${until}；状态截至 ${asOf}。` };
  }

  async issueCode() { return (await this.#read()).code; }

  async issueGrant(body) {
    await this.#read();
    return this.#app.call('POST', '/licence/v1/licence/grants', { body, token: this.#app.account.token });
  }

  beginning() { this.#photoIsNew = false; }

  followed(state, holder) {
    if (state.text !== null && state.form === 'bound') void this.#readStatus(holder);
  }

  async end() {
    await super.end();
    this.display = null;
    this.#setPhoto(null);
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
      if (error.status === undefined || error.status === 429 || !this.isCurrent(holder)) return;
      this.pause();
      this.dropGrant();
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
