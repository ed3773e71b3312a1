// The code, live: R7 and R10 counting down, R9's ring, R13's Refresh.

import { h, setText } from '../../shared/dom.js';
import { countdown } from '../../shared/format.js';
import { codeForm } from '../common/code-form.js';
import { CodeView } from '../common/code-view.js';
import { toMs } from '../common/times.js';
import { asking, button, facts, hint, problem } from '../common/ui.js';
import { certificateFacts } from './screens-apply.js';
import { TITLE } from './screens-home.js';

const CODE = {
  label: { en: 'QR code of the temporary ride ID', zh: '临时乘车身份证明二维码' },
  advice: { en: 'It does not open the gate? Tap Refresh.', zh: '无法通过闸机？请点击“刷新”。' },
};
const DIGITS = { en: 'Two digits that staff say', zh: '工作人员口述的两位数字' };
const CHECK_NEEDED = new Set(['check_over', 'check_expired', 'page_closed', 'check_after_sign_in']);

/** Its parts follow the phone's live code until the screen is left; leaving it closes the page (R11). */
export function show(app) {
  const { live } = app;
  const told = h('div', { role: 'alert', class: 'stack' });
  const code = new CodeView(live, app.phone.clock, CODE);
  const name = h('p', { class: 'ride-name', 'data-testid': 'masked-name' });
  const card = h('section', { class: 'card', 'aria-label': TITLE });
  const left = { certificate: h('span', { class: 'digits', 'data-testid': 'certificate-left' }),
    check: h('span', { class: 'digits', 'data-testid': 'check-left' }) };
  code.element.prepend(name);
  const drawn = { problem: null, certificate: undefined };
  const update = () => {
    if (live.problem !== drawn.problem) {
      drawn.problem = live.problem;
      told.replaceChildren(...(live.problem ? refusal(app, live.problem) : []));
    }
    if (live.certificate !== drawn.certificate) {
      drawn.certificate = live.certificate;
      card.hidden = name.hidden = live.certificate === null;
      if (live.certificate) {
        setText(name, live.certificate.masked_name);
        card.replaceChildren(facts([...certificateFacts(live.certificate), ...countdowns(left)]));
      }
    }
    count(app, left);
    code.update();
  };
  live.onChange = update;
  live.start();
  update();
  return {
    title: TITLE,
    back: () => app.flow.closePage(),
    element: h('div', { class: 'stack ride-show' }, told, code.element, card,
      codeForm(live, DIGITS),
      button({ en: 'Buy a ticket (simulation)', zh: '买票（模拟）' }, () => app.go('tickets', { back: 'show' }), 'wide', 'go-tickets'),
      asking({ en: 'Close this page', zh: '关闭页面' }, () => app.flow.closePage(), 'wide', 'close-page'),
      app.account.registered ? null : hint({ en: 'Not signed in: after closing this page the real-person check is passed again.',
        zh: '非注册用户关闭该页面后，查看时需要再次进行实人核验。' })),
    redraw: () => code.close(),
    leave: () => {
      live.onChange = () => {};
      code.close();
      live.pause();
    },
  };
}

const countdowns = (left) => [
  [{ en: 'Certificate ends in', zh: '证明剩余时间' }, left.certificate],
  [{ en: 'Next check in', zh: '距再次核验' }, left.check],
];

function count(app, left) {
  const { live, phone } = app;
  if (!live.certificate) return;
  const now = phone.clock.now();
  setText(left.certificate, countdown(toMs(live.certificate.valid_until) - now));
  setText(left.check, countdown((live.endsAt ?? toMs(live.certificate.check_valid_until)) - now));
}

/** A refusal, and the way on where there is one in the app. */
function refusal(app, error) {
  const told = h('div', { 'data-testid': 'refusal' }, problem(error));
  if (CHECK_NEEDED.has(error.code)) {
    return [told, button({ en: 'Real-person check', zh: '实人核验' }, () => app.flow.checkAgain(), 'primary wide', 'check-again')];
  }
  if (['certificate_expired', 'no_certificate'].includes(error.code)) {
    return [told, button({ en: 'Apply again', zh: '重新申请' }, () => app.go('apply'), 'primary wide', 'go-apply')];
  }
  if (error.code === 'session_required') {
    return [told, button({ en: 'Start again', zh: '重新进入' }, () => app.flow.lostSession(), 'primary wide', 'start-again')];
  }
  return app.live.code ? [told]
    : [told, button({ en: 'Refresh', zh: '刷新' }, () => app.live.restart(), 'primary wide', 'restart')];
}
