// Applying (R1–R4) and the result (R5–R8, R17).

import { h, setText } from '../../shared/dom.js';
import { nameProblem, numberProblem } from '../common/fields.js';
import { dayAndMinute } from '../common/times.js';
import { asking, button, choice, facts, field, form, hint, notice, paragraph, problem, simulated } from '../common/ui.js';
import { TITLE } from './screens-home.js';

const APPLY = { en: 'Apply now', zh: '立即申请' };
const PLACES = [
  { value: 'fixed', text: { en: 'Allowed, found', zh: '已授权，定位成功' } },
  { value: 'lost', text: { en: 'Allowed, not found', zh: '已授权，未能定位' } },
  { value: 'forbidden', text: { en: 'Not allowed', zh: '未授权' } },
];
const PLACE_WORDS = {
  fixed: { en: 'Location: Beijing', zh: '定位：北京市' },
  lost: { en: 'Location not found', zh: '未能获取位置信息' },
  forbidden: { en: 'The app may not use the location', zh: '未授权使用定位服务' },
};

/** Fields that name a traveller, kept in a draft. @param {object} draft */
export const personFields = (draft) => [
  field(draft, 'name', { en: 'Name', zh: '姓名' }, { judge: nameProblem, maxlength: 80, 'data-testid': 'name' }),
  field(draft, 'number', { en: 'Resident identity card number', zh: '身份证号' }, {
    judge: (typed) => numberProblem('resident_identity_card', typed), maxlength: 18, 'data-testid': 'number',
    about: { en: '18 characters', zh: '18位居民身份证号码' } }),
];

/** Buttons that fill a draft with a synthetic traveller. @param {object} app @param {object} draft */
export const personButtons = (app, draft) => simulated(
  asking({ en: 'Fill in a synthetic traveller', zh: '填入一位虚构的旅客' }, () => fill(app, draft, 'adult'), 'wide', 'person'),
  asking({ en: 'Fill in a synthetic minor', zh: '填入一位虚构的未成年旅客' }, () => fill(app, draft, 'minor'), 'wide', 'person-minor'));

async function fill(app, draft, group) {
  const { name, number } = await app.flow.person(group);
  Object.assign(draft, { name, number });
  app.draw();
}

/** R1–R4. */
export function apply(app) {
  const { account } = app;
  const draft = app.draft('apply', { location: 'fixed', name: account.person?.name ?? '', number: account.person?.number ?? '' });
  const fields = account.registered ? [] : personFields(draft);
  return {
    title: TITLE,
    back: 'home',
    element: h('div', { class: 'stack' },
      account.registered ? app.loading(() => app.service.account(), filledIn) : personButtons(app, draft),
      place(app, draft),
      form(fields, APPLY, () => app.flow.apply(draft), 'apply'),
      hint({ en: 'At most 3 a calendar month. Only the resident identity card is accepted; minors who hold one may apply.',
        zh: '每人在一个自然月可申请3次。暂时仅支持中国居民身份证，已办理居民身份证的未成年人可以申请。' })),
  };
}

/** R1: what a signed-in user need not type. */
const filledIn = (own) => h('section', { class: 'card', 'data-testid': 'filled-in' },
  h('h3', {}, { en: 'Filled in from your account', zh: '自动显示的身份信息' }),
  facts([
    [{ en: 'Name', zh: '姓名' }, own.masked_name],
    [{ en: 'Number', zh: '身份证号' }, h('span', { class: 'digits ride-number' }, own.masked_id_number)],
    [{ en: 'Mobile number', zh: '手机号' }, h('span', { class: 'digits' }, own.masked_phone)],
  ]));

/** R2: the location, and what the simulated phone does with it. */
function place(app, draft) {
  const told = h('p', { role: 'status' });
  const again = button({ en: 'Locate again', zh: '重新定位' }, () => {
    draft.location = 'fixed';
    app.draw();
  }, 'wide', 'locate-again');
  const see = () => {
    setText(told, PLACE_WORDS[draft.location]);
    again.hidden = draft.location === 'fixed';
  };
  see();
  return h('section', { class: 'stack tight' }, h('h3', {}, { en: 'Location service', zh: '定位服务' }), told, again,
    simulated(choice('location', { en: "The phone's location", zh: '手机定位' }, PLACES, draft.location, (chosen) => {
      draft.location = chosen;
      see();
    })));
}

/** What the check brought: the certificate, or why not. */
export function result(app) {
  const { refusal } = app.params;
  return {
    title: { en: 'Result', zh: '审核结果' },
    back: 'home',
    element: h('div', { class: 'stack' }, refusal ? refused(app, refusal) : granted(app)),
  };
}

const refused = (app, refusal) => [
  h('div', { role: 'alert', 'data-testid': 'refusal' }, problem(refusal)),
  button({ en: 'Apply again', zh: '重新申请' }, () => app.go('apply'), 'primary wide', 'go-apply'),
  refusal.code === 'quota_used' ? null : hint({
    en: 'Who gets no certificate goes to the police counter at the station (车站公安制证窗口) for the paper one.',
    zh: '未能成功办理的旅客，请前往车站的公安制证窗口办理纸质临时乘车身份证明。' }),
];

function granted(app) {
  const held = app.live.certificate;
  if (!held) return [button({ en: 'Apply', zh: '申请' }, () => app.go('apply'), 'primary wide', 'go-apply')];
  return [
    h('div', { role: 'status', 'data-testid': 'granted' }, held.existing
      ? notice('ok', { en: 'Your certificate is still valid', zh: '您已有有效的电子临时乘车身份证明' },
        h('span', {}, { en: 'Nothing was counted.', zh: '本次不占用申请次数。' }))
      : notice('ok', { en: 'Application successful', zh: '申请成功' })),
    h('section', { class: 'card' }, facts(certificateFacts(held))),
    asking({ en: 'Show the QR code', zh: '查看二维码' }, () => app.flow.show(), 'primary wide', 'show'),
    button({ en: 'Buy a ticket (simulation)', zh: '买票（模拟）' }, () => app.go('tickets'), 'wide', 'go-tickets'),
    paragraph({ en: 'Valid for 24 hours.', zh: '申请成功后24小时内有效。' }, 'muted small'),
  ];
}

/** A certificate's rows, masked as the service masks them. @param {object} held */
export const certificateFacts = (held) => [
  [{ en: 'Name', zh: '姓名' }, held.masked_name],
  [{ en: 'Number', zh: '身份证号' }, h('span', { class: 'digits ride-number' }, held.masked_id_number)],
  [{ en: 'Valid until', zh: '有效期至' }, h('span', { class: 'ride-number' }, dayAndMinute(held.valid_until))],
  [{ en: 'Left this month', zh: '本月剩余次数' }, h('span', { 'data-testid': 'grants-left' }, String(held.grants_left_this_month))],
];
