// What a person does in the app, step by step. Screens and the quick start go through the same steps.

import { toMs } from '../common/times.js';

/** Password of synthetic persons that a tester lets the page fill in. Nobody's. */
export const TEST_PASSWORD = 'tempid2026';
/** Quick start waits so long for its SMS. */
const SMS_WAIT_MS = 10_000;

export class Flow {
  #app;

  constructor(app) { this.#app = app; }

  /** A synthetic driver whom nobody has yet, as the registration's fields. */
  async person() {
    const { call, account } = this.#app;
    const person = await call('POST', '/simulation/v1/people', { body: { kind: 'licence' } });
    account.paper = person.archive_number ?? null;
    account.number = person.phone_number;
    account.isTest = true;
    return {
      document_type: person.document_type, number: person.number, name: person.name, phone: person.phone_number,
      address: '测试路1号', password: TEST_PASSWORD,
    };
  }

  /** L1: asks for the SMS, and goes to where its code is typed. */
  async register(form) {
    const { service, account, messages } = this.#app;
    account.number = form.phone;
    await messages.skip();
    const started = await service.register(form);
    messages.expect();
    this.#app.go('smsCode', { registrationId: started.registration_id, expiresAt: started.expires_at, phone: form.phone });
    return started.registration_id;
  }

  async confirm(registrationId, code) {
    const { service, account } = this.#app;
    const session = await service.confirm(registrationId, code);
    this.#app.closeMessage();
    account.begin(session.token, false);
    this.#app.forgetDrafts();
    this.#app.go('home', { notice: { en: 'Registered. File the licence next.', zh: '注册成功，请备案驾驶证。' } });
  }

  async signIn(phone, password) {
    const { service, account } = this.#app;
    const session = await service.signIn(phone, password);
    account.number = phone;
    account.begin(session.token, null);
    this.#app.forgetDrafts();
    this.#app.go('home');
  }

  async signOut() {
    const { service, account, live } = this.#app;
    await service.signOut();
    await live.end();
    account.forget();
    this.#app.forgetDrafts();
    this.#app.go('signIn', { notice: { en: 'Signed out.', zh: '已退出登录。' } });
  }

  /** What the phone keeps of the app goes: session, photo, key. The service is not told. */
  async clearCache() {
    const { account, live } = this.#app;
    await live.end();
    account.forget();
    this.#app.forgetDrafts();
    this.#app.go('signIn', { notice: {
      en: 'The cache is cleared. Sign in and pass the real-person check again.', zh: '缓存已清除，请重新登录并通过实人认证。' } });
  }

  /** L2. */
  async file(archiveNumber) {
    const { service, account } = this.#app;
    await service.file(archiveNumber);
    account.filed = true;
    account.paper = null;
    this.#app.forgetDrafts();
    this.#app.go('home', { notice: { en: 'Filed.', zh: '备案成功。' } });
  }

  /** The service does not know this session any more. */
  async lostSession() {
    const { account, live } = this.#app;
    await live.end();
    account.forget();
    this.#app.forgetDrafts();
    this.#app.go('signIn', { notice: { en: 'The session has ended. Please sign in.', zh: '会话已结束，请重新登录。' } });
  }

  /** The filed licence and what one may do; `filing` is null when none is filed. */
  async overview() {
    const { service, account } = this.#app;
    if (account.filed === false) return { filing: null, options: null };
    try {
      const filing = await service.filing();
      const options = await service.options();
      account.filed = true;
      this.#app.messages.waiting = Boolean(options.open_application);
      return { filing, options };
    } catch (error) {
      if (error.code !== 'licence_not_filed') throw error;
      account.filed = false;
      return { filing: null, options: null };
    }
  }

  /** L4: the check, and then what it was for. */
  async check(sight, after) {
    const { service, account } = this.#app;
    const passed = await service.check(sight);
    account.checkUntil = toMs(passed.valid_until);
    this.#app.live.dropGrant();
    await after();
  }

  /** True while the session's check holds. */
  isChecked() { return this.#app.phone.clock.now() < this.#app.account.checkUntil; }

  /** Applies, or replaces the photo; goes on to the licence, or to where the application stands. */
  async submit(kind, draft) {
    const { service } = this.#app;
    const sent = kind === 'licence' ? service.apply : service.replacePhoto;
    const photo = draft[draft.way];
    const application = await sent(draft.way, photo?.id ?? null, photo ? draft.findings : []);
    this.#app.forgetDrafts();
    if (application.state === 'issued') {
      await this.show();
      return;
    }
    this.#app.messages.waiting = true;
    this.#app.go('progress', { submitted: true });
  }

  async applications() {
    const all = this.#app.account.filed === false ? [] : await this.#app.service.applications();
    this.#app.messages.waiting = all.some((one) => one.state === 'submitted');
    return all;
  }

  /** The licence, live; first the check where there is none (L4). */
  async show() {
    if (this.isChecked()) this.#app.go('display');
    else this.#app.go('check', { back: { name: 'home', params: {} }, after: () => this.#app.go('display') });
  }

  /** From nothing to a code on the screen, by the same steps as a hand would take. */
  async quickStart() {
    const { messages, live } = this.#app;
    if (this.#app.account.token !== null) await this.signOut();
    const person = await this.person();
    const registrationId = await this.register({
      document_type: person.document_type, document_number: person.number, name: person.name, phone: person.phone,
      address: person.address, password: person.password,
    });
    await this.confirm(registrationId, await messages.nextCode(SMS_WAIT_MS));
    await this.file(this.#app.account.paper);
    const options = await this.#app.service.options();
    await this.check('pass', () => this.submit('licence', { way: options.ways[0], findings: [] }));
    await live.shown();
  }
}
