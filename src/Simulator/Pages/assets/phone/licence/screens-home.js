// The app's first page after signing in, and filing (L2).

import { h, icon } from '../../shared/dom.js';
import { archiveNumberProblem } from '../common/fields.js';
import { button, facts, field, form, hint, notice, paragraph, simulated } from '../common/ui.js';
import { dayAndMinute, day, lastDay } from '../common/times.js';
import { CLASSES, authority } from './words.js';

const FILE = { en: 'File the licence', zh: '备案驾驶证' };
const APPLY = { en: 'Apply', zh: '申领' };

/** Classes with their plain names. @param {string[]} classes */
export const classNames = (classes) => h('span', { class: 'licence-classes' }, classes.map((name) =>
  h('span', {}, h('strong', {}, name), ' ', CLASSES[name] ?? null)));

/** The page that everything starts from. */
export function home(app) {
  return {
    title: { en: 'Traffic police 12123', zh: '交管12123' },
    root: true,
    element: h('div', { class: 'stack' },
      app.params.notice ? h('div', { role: 'status' }, notice('ok', app.params.notice)) : null,
      app.loading(() => app.flow.overview(), (overview) => (overview.filing === null ? unfiled(app) : filed(app, overview))),
      menu(app)),
  };
}

function unfiled(app) {
  return h('section', { class: 'card' },
    h('h3', {}, FILE),
    paragraph({
      en: 'The licence is not filed yet. File it with its archive number; then apply for the electronic licence.',
      zh: '尚未备案驾驶证。请先备案驾驶证，再申领驾驶证电子版。',
    }),
    button(FILE, () => app.go('filing')));
}

function filed(app, { filing, options }) {
  const [from, to] = [day(filing.valid_from), lastDay(filing.valid_until)];
  return h('section', { class: 'card licence-mine' },
    h('h3', {}, { en: 'My driving licence', zh: '我的驾驶证' }),
    facts([
      [{ en: 'Classes', zh: '准驾车型' }, classNames(filing.classes)],
      [{ en: 'Issuing authority', zh: '发证机关' }, authority(filing.authority)],
      [{ en: 'Valid', zh: '有效期限' }, [h('span', { class: 'licence-day' }, from), ' ',
        h('span', { class: 'licence-day' }, { en: `to ${to}`, zh: `至 ${to}` })]],
    ]),
    whatNext(app, options));
}

function whatNext(app, options) {
  const open = options.open_application;
  const show = button({ en: 'Show the electronic licence', zh: '出示驾驶证电子版' }, () => app.flow.show());
  if (open) {
    return [
      options.issued ? show : null,
      notice('info', { en: 'An application is being reviewed', zh: '申请正在审核中' }, h('span', {}, {
        en: `The result comes by ${dayAndMinute(open.due_at)} at the latest.`, zh: `最迟于 ${dayAndMinute(open.due_at)} 前告知结果。`,
      })),
      button({ en: 'See the progress', zh: '查看申请进度' }, () => app.go('progress'), options.issued ? 'wide' : 'primary wide'),
    ];
  }
  if (options.issued) return show;
  if (!options.may_apply) return forbidden(options.problem);
  const again = options.ways.includes('earlier');
  return [
    again ? notice('warn', { en: 'Apply for the electronic licence again', zh: '请重新申领驾驶证电子版' }, h('span', {}, {
      en: 'The licence was renewed or transferred. Until then show the paper licence.',
      zh: '驾驶证已办理换证或转入；此前请出示纸质驾驶证。',
    })) : paragraph({ en: 'The electronic licence has not been applied for yet.', zh: '尚未申领驾驶证电子版。' }),
    button(again ? { en: 'Apply again', zh: '重新申领' } : APPLY, () => app.go('apply')),
  ];
}

/** Why one may not apply (L9–L11), in the service's words. */
const forbidden = (problem) => notice('bad', { en: problem.title, zh: problem.title_zh_cn },
  h('span', {}, { en: problem.next_step, zh: problem.next_step_zh_cn }),
  problem.rule ? h('span', { class: 'muted small' }, { en: `Rule ${problem.rule}`, zh: `规则 ${problem.rule}` }) : null);

function menu(app) {
  const item = (sign, pair, screen) => h('li', {}, h('button',
    { type: 'button', class: 'button app-menu-item', onclick: () => app.go(screen) },
    icon(sign), h('span', { class: 'grow' }, pair), icon('forward')));
  return h('section', { class: 'stack tight' },
    h('h3', {}, { en: 'Services', zh: '业务中心' }),
    h('ul', { class: 'app-menu' },
      item('card', { en: 'Applications and results', zh: '申请进度' }, 'progress'),
      item('bell', { en: 'Notices', zh: '通知' }, 'notices'),
      item('shield', { en: 'Where it serves', zh: '使用场景' }, 'purposes'),
      item('user', { en: 'Account and cache', zh: '账号与缓存' }, 'leave')));
}

/** L2. */
export function filing(app) {
  const draft = app.draft('filing');
  const number = field(draft, 'archive_number', { en: 'Archive number', zh: '档案编号' }, {
    inputmode: 'numeric', maxlength: 12, judge: archiveNumberProblem, class: 'digits',
    about: { en: '12 digits, as on the paper licence', zh: '12位数字，见纸质驾驶证' },
  });
  const paper = app.account.paper;
  return {
    title: FILE,
    back: 'home',
    element: h('div', { class: 'stack' },
      form([number], FILE, () => app.flow.file(number.input.value.trim())),
      hint({ en: 'Five tries a day.', zh: '每日最多可尝试5次。' }),
      paper ? simulated(
        paragraph({ en: "The synthetic driver's paper licence says:", zh: '虚构驾驶人的纸质驾驶证上载明：' }),
        h('p', { class: 'digits' }, paper),
        button({ en: 'Fill it in', zh: '填入' }, () => {
          draft.archive_number = paper;
          app.draw();
        }, 'wide')) : null),
  };
}
