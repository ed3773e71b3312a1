// Applying (L3–L6), replacing the photo (L7), and where an application stands.

import { h } from '../../shared/dom.js';
import { Advice, asking, button, choice, facts, hint, notice, paragraph, simulated } from '../common/ui.js';
import { photoFields } from './photo.js';
import { dayAndMinute } from '../common/times.js';
import { FINDINGS, KINDS, PHOTO_RULES, REFUSALS, REPLACED, STATES, WAYS, WAY_NOTES } from './words.js';

/** Label of the step that replaces the photo. */
export const REPLACE = { en: 'Replace the photo', zh: '换照片' };
const NEW_PHOTO = new Set(['camera', 'album']);

/** The application: the way of the photo, the photo, and then the real-person check. */
export function apply(app) {
  return {
    title: { en: 'Apply for the electronic licence', zh: '申领驾驶证电子版' },
    back: 'home',
    element: app.loading(() => app.service.options(), (options) => h('div', { class: 'stack' },
      paragraph(options.ways.includes('earlier')
        ? { en: 'Keep the earlier photo, or send another.', zh: '可选择继续使用之前的照片，也可以重新上传。' }
        : { en: 'The first electronic licence is made with the photo on file.',
          zh: '首次申领驾驶证电子版，将直接使用信息系统里已留存的照片来生成。' }),
      options.ways.includes('on_file') ? null : notice('warn', {
        en: 'No photo on file fits the rules', zh: '信息系统中没有符合要求的留存照片' }, h('span', {}, {
        en: 'Take one now, or choose one from the album.', zh: '请拍照或从相册选择证件照片提交。' })),
      application(app, 'licence', ordered(options.ways)))),
  };
}

// When applying again the earlier photo is offered first, as the documents have it.
const ordered = (ways) => (ways.includes('earlier') ? ['earlier', ...ways.filter((way) => way !== 'earlier')] : ways);

/** L7. */
export function replacePhoto(app) {
  return {
    title: REPLACE,
    back: 'display',
    element: app.loading(() => app.service.options(), (options) => {
      if (options.replace_photo_from) {
        return notice('warn', { en: 'The photo may be replaced once in 6 months', zh: '驾驶证电子版照片六个月内只可以更换一次' },
          h('span', {}, { en: `The next time is from ${dayAndMinute(options.replace_photo_from)}.`,
            zh: `下次可更换时间：${dayAndMinute(options.replace_photo_from)} 起。` }));
      }
      if (options.open_application) return waiting(app, options.open_application);
      return h('div', { class: 'stack' },
        paragraph({ en: 'Once in 6 months. The present photo stays until the new one has passed its review.',
          zh: '驾驶证电子版照片六个月内只可以更换一次。新照片审核通过前，仍显示现有照片。' }),
        application(app, 'photo_replacement', ['camera', 'album']));
    }),
  };
}

const waiting = (app, open) => h('div', { class: 'stack' },
  notice('info', { en: 'An application is being reviewed', zh: '申请正在审核中' }, h('span', {}, {
    en: `The result comes by ${dayAndMinute(open.due_at)} at the latest.`, zh: `最迟于 ${dayAndMinute(open.due_at)} 前告知结果。` })),
  button({ en: 'See the progress', zh: '查看申请进度' }, () => app.go('progress')));

function application(app, kind, ways) {
  const draft = app.draft(kind, { way: ways[0], findings: [] });
  if (!ways.includes(draft.way)) draft.way = ways[0];
  const here = app.screen;
  return h('div', { class: 'stack' },
    choice('photo-way', { en: 'Photo', zh: '提交照片' }, ways.map((way) => ({ value: way, text: WAYS[way], note: WAY_NOTES[way] })),
      draft.way, (way) => {
        draft.way = way;
        app.draw();
      }),
    NEW_PHOTO.has(draft.way) ? [photoRules(), photoFields(app, draft), reviewer(draft)] : null,
    asking({ en: 'Next: real-person check', zh: '下一步：实人认证' }, async () => {
      if (NEW_PHOTO.has(draft.way) && !draft[draft.way]) {
        throw new Advice({ en: 'There is no photo yet', zh: '尚未提交照片' },
          draft.way === 'camera' ? { en: 'Take one first', zh: '请先拍照' } : { en: 'Choose one first', zh: '请先选择照片' });
      }
      app.go('check', { back: here, after: () => app.flow.submit(kind, draft) });
    }));
}

const photoRules = () => h('details', { class: 'card app-details', open: true },
  h('summary', {}, { en: 'How the photo must be', zh: '照片拍摄须知' }),
  h('ul', {}, PHOTO_RULES.map((rule) => h('li', {}, rule))));

/** What the simulated reviewer will find (L6). */
function reviewer(draft) {
  const chosen = new Set(draft.findings);
  return simulated(h('details', { class: 'app-details' },
    h('summary', {}, { en: 'What the reviewer will find', zh: '审核人员将发现的问题' }),
    hint({ en: 'Nothing chosen: the photo is accepted.', zh: '不选则审核通过。' }),
    h('div', { class: 'licence-findings' }, Object.entries(FINDINGS).map(([finding, text]) => h('label', {},
      h('input', { type: 'checkbox', name: `finding-${finding}`, checked: chosen.has(finding), onchange: (event) => {
        if (event.target.checked) chosen.add(finding);
        else chosen.delete(finding);
        draft.findings = [...chosen];
      } }), h('span', {}, text))))));
}

/** The user's applications, newest first (L5, L6). */
export function progress(app) {
  return {
    title: { en: 'Applications and results', zh: '申请进度' },
    back: 'home',
    element: h('div', { class: 'stack' },
      app.params.submitted ? h('div', { role: 'status' }, notice('ok', { en: 'Submitted', zh: '申请已提交' }, h('span', {}, {
        en: 'The result comes within 1 working day, by SMS and in the app.',
        zh: '您将在1个工作日内收到申请结果，结果将通过短信和应用内通知告知。' }))) : null,
      app.loading(() => app.flow.applications(), (all) => {
        if (all.length === 0) return paragraph({ en: 'There are none yet.', zh: '暂无申请' }, 'muted');
        return h('ol', { class: 'app-list' }, all.map((one, at) => entry(app, one, at === 0 && one.state === 'refused')));
      }),
      button({ en: 'Look again', zh: '刷新' }, () => app.reload(), 'wide')),
  };
}

const STATE_TAGS = { submitted: '', issued: 'ok', refused: 'bad' };

function entry(app, one, mayApplyAgain) {
  const state = one.state === 'issued' && one.kind === 'photo_replacement' ? REPLACED : STATES[one.state];
  const again = one.kind === 'licence' ? { en: 'Apply again', zh: '重新申请' } : { en: 'Send another photo', zh: '重新提交照片' };
  return h('li', { class: 'card' },
    h('div', { class: 'row' }, h('h3', { class: 'grow' }, KINDS[one.kind]), h('span', { class: `tag ${STATE_TAGS[one.state]}` }, state)),
    facts([
      [{ en: 'Photo', zh: '照片' }, WAYS[one.way]],
      [{ en: 'Submitted', zh: '提交时间' }, dayAndMinute(one.submitted_at)],
      one.decided_at
        ? [{ en: 'Result', zh: '办结时间' }, dayAndMinute(one.decided_at)]
        : [{ en: 'Result by', zh: '最迟告知' }, due(one)],
    ]),
    one.refused ? notice('bad', REFUSALS[one.refused.reason], one.refused.findings.length === 0 ? null
      : h('ul', {}, one.refused.findings.map((finding) => h('li', {}, { en: finding.text, zh: finding.text_zh_cn })))) : null,
    mayApplyAgain ? button(again, () => app.go(one.kind === 'licence' ? 'apply' : 'replacePhoto')) : null);
}

function due(one) {
  const at = dayAndMinute(one.due_at);
  return one.holidays_known ? at : { en: `${at} (public holidays not reckoned)`, zh: `${at}（未计入法定节假日）` };
}
