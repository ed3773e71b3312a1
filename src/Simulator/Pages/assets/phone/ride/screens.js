// Screens of the railway's app, in its documents' words.

import { encode, paint } from '../../codec/qr.js';
import { h, setText } from '../../shared/dom.js';
import { dateTimeOf, timeOf } from '../../shared/format.js';
import { nameProblem, numberProblem } from '../licence/fields.js';
import { drawSight } from '../licence/portrait.js';
import { asking, button, choice, facts, field, form, hint, notice, paragraph, problem, simulated } from '../licence/ui.js';

const TITLE = { en: 'Temporary ride ID', zh: '临时乘车身份证明' };
const SIGHTS = [
  { value: 'pass', text: { en: 'You, in person', zh: '本人' } },
  { value: 'fail', text: { en: 'Somebody else', zh: '他人' } },
  { value: 'spoof', text: { en: 'A picture or film of you', zh: '本人的照片或视频' } },
  { value: 'timeout', text: { en: 'Too dark, until time is up', zh: '光线太暗，直至超时' } },
];
const PLACES = [
  { value: 'fixed', text: { en: 'Allowed, found', zh: '已授权，定位成功' } },
  { value: 'lost', text: { en: 'Allowed, not found', zh: '已授权，定位失败' } },
  { value: 'forbidden', text: { en: 'Not allowed', zh: '未授权' } },
];
const CODE_PIXELS = 264;

/** R1–R4. */
function apply(app) {
  const { draft } = app;
  const name = field(draft, 'name', { en: 'Name', zh: '姓名' }, { judge: nameProblem, maxlength: 80 });
  const number = field(draft, 'number', { en: 'Resident identity card number', zh: '居民身份证号码' },
    { judge: (typed) => numberProblem('resident_identity_card', typed), maxlength: 18, about: { en: '18 characters', zh: '18位' } });
  return {
    title: TITLE,
    element: h('div', { class: 'stack' },
      app.hasCertificate ? button({ en: 'Look at my certificate', zh: '查看我的证明' }, () => app.go('show'), 'wide') : null,
      simulated(asking({ en: 'Fill in a synthetic citizen', zh: '填入一位虚构的旅客' }, async () => {
        await app.person();
        app.draw();
      }, 'wide'), asking({ en: 'Buy a ticket that is good now', zh: '购买一张当前可用的车票' }, async () => {
        await app.ticket('entry');
        app.bought = true;
        app.draw();
      }, 'wide'), app.bought ? notice('ok', { en: 'The ticket is bought.', zh: '购票成功。' }) : null,
      choice('location', { en: 'Location', zh: '定位' }, PLACES, draft.location, (place) => { draft.location = place; })),
      form([name, number], { en: 'Apply now', zh: '立即申请' }, () => app.apply()),
      hint({ en: 'Three a calendar month. Location must be allowed. Only the resident identity card of China is accepted.',
        zh: '每人在一个自然月可申请3次。需授权开启定位服务，暂时仅支持中国居民身份证。' })),
  };
}

/** R5, R8. */
function check(app) {
  const view = h('canvas', { role: 'img', 'aria-label': { en: 'What the simulated camera sees', zh: '模拟摄像头画面' } });
  drawSight(view, 7, app.sight);
  return {
    title: { en: 'Real-person check', zh: '实人核验' },
    back: app.hasCertificate ? 'show' : 'apply',
    element: h('div', { class: 'stack' },
      paragraph({ en: 'Face the camera yourself. The result is shown after the check.', zh: '请本人正对镜头。实人核验通过后，可查看审核结果。' }),
      h('div', { class: 'licence-viewfinder round' }, view),
      asking({ en: 'Start the check', zh: '开始核验' }, () => app.check(app.sight)),
      simulated(choice('sight', { en: 'What the camera sees', zh: '摄像头看到的画面' }, SIGHTS, app.sight, (sight) => {
        app.sight = sight;
        drawSight(view, 7, sight);
      }))),
  };
}

/** R7–R10, R13. */
function show(app) {
  const parts = {
    canvas: h('canvas', { role: 'img', 'aria-label': { en: 'QR code of the ride ID', zh: '临时乘车身份证明二维码' } }),
    now: h('p', { class: 'licence-now digits' }),
    made: h('p', { class: 'small' }),
    ring: h('div', { class: 'licence-ring digits', role: 'timer', 'aria-label': { en: 'Seconds to the next code', zh: '距二维码更新的秒数' } }),
    told: h('div', { role: 'alert', class: 'stack' }),
    code: h('section', { class: 'licence-code ride-code', 'aria-label': TITLE, hidden: true }),
  };
  parts.code.append(parts.now, h('div', { class: 'licence-code-button' }, parts.canvas), parts.made,
    h('div', { class: 'licence-code-line' }, parts.ring, button({ en: 'Refresh', zh: '刷新' }, () => app.refresh(), 'primary')),
    h('p', { class: 'small' }, { en: 'It does not open the gate? Tap Refresh.', zh: '无法通过闸机？请点击“刷新”。' }));
  const drawn = { text: null, reason: null };
  app.start(() => follow(app, parts, drawn));
  return {
    title: TITLE,
    back: 'apply',
    element: h('div', { class: 'stack' }, parts.told, parts.code, certificate(app), forms(app),
      asking({ en: 'Close the page', zh: '关闭页面' }, () => app.closePage(), 'wide')),
  };
}

function follow(app, parts, drawn) {
  const { code } = app;
  if (!code) return;
  if (code.reason !== drawn.reason) {
    drawn.reason = code.reason;
    parts.told.replaceChildren(...(code.reason ? [problem(code.reason),
      button({ en: 'Real-person check', zh: '实人核验' }, () => app.go('check')),
      button({ en: 'Apply', zh: '申请' }, () => app.go('apply'), 'wide')] : []));
  }
  parts.code.hidden = code.text === null;
  if (code.text === null) return;
  if (drawn.text !== code.text) {
    drawn.text = code.text;
    paint(parts.canvas, encode(code.text), Math.min(CODE_PIXELS, innerWidth - 72));
  }
  const made = dateTimeOf(code.madeAtMs), end = code.endsAtMs === null ? '' : timeOf(code.endsAtMs);
  setText(parts.now, dateTimeOf(app.phone.clock.now()));
  setText(parts.made, { en: `Made at ${made}. Next check by ${end}.`, zh: `生成时间 ${made}，${end} 前无需再次核验` });
  parts.ring.style.setProperty('--part', String(1 - code.progress));
  setText(parts.ring, String(code.secondsLeft));
}

function certificate(app) {
  const held = app.certificate;
  if (!held) return null;
  return h('section', { class: 'card' }, held.existing
    ? notice('ok', { en: 'Your certificate is still valid; nothing was counted.', zh: '您已有有效证明，不占用申请次数。' })
    : notice('ok', { en: 'Granted', zh: '申请成功' }), facts([
    [{ en: 'Name', zh: '姓名' }, held.masked_name],
    [{ en: 'Number', zh: '身份证号' }, held.masked_id_number],
    [{ en: 'Valid until', zh: '有效期至' }, dateTimeOf(Date.parse(held.valid_until))],
    [{ en: 'Left this month', zh: '本月剩余次数' }, String(held.grants_left_this_month)],
  ]));
}

function forms(app) {
  const digits = h('input', { id: 'ride-challenge', class: 'input digits', inputmode: 'numeric', maxlength: 2, autocomplete: 'off' });
  return h('details', { class: 'card licence-details', open: app.form === 'bound' },
    h('summary', {}, { en: 'How the code is made', zh: '二维码生成方式' }),
    choice('ride-form', { en: 'Form', zh: '方式' }, [
      { value: 'issued', text: { en: 'By the service', zh: '服务端签发' }, note: { en: 'Needs a network.', zh: '需要网络。' } },
      { value: 'bound', text: { en: 'By this phone', zh: '本机生成' },
        note: { en: 'Also without a network, for 30 minutes.', zh: '断网时也可更新，最长30分钟。' } },
    ], app.form, (chosen) => app.choose(chosen)),
    app.form === 'bound' ? h('div', { class: 'field' },
      h('label', { for: 'ride-challenge' }, { en: 'Two digits that staff say', zh: '工作人员口述的两位数字' }), digits,
      asking({ en: 'New code with these digits', zh: '按此数字更新二维码' }, () => app.answer(digits.value), 'wide')) : null);
}

/** R11. */
function closed(app) {
  return {
    title: TITLE,
    element: h('div', { class: 'stack' },
      notice('info', { en: 'The page is closed. To look again, pass the real-person check again.', zh: '页面已关闭，查看时需要再次进行实人核验。' }),
      button({ en: 'Real-person check', zh: '实人核验' }, () => app.go('check')),
      button({ en: 'Apply', zh: '申请' }, () => app.go('apply'), 'wide')),
  };
}

/** By name; each makes title, element and where Back leads. */
export const SCREENS = { apply, check, show, closed };
