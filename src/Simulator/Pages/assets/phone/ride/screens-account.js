// Signing in, registering and the SMS code (R1).

import { h } from '../../shared/dom.js';
import { normalNumber, passwordProblem, phoneProblem, smsCodeProblem } from '../common/fields.js';
import { minute } from '../common/times.js';
import { asking, button, field, form, hint, notice, paragraph, simulated } from '../common/ui.js';
import { TEST_PASSWORD } from './flow.js';
import { personFields } from './screens-apply.js';

const PHONE = { en: 'Mobile number', zh: '手机号' };
const PASSWORD = { en: 'Password', zh: '密码' };
const REGISTER = { en: 'Register', zh: '注册' };

/** Signing in; the new session needs a check (R12). */
export function signIn(app) {
  const { account } = app;
  const draft = app.draft('signIn', { phone: account.number ?? '' });
  const phone = field(draft, 'phone', PHONE,
    { type: 'tel', inputmode: 'numeric', maxlength: 11, judge: phoneProblem, autocomplete: 'tel', 'data-testid': 'phone' });
  const password = field(draft, 'password', PASSWORD, {
    type: 'password', maxlength: 64, autocomplete: 'current-password', 'data-testid': 'password',
    judge: (typed) => (typed === '' ? { en: 'Give the password.', zh: '请填写密码' } : null),
  });
  return {
    title: { en: 'Sign in', zh: '登录' },
    back: 'home',
    element: h('div', { class: 'stack' },
      app.params.notice ? h('div', { role: 'status' }, notice('info', app.params.notice)) : null,
      form([phone, password], { en: 'Sign in', zh: '登录' },
        () => app.flow.signIn(phone.input.value.trim(), password.input.value), 'sign-in'),
      button(REGISTER, () => app.go('register'), 'wide', 'go-register'),
      account.isTest ? simulated(button({ en: 'Fill in the synthetic traveller', zh: '填入虚构旅客的手机号和密码' }, () => {
        Object.assign(draft, { phone: account.number, password: TEST_PASSWORD });
        app.draw();
      }, 'wide', 'fill-sign-in')) : null),
  };
}

/** R1: name, number, mobile number, password. */
export function register(app) {
  const draft = app.draft('register');
  const phone = field(draft, 'phone', PHONE,
    { type: 'tel', inputmode: 'numeric', maxlength: 11, judge: phoneProblem, 'data-testid': 'phone' });
  const password = field(draft, 'password', PASSWORD, {
    type: 'password', maxlength: 64, autocomplete: 'new-password', judge: passwordProblem, 'data-testid': 'password',
    about: { en: '8 to 64 characters with letters and digits', zh: '8至64位，含字母和数字' },
  });
  return {
    title: REGISTER,
    back: 'home',
    element: h('div', { class: 'stack' },
      simulated(asking({ en: 'Fill in a synthetic traveller', zh: '填入一位虚构的旅客' }, async () => {
        Object.assign(draft, await app.flow.person(), { password: TEST_PASSWORD });
        app.account.isTest = true;
        app.draw();
      }, 'wide', 'person')),
      form([...personFields(draft), phone, password], { en: 'Get the SMS code', zh: '获取短信验证码' }, () => app.flow.register({
        name: draft.name.trim(), number: normalNumber(draft.number), phone: draft.phone.trim(), password: draft.password,
      }), 'register'),
      hint({ en: 'Registered with a resident identity card.', zh: '使用中国居民身份证注册。' })),
  };
}

/** The code that the SMS brings. */
export function smsCode(app) {
  const draft = app.draft('smsCode');
  const { phone, expiresAt, registrationId } = app.params;
  const code = field(draft, 'code', { en: 'SMS code', zh: '短信验证码' }, {
    inputmode: 'numeric', maxlength: 6, autocomplete: 'one-time-code', judge: smsCodeProblem, class: 'digits app-code-digits',
    'data-testid': 'sms-code', about: { en: '6 digits, good for 5 minutes', zh: '6位数字，5分钟内有效' },
  });
  const masked = `${phone.slice(0, 3)}****${phone.slice(7)}`;
  return {
    title: { en: 'SMS code', zh: '短信验证码' },
    back: 'register',
    element: h('div', { class: 'stack' },
      paragraph({ en: `An SMS is on its way to ${masked}. Its code is good until ${minute(expiresAt)}.`,
        zh: `短信已发送至 ${masked}，验证码在 ${minute(expiresAt)} 前有效。` }),
      form([code], { en: 'Finish registering', zh: '完成注册' }, () => app.flow.confirm(registrationId, code.input.value.trim()), 'confirm'),
      button({ en: 'No message? Ask for another', zh: '未收到短信？返回重新获取' }, () => app.go('register'), 'plain', 'sms-again')),
  };
}
