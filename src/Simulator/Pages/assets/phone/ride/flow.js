// What a person does in the app, step by step. Screens and the quick start go through the same steps.

import { normalNumber } from '../common/fields.js';

/** Password of synthetic persons that a tester lets the page fill in. Nobody's. */
export const TEST_PASSWORD = 'tempid2026';
/** Where the simulated phone is: Beijing. */
const FIX = { latitude: 39.9, longitude: 116.4 };
/** The certificate stands; only the check has to be passed again (R10–R12). */
const CHECK_AGAIN = new Set(['check_expired', 'page_closed', 'check_after_sign_in']);
/** The same application may be checked once more. */
const TRY_AGAIN = new Set(['check_timed_out', 'too_many_requests']);
const HOME = { name: 'home', params: {} };

export class Flow {
  #app;
  #stations = null;

  constructor(app) { this.#app = app; }

  /** A synthetic traveller whom nobody has yet. @param {'adult'|'minor'} [group] */
  async person(group = 'adult') {
    const { service, account } = this.#app;
    const { name, number, phone_number: phone } = await service.newPerson(group);
    account.person = { name, number, phone };
    account.tickets = [];
    return account.person;
  }

  /** R1: asks for the SMS, and goes to where its code is typed. @param {{name, number, phone, password}} form */
  async register({ name, number, phone, password }) {
    const { service, account, messages } = this.#app;
    account.number = phone;
    await messages.skip();
    const started = await service.register({ id_number: number, name, phone, password });
    account.person = { name, number, phone };
    messages.expect();
    this.#app.go('smsCode', { registrationId: started.registration_id, expiresAt: started.expires_at, phone });
  }

  async confirm(registrationId, code) {
    const session = await this.#app.service.confirm(registrationId, code);
    this.#app.closeMessage();
    await this.#begin(session, { en: 'Registered and signed in.', zh: '注册成功，已登录。' });
  }

  async signIn(phone, password) {
    const session = await this.#app.service.signIn(phone, password);
    this.#app.account.number = phone;
    await this.#begin(session, { en: 'Signed in. Pass the real-person check before a certificate is shown.',
      zh: '已登录。查看证明前需再次进行实人核验。' });
  }

  /** R12. */
  async signOut() {
    const { service, account, live } = this.#app;
    try {
      await service.signOut();
    } catch (error) {
      // A session that has ended already is signed out.
      if (error.code !== 'session_required') throw error;
    }
    await live.end();
    account.person = null;
    account.tickets = [];
    this.#forget({ en: 'Signed out. After signing in again the real-person check is asked for.',
      zh: '已退出登录。重新登录后查看证明，需再次进行实人核验。' });
  }

  /** R12: what this phone keeps of the codes goes; the session stays. */
  async clearCache() {
    const { service, live } = this.#app;
    await live.end();
    live.dropGrant();
    if (this.#app.account.token) await service.clearCache();
    this.#app.forgetDrafts();
    this.#app.go('home', { notice: { en: 'The cache is cleared. To see the certificate, pass the check again; it is not counted.',
      zh: '缓存已清理。查看证明时需再次进行实人核验，不占用申请次数。' } });
  }

  /** R11: the page with the code is closed. Without a network the service is told later; the phone shows nothing meanwhile. */
  async closePage() {
    const { account, live } = this.#app;
    live.pause();
    if (!account.registered) {
      account.closed = true;
      await live.end();
      live.dropGrant();
      await this.tellClosed();
    }
    this.#app.go('home', { notice: account.registered
      ? { en: 'Page closed. You are signed in: no new check within 30 minutes.', zh: '页面已关闭。您已登录，30分钟内查看无需再次核验。' }
      : { en: 'Page closed. Not signed in: to see the certificate, pass the real-person check again.',
        zh: '页面已关闭。非注册用户查看时需再次进行实人核验。' } });
  }

  /** Tells the service of a page that was closed; true when it knows. */
  async tellClosed() {
    const { account, service } = this.#app;
    if (!account.closed) return true;
    try {
      await service.closePage();
      account.closed = false;
      return true;
    } catch (error) {
      if (!error.title) throw error;
      // It is told before anything is shown again.
      return false;
    }
  }

  /** The service does not know this session any more. */
  async lostSession() {
    await this.#app.live.end();
    this.#forget({ en: 'The session has ended. Sign in, or apply again: a valid certificate is found and not counted.',
      zh: '会话已结束。请重新登录或重新申请，已有有效证明的不占用申请次数。' });
  }

  /** R1–R4; the result is told after the check (R5). @param {{name?, number?, location: 'fixed'|'lost'|'forbidden'}} form */
  async apply({ name, number, location }) {
    const { account } = this.#app;
    const authorised = location !== 'forbidden';
    const body = { location: location === 'fixed' ? { authorised, fix: FIX } : { authorised } };
    if (!account.registered) {
      Object.assign(body, { id_number: normalNumber(number), name: name.trim() });
      account.person = { ...account.person, number: body.id_number, name: body.name };
    }
    const { application_id: id } = await this.#send(body);
    this.#app.go('check', { application: id, back: { name: 'apply', params: {} }, after: () => this.#app.go('result') });
  }

  /** Sends an application; who is not registered needs no session before, nor an old one that has ended. */
  async #send(body) {
    const { service, account } = this.#app;
    const fresh = async () => account.begin((await service.openSession()).token, false);
    if (!account.token) await fresh();
    try {
      return await service.apply(body);
    } catch (error) {
      if (error.code !== 'session_required' || account.registered) throw error;
      await fresh();
      return service.apply(body);
    }
  }

  /** R5, R8: the check of an application, or another one of the certificate. @param {string} sight what the camera sees */
  async check(sight, after) {
    const { service, account, live, params } = this.#app;
    try {
      live.certificate = await (params.application ? service.checkApplication(params.application, sight) : service.checkAgain(sight));
    } catch (error) {
      if (error.status === undefined || TRY_AGAIN.has(error.code)) throw error;
      if (!params.application && !this.#isOver(error)) throw error;
      this.#app.go('result', { refusal: error });
      return;
    }
    account.granted = true;
    live.dropGrant();
    await after();
  }

  /** The code, first the check where one is asked for (R10–R12). */
  async show() {
    const { service, live, account } = this.#app;
    const closed = account.closed;
    try {
      if (closed) await service.closePage();
      account.closed = false;
      live.certificate = await service.certificate();
    } catch (error) {
      if (CHECK_AGAIN.has(error.code)) {
        this.checkAgain(error);
        return;
      }
      if (error.code === 'session_required') {
        await this.lostSession();
        return;
      }
      // Without a network the phone's own key may go on; the screen says what it cannot do.
      if (error.status !== undefined || closed) throw error;
    }
    this.#app.go('show');
  }

  /** Another check of the certificate that stands. @param {?Error} why the refusal that asks for it */
  checkAgain(why = null) {
    this.#app.go('check', { why, back: HOME, after: () => this.#app.go('show') });
  }

  /** R16: a ticket that is good now. @param {'entry'|'exit'} use */
  async buy(name, number, use) {
    const { service, account } = this.#app;
    this.#stations ??= new Map((await service.stations()).map((one) => [one.code, { en: one.name, zh: one.name_zh_cn }]));
    const ticket = await service.ticket(normalNumber(number), name.trim(), use);
    const nameOf = (code) => this.#stations.get(code) ?? { en: code, zh: code };
    account.tickets.unshift({ ...ticket, use, from: nameOf(ticket.origin), to: nameOf(ticket.destination) });
    return ticket;
  }

  /** From nothing to a code on the screen, by the same steps as a hand would take. @param {'entry'|'exit'} [use] */
  async quickStart(use = 'entry') {
    const { live, account } = this.#app;
    if (account.token !== null) await this.signOut();
    const { name, number } = await this.person();
    await this.buy(name, number, use);
    await this.apply({ name, number, location: 'fixed' });
    await this.check('pass', () => this.show());
    await live.shown();
  }

  #isOver(error) { return ['certificate_expired', 'certificate_revoked', 'no_certificate'].includes(error.code); }

  async #begin(session, notice) {
    const { account, live } = this.#app;
    await live.end();
    account.begin(session.token, true);
    this.#app.forgetDrafts();
    this.#app.go('home', { notice });
  }

  #forget(notice) {
    const { account } = this.#app;
    account.forget();
    this.#app.forgetDrafts();
    this.#app.go('home', { notice });
  }
}
