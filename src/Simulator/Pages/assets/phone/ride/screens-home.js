// The app's first page, the account and the cache (R12), and what travellers ask.

import { h, icon } from '../../shared/dom.js';
import { asking, button, notice, paragraph } from '../common/ui.js';

export const TITLE = { en: 'Temporary ride ID', zh: '临时乘车身份证明' };

/** The page that everything starts from. */
export function home(app) {
  const { account, flow } = app;
  // Whether who signed in has a certificate, the service tells after a check only.
  const mayShow = account.granted || account.registered;
  return {
    title: { en: 'Service desk', zh: '温馨服务' },
    root: true,
    element: h('div', { class: 'stack' },
      app.params.notice ? h('div', { role: 'status' }, notice('ok', app.params.notice)) : null,
      h('section', { class: 'card' },
        h('h3', {}, { en: 'Temporary ID for passenger trains', zh: '乘坐旅客列车临时身份证明' }),
        paragraph({ en: 'No identity card with you? Apply, pass the real-person check, show the QR code at the gate.',
          zh: '忘带身份证？填写身份信息，通过实人核验，即可凭二维码进出站。' }),
        mayShow ? asking({ en: 'Show my QR code', zh: '查看二维码' }, () => flow.show(), 'primary wide', 'show') : null,
        button(account.granted ? { en: 'Apply again', zh: '重新申请' } : { en: 'Apply', zh: '申请' }, () => app.go('apply'),
          mayShow ? 'wide' : 'primary wide', 'go-apply')),
      account.registered ? paragraph({ en: 'You are signed in: your data are filled in.', zh: '您已登录，申请时自动显示本人身份信息。' }, 'muted')
        : signInCard(app),
      menu(app)),
  };
}

const signInCard = (app) => h('section', { class: 'card' },
  h('h3', {}, { en: 'Not signed in', zh: '未登录' }),
  paragraph({ en: 'You can apply without signing in. Signed in, your data are filled in, and closing the page asks for no new check.',
    zh: '不登录也可申请。登录后自动显示身份信息，关闭页面后无需再次核验。' }),
  h('div', { class: 'row' },
    button({ en: 'Sign in', zh: '登录' }, () => app.go('signIn'), 'grow', 'go-sign-in'),
    button({ en: 'Register', zh: '注册' }, () => app.go('register'), 'grow', 'go-register')));

function menu(app) {
  const item = (sign, pair, screen, testId) => h('li', {}, h('button',
    { type: 'button', class: 'button app-menu-item', 'data-testid': testId, onclick: () => app.go(screen) },
    icon(sign), h('span', { class: 'grow' }, pair), icon('forward')));
  return h('ul', { class: 'app-menu' },
    item('ticket', { en: 'Buy a ticket (simulation)', zh: '买票（模拟）' }, 'tickets', 'go-tickets'),
    item('info', { en: 'Questions and answers', zh: '疑问解答' }, 'help', 'go-help'),
    item('user', { en: 'Account and cache', zh: '账号与缓存' }, 'leave', 'go-leave'));
}

/** Signing out and clearing the cache, with what each does (R12). */
export function leave(app) {
  return {
    title: { en: 'Account and cache', zh: '账号与缓存' },
    back: 'home',
    element: h('div', { class: 'stack' },
      app.account.registered ? h('section', { class: 'card' }, h('h3', {}, { en: 'Sign out', zh: '退出登录' }),
        paragraph({ en: 'This phone forgets the session and its key. After signing in again, the certificate asks for a real-person check.',
          zh: '本机清除登录信息和手机密钥。重新登录后查看证明，需再次进行实人核验。' }),
        asking({ en: 'Sign out', zh: '退出登录' }, () => app.flow.signOut(), 'wide', 'sign-out')) : null,
      h('section', { class: 'card' }, h('h3', {}, { en: 'Clear the cache', zh: '清理缓存' }),
        paragraph({ en: 'This phone forgets its key and its codes. The certificate stays valid: the real-person check shows it again.',
          zh: '本机清除手机密钥和二维码。证明仍然有效，再次通过实人核验即可查看，不占用申请次数。' }),
        asking({ en: 'Clear the cache', zh: '清理缓存' }, () => app.flow.clearCache(), 'danger wide', 'clear-cache'))),
  };
}

const ANSWERS = [
  [{ en: 'How often may I apply?', zh: '电子临时乘车身份证明有次数限制吗？' },
    { en: 'Three times in a calendar month. After that, go to the police counter at the station for the paper certificate.',
      zh: '每人在一个自然月可申请3次。超过3次的，请前往车站的公安制证窗口办理纸质临时乘车身份证明。' }],
  [{ en: 'How long is it valid?', zh: '电子临时乘车身份证明有有效期吗？' },
    { en: '24 hours from the successful application. If it runs out on the way, apply again, or leave through the staffed lane.',
      zh: '申请成功后24小时内有效。出行过程中失效的，可重新提交申请，或通过人工通道办理出站手续。' }],
  [{ en: 'The code shows, but the gate stays closed?', zh: '二维码可以正常显示，但是无法通过闸机？' },
    { en: 'The code renews every 60 seconds; without a network it may not have. Tap Refresh below the code.',
      zh: '二维码60秒自动更新一次，可能因为网络原因未能及时更新，请点击二维码下方“刷新”按钮。' }],
  [{ en: 'Why am I checked again after 30 minutes?', zh: '为什么停留30分钟后要重新进行本人认证？' },
    { en: 'So that nobody else uses your certificate. It is not counted as an application.',
      zh: '为避免他人冒用，30分钟后需重新通过实人核验，该操作不占用申请次数。' }],
  [{ en: 'What does it serve for?', zh: '可以办理哪些业务？' },
    { en: 'Sale, refund and change of tickets, real-name verification, gates, checks on board; also with multi-ride and period tickets.',
      zh: '在实行电子客票的车站，可办理售退改、实名制核验、进出站检票以及车上验票等业务；计次票、定期票同样适用。' }],
  [{ en: 'May minors apply?', zh: '未成年人是否可以申请？' },
    { en: 'Yes, who holds a resident identity card.', zh: '已办理中国居民身份证的未成年人可以申请。' }],
];

/** What travellers ask, in the railway's words (R4, R6, R7, R10, R13–R17). */
export const help = () => ({
  title: { en: 'Questions and answers', zh: '疑问解答' },
  back: 'home',
  element: h('div', { class: 'stack' }, ANSWERS.map(([question, answer]) => h('section', { class: 'card' },
    h('h3', {}, question), paragraph(answer)))),
});
