// Signing in, registering (L1) and the SMS code.

import { h } from '../../shared/dom.js';
import {
  DOCUMENTS, addressProblem, nameProblem, normalNumber, numberProblem, passwordProblem, phoneProblem, smsCodeProblem,
} from '../common/fields.js';
import { asking, button, choice, field, form, hint, notice, paragraph, simulated } from '../common/ui.js';
import { TEST_PASSWORD } from './flow.js';
import { minute } from '../common/times.js';

const SIGN_IN = { en: 'Sign in', zh: '登录' };
const REGISTER = { en: 'Register', zh: '用户注册' };
const PHONE = { en: 'Mobile number', zh: '手机号' };
const PASSWORD = { en: 'Password', zh: '密码' };

/** The first screen: signing in, or going on to register. */
export function signIn(app) {
  const draft = app.draft('signIn', { phone: app.account.number ?? '' });
  const phone = field(draft, 'phone', PHONE,
    { type: 'tel', inputmode: 'numeric', maxlength: 11, judge: phoneProblem, autocomplete: 'tel' });
  const password = field(draft, 'password', PASSWORD, {
    type: 'password', maxlength: 64, autocomplete: 'current-password',
    judge: (typed) => (typed === '' ? { en: 'Give the password.', zh: '请填写密码' } : null),
  });
  return {
    title: SIGN_IN,
    root: true,
    element: h('div', { class: 'stack' },
      app.params.notice ? h('div', { role: 'status' }, notice('info', app.params.notice)) : null,
      form([phone, password], SIGN_IN, () => app.flow.signIn(phone.input.value.trim(), password.input.value)),
      button(REGISTER, () => app.go('register'), 'wide'),
      app.account.isTest ? simulated(asking({ en: 'Fill in the synthetic driver', zh: '填入虚构驾驶人的手机号和密码' }, () => {
        Object.assign(draft, { phone: app.account.number, password: TEST_PASSWORD });
        app.draw();
      }, 'wide')) : null,
      hint({
        en: 'How to get the electronic licence: register, file your driving licence, apply.',
        zh: '申领步骤：用户注册 → 备案驾驶证 → 申领驾驶证电子版。',
      })),
  };
}

/** L1: document, number, name, mobile number, address, password. */
export function register(app) {
  const draft = app.draft('register', { document_type: DOCUMENTS[0].value });
  const document = DOCUMENTS.find((one) => one.value === draft.document_type);
  const number = field(draft, 'number', { en: 'Document number', zh: '证件号码' },
    { about: document.sample, maxlength: 18, judge: (typed) => numberProblem(draft.document_type, typed) });
  const name = field(draft, 'name', { en: 'Name', zh: '姓名' }, { maxlength: 80, judge: nameProblem });
  const phone = field(draft, 'phone', PHONE, { type: 'tel', inputmode: 'numeric', maxlength: 11, judge: phoneProblem });
  const address = field(draft, 'address', { en: 'Address', zh: '住址' }, { maxlength: 200, judge: addressProblem });
  const password = field(draft, 'password', PASSWORD, {
    type: 'password', maxlength: 64, autocomplete: 'new-password', judge: passwordProblem,
    about: { en: '8 to 64 characters with letters and digits', zh: '8至64位，含字母和数字' },
  });
  const fields = [number, name, phone, address, password];
  return {
    title: REGISTER,
    back: 'signIn',
    element: h('div', { class: 'stack' },
      simulated(asking({ en: 'Fill in a synthetic driver', zh: '填入一位虚构的驾驶人' }, async () => {
        Object.assign(draft, await app.flow.person());
        app.draw();
      }, 'wide')),
      choice('document-type', { en: 'Document', zh: '证件类型' }, DOCUMENTS, draft.document_type, (chosen) => {
        draft.document_type = chosen;
        app.draw();
      }),
      form(fields, { en: 'Get the SMS code', zh: '获取短信验证码' }, () => app.flow.register({
        document_type: draft.document_type, document_number: normalNumber(number.input.value), name: name.input.value.trim(),
        phone: phone.input.value.trim(), address: address.input.value.trim(), password: password.input.value,
      }))),
  };
}

/** The code that the SMS brings. */
export function smsCode(app) {
  const draft = app.draft('smsCode');
  const { phone, expiresAt, registrationId } = app.params;
  const code = field(draft, 'code', { en: 'SMS code', zh: '短信验证码' }, {
    inputmode: 'numeric', maxlength: 6, autocomplete: 'one-time-code', judge: smsCodeProblem, class: 'digits app-code-digits',
    about: { en: '6 digits, good for 5 minutes', zh: '6位数字，5分钟内有效' },
  });
  return {
    title: { en: 'SMS code', zh: '短信验证码' },
    back: 'register',
    element: h('div', { class: 'stack' },
      paragraph({
        en: `An SMS is on its way to ${masked(phone)}. Its code is good until ${minute(expiresAt)}.`,
        zh: `短信已发送至 ${masked(phone)}，验证码在 ${minute(expiresAt)} 前有效。`,
      }),
      form([code], { en: 'Finish registering', zh: '完成注册' }, () => app.flow.confirm(registrationId, code.input.value.trim())),
      button({ en: 'No message? Ask for another', zh: '未收到短信？返回重新获取' }, () => app.go('register'), 'plain')),
  };
}

const masked = (phone) => `${phone.slice(0, 3)}****${phone.slice(7)}`;
