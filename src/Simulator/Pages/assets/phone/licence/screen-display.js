// The electronic licence, live (L8–L11, L14, L16): photo, data, status, and the code with its generation time.

import { h, icon, setAttribute, setText } from '../../shared/dom.js';
import { codeForm } from '../common/code-form.js';
import { CodeView } from '../common/code-view.js';
import { maskedName } from '../common/fields.js';
import { button, facts, notice, paragraph, problem } from '../common/ui.js';
import { day, dayAndMinute, lastDay } from '../common/times.js';
import { REASONS, authority } from './words.js';
import { classNames } from './screens-home.js';
import { REPLACE } from './screens-apply.js';

const CODE = {
  label: { en: 'QR code of the electronic licence', zh: '驾驶证电子版二维码' },
  advice: { en: 'Show it live; a screenshot does not count.', zh: '请实时出示，截图无效。' },
};
const DIGITS = { en: "The officer's two digits", zh: '民警口述的两位数字' };
const MAY_DRIVE = { en: 'May drive', zh: '可以驾驶' };
const MAY_NOT_DRIVE = { en: 'Must not drive now', zh: '现在不得驾驶' };
const COLOURS = {
  black: { en: 'Black code on green: the licence entitles its holder to drive.', zh: '绿底黑码：驾驶证可正常使用。' },
  red: { en: 'Red code: the licence is genuine, but its holder must not drive now.', zh: '红码：驾驶证真实有效，但持证人现在不得驾驶机动车。' },
};

/** The display. Its parts follow the phone's live licence until the screen is left. */
export function display(app) {
  const { live } = app;
  const told = h('div', { role: 'alert' });
  const card = h('div', { class: 'stack' });
  const code = new CodeView(live, app.phone.clock, CODE);
  const replace = button(REPLACE, () => app.go('replacePhoto'), 'wide');
  const drawn = { display: null, photo: null, problem: null };
  const update = () => {
    if (live.problem !== drawn.problem) {
      drawn.problem = live.problem;
      told.replaceChildren(...(live.problem ? refusal(app, live.problem) : []));
    }
    if (live.display !== drawn.display || live.photo !== drawn.photo) {
      drawn.display = live.display;
      drawn.photo = live.photo;
      card.replaceChildren(...(live.display ? licence(app, live.display) : []));
    }
    card.hidden = replace.hidden = live.code === null;
    code.update();
  };
  live.onChange = update;
  live.start();
  update();
  return {
    title: { en: 'Electronic driving licence', zh: '驾驶证电子版' },
    back: 'home',
    element: h('div', { class: 'stack licence-display' }, told, code.element, card, replace, codeForm(live, DIGITS)),
    redraw: () => code.close(),
    leave: () => {
      live.onChange = () => {};
      code.close();
      live.pause();
    },
  };
}

/** A refusal, and the way on where there is one in the app. */
function refusal(app, error) {
  const again = [{ en: 'Apply again', zh: '重新申领' }, () => app.go('apply')];
  const check = [{ en: 'Real-person check', zh: '实人认证' },
    () => app.go('check', { back: { name: 'home', params: {} }, after: () => app.go('display') })];
  const ways = {
    real_person_check_required: check,
    check_over: check,
    superseded_by_renewal: again,
    superseded_by_transfer_in: again,
    no_electronic_licence: [{ en: 'Apply', zh: '申领' }, () => app.go('apply')],
    session_required: [{ en: 'Sign in', zh: '登录' }, () => app.flow.lostSession()],
  };
  const way = ways[error.code] ?? (app.live.code ? null : [{ en: 'Refresh', zh: '刷新' }, () => app.live.restart()]);
  return [problem(error), ...(way ? [button(...way)] : [])];
}

function licence(app, shown) {
  const number = (text) => h('span', { class: 'digits licence-number' }, text);
  return [
    status(shown),
    ...(shown.paper_needed ? [notice('warn', { en: shown.paper_text, zh: shown.paper_text_zh_cn })] : []),
    h('section', { class: 'licence-document', 'aria-label': { en: 'Driving licence', zh: '机动车驾驶证' } },
      h('div', { class: 'licence-document-head' },
        h('h3', {}, { en: 'Driving licence', zh: '机动车驾驶证' }),
        app.live.photo ? h('img', { class: 'licence-photo', src: app.live.photo, alt: { en: 'Photo of the holder', zh: '持证人照片' } })
          : h('div', { class: 'licence-photo' })),
      facts([
        [{ en: 'Name', zh: '姓名' }, name(shown.name)],
        [{ en: 'Document number', zh: '证件号码' }, number(shown.masked_document_number)],
        [{ en: 'Classes', zh: '准驾车型' }, classNames(shown.licence.classes)],
        [{ en: 'Issuing authority', zh: '发证机关' }, authority(shown.licence.authority)],
        [{ en: 'Valid from', zh: '有效期起' }, day(shown.licence.valid_from)],
        [{ en: 'Valid until', zh: '有效期止' }, lastDay(shown.licence.valid_until)],
        [{ en: 'Archive number', zh: '档案编号' }, number(shown.licence.archive_number)],
      ])),
  ];
}

/** The name, hidden from bystanders until its holder shows it. */
function name(whole) {
  const text = h('span', {}, maskedName(whole));
  const toggle = h('button', { type: 'button', class: 'button plain licence-eye', 'aria-pressed': 'false', onclick: () => {
    const show = toggle.getAttribute('aria-pressed') === 'false';
    setAttribute(toggle, 'aria-pressed', String(show));
    setText(text, show ? whole : maskedName(whole));
  } }, { en: 'Show', zh: '显示' }, h('span', { class: 'visually-hidden' }, { en: ' the name', zh: '姓名' }));
  return h('span', { class: 'licence-name' }, text, toggle);
}

function status(shown) {
  const may = shown.colour === 'black';
  // An entry "normal" beside others only asks for the paper licence, which has its own notice.
  const named = shown.statuses.filter((one) => one.status !== 'normal');
  const names = (language, separator) => (named.length > 0 ? named : shown.statuses).map((one) => one[language]).join(separator);
  return h('section', { class: `licence-status ${may ? 'may' : 'may-not'}`, 'aria-label': { en: 'Status', zh: '驾驶证状态' } },
    h('p', { class: 'licence-status-line' }, icon(may ? 'ok' : 'bad'), h('strong', {}, may ? MAY_DRIVE : MAY_NOT_DRIVE),
      h('span', {}, { en: `Status: ${names('text', ', ')}`, zh: `状态：${names('text_zh_cn', '、')}` })),
    shown.holder_text ? h('p', {}, { en: shown.holder_text, zh: shown.holder_text_zh_cn }) : null,
    h('p', { class: 'small' }, COLOURS[shown.colour]),
    named.map(statusDetail));
}

function statusDetail(one) {
  const reason = REASONS[one.reason] ?? { en: '', zh: '' };
  const until = one.until ? { en: ` until ${dayAndMinute(one.until)}`, zh: `，至 ${dayAndMinute(one.until)}` } : { en: '', zh: '' };
  return paragraph({
    en: `${one.text}: ${reason.en ? `${reason.en}, ` : ''}since ${dayAndMinute(one.from)}${until.en}`,
    zh: `${one.text_zh_cn}：${reason.zh ? `${reason.zh}，` : ''}自 ${dayAndMinute(one.from)}${until.zh}`,
  }, 'small');
}
