/** A verdict from three sides: what the passenger is told, what staff do, what an engineer checks. */
import { h } from '../shared/dom.js';
import { glyph } from './glyphs.js';
import { laneName } from './lanes.js';
import { gauges, timings } from './measures.js';
import { current, laneOf, onSnapshot } from './feed.js';
import { ANSWER_NAMES, OUTCOMES, word } from './texts.js';
import { button, clockText, joined, labelled, resay, said, same, set } from './view.js';

/** The scan that the visitor looks at, until another is chosen: others' scans do not take it away. Null: always the newest. */
let chosen = null;
let shownAnew = () => {};

/**
 * Looks at one scan.
 * @param {number|null} scan its number; null follows the newest
 */
export function lookAt(scan) {
  chosen = scan;
  shownAnew();
}

/**
 * The panel of verdicts.
 * @returns {HTMLElement}
 */
export function verdicts() {
  const past = labelled(h('ol', { class: 'past-verdicts' }), { en: 'The last scans', zh: '最近扫码' });
  const spoken = said('p', { class: 'visually-hidden', role: 'status' }, same(''));
  const face = h('div', { class: 'verdict' });
  const newer = button({ en: 'Newer scans: follow the newest', zh: '有更新的扫码：跟随最新' }, () => lookAt(null), {
    class: 'quiet newer',
  });
  let shownKey = '';
  let newest = null;
  const show = () => {
    const all = current()?.verdicts ?? [];
    const verdict = all.find(each => each.scan === chosen) ?? all[0] ?? null;
    newer.hidden = !verdict || verdict === all[0];
    const key = JSON.stringify([verdict, all[0]?.scan]);
    if (key === shownKey) return;
    shownKey = key;
    set(face, 'data-answer', verdict?.answer ?? 'none');
    face.replaceChildren(...(verdict ? sidesOf(verdict) : [nothingYet()]));
    fillPast(past, all, verdict?.scan, lookAt);
    if (verdict && all[0].scan !== newest) resay(spoken, spokenOf(all[0]));
    newest = all[0]?.scan;
  };
  shownAnew = show;
  onSnapshot(show);
  return h(
    'section',
    { class: 'verdicts', 'aria-labelledby': 'verdict-heading' },
    said('h2', { id: 'verdict-heading' }, { en: 'The verdict, from three sides', zh: '判定：三方视角' }),
    past,
    newer,
    face,
    spoken
  );
}

function nothingYet() {
  return said(
    'p',
    { class: 'empty' },
    {
      en: 'No scan yet. Add a traveller on the left, then press 1, or “Hold here” at a lane.',
      zh: '尚无扫码。请先在“手机”栏添加旅客，再按 1，或点通道上的“对准扫码”。',
    }
  );
}

function spokenOf(verdict) {
  const lane = laneOf(verdict.lane);
  const name = lane ? laneName(lane) : same(verdict.lane);
  return joined([name, word(ANSWER_NAMES, verdict.answer), verdict.passenger], { en: ': ', zh: '：' });
}

function fillPast(list, verdictsOfNow, shown, onChoose) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.scan : null;
  list.replaceChildren(
    ...verdictsOfNow.map(verdict => {
      const press = h(
        'button',
        { type: 'button', class: 'past', 'data-answer': verdict.answer, 'data-scan': verdict.scan },
        glyph(verdict.answer),
        h('span', {}, verdict.lane)
      );
      if (verdict.scan === shown) press.setAttribute('aria-current', 'true');
      labelled(
        press,
        joined([
          { en: `Scan ${verdict.scan}, lane ${verdict.lane}`, zh: `第${verdict.scan}次扫码，${verdict.lane}号通道` },
          word(ANSWER_NAMES, verdict.answer),
          same(verdict.code),
        ])
      );
      press.addEventListener('click', () => onChoose(verdict.scan));
      return h('li', {}, press);
    })
  );
  if (focused) list.querySelector(`[data-scan="${focused}"]`)?.focus();
}

function sidesOf(verdict) {
  return [
    h(
      'header',
      { class: 'verdict-head' },
      h(
        'span',
        { class: 'answer-chip', 'data-answer': verdict.answer },
        glyph(verdict.answer),
        said('strong', {}, word(ANSWER_NAMES, verdict.answer))
      ),
      h('code', { class: 'verdict-code' }, verdict.code),
      h(
        'span',
        { class: 'verdict-where' },
        said('span', {}, laneOf(verdict.lane) ? laneName(laneOf(verdict.lane)) : same(verdict.lane)),
        h('time', {}, clockText(verdict.at))
      )
    ),
    side('side-passenger', { en: 'Passenger', zh: '旅客' }, h('p', { class: 'side-text' }, said('span', {}, verdict.passenger))),
    side(
      'side-staff',
      { en: 'Staff', zh: '工作人员' },
      h('p', { class: 'side-text' }, said('span', {}, verdict.staff)),
      outcomeOf(verdict)
    ),
    side('side-engineer', { en: 'Engineer', zh: '工程师' }, ...engineerOf(verdict)),
  ];
}

function side(className, title, ...content) {
  return h('section', { class: `verdict-side ${className}` }, said('h3', {}, title), ...content);
}

function outcomeOf(verdict) {
  if (!verdict.outcome) return h('span', {});
  return h(
    'p',
    { class: 'side-outcome' },
    said('span', {}, { en: 'Passage: ', zh: '通行：' }),
    said('strong', {}, word(OUTCOMES, verdict.outcome))
  );
}

function engineerOf(verdict) {
  const facts = verdict.engineer;
  const rows = [
    [{ en: 'Key', zh: '密钥' }, facts.key],
    [{ en: 'Form', zh: '形式' }, formOf(facts)],
    [{ en: 'Status list', zh: '状态列表' }, versionOf(facts.status, facts.status_version, facts.status_age_s)],
    [{ en: 'Manifest', zh: '车票清单' }, facts.manifest_revision == null ? null : `r${facts.manifest_revision}`],
    [{ en: 'Trust set', zh: '信任集' }, facts.trust_version == null ? null : `v${facts.trust_version}`],
    [{ en: 'Clock', zh: '时钟' }, clockOf(facts)],
    [{ en: 'Crypto', zh: '密码库' }, facts.provider],
    [{ en: 'Also failed', zh: '其他未过项' }, verdict.also?.length ? verdict.also.join(', ') : null],
    [
      { en: 'Read', zh: '读码' },
      {
        en: `${verdict.read_as === 'image' ? 'picture' : 'text'}, ${ms(verdict)} to the answer`,
        zh: `${verdict.read_as === 'image' ? '图像' : '文本'}，${ms(verdict)}出结果`,
      },
    ],
    [{ en: 'Record', zh: '记录' }, verdict.record == null ? null : `#${verdict.record}`],
  ];
  return [
    h('p', { class: 'side-text' }, said('span', {}, facts.text)),
    facts.clock == null
      ? said(
          'p',
          { class: 'hint' },
          { en: 'The rest comes with the record, when head office has it.', zh: '其余内容随记录到达总部后显示。' }
        )
      : gauges(facts),
    h(
      'dl',
      { class: 'record-facts' },
      ...rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => h('div', {}, said('dt', {}, name), said('dd', {}, typeof value === 'object' ? value : same(value))))
    ),
    timings(verdict.timings_us),
  ];
}

const ms = verdict => `${Math.round(verdict.scan_to_answer_ms)} ms`;

function formOf(facts) {
  return [facts.form, facts.credential_kind].filter(Boolean).join(' · ');
}

function versionOf(status, version, ageSeconds) {
  if (status === null || status === undefined) return null;
  const age = ageSeconds === null || ageSeconds === undefined ? same('') : { en: `, ${ageSeconds} s old`, zh: `，${ageSeconds} 秒前` };
  return { en: `${status} · v${version}${age.en}`, zh: `${status} · v${version}${age.zh}` };
}

function clockOf(facts) {
  return facts.clock === null || facts.clock === undefined ? null : `${facts.clock} ± ${facts.clock_error_ms} ms`;
}
