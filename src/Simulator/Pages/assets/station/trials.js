/** Trials: what each cheat or fault should cause, and what it did cause, side by side. */
import { h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { glyph } from './glyphs.js';
import { onSnapshot } from './feed.js';
import { notice, refusal, verdictNotice } from './notices.js';
import { lookAt } from './verdict.js';
import { TRIAL_STATES, word } from './texts.js';
import { button, clockText, joined, resay, said, same, set } from './view.js';

/** Trials shown before the visitor asks for all. */
const SHOWN_FIRST = 6;
/** Trials that this page asked for and that have not ended. */
const own = new Set();
const STATE_ICONS = { waiting: 'waiting', as_expected: 'granted', otherwise: 'refer' };

/**
 * Asks the station for a trial.
 * @param {string} cheat its name
 * @param {Object} details `lane`, `text`, `on`: as far as the cheat needs them
 * @returns {Promise<object|null>} the trial; null when it was refused, which the page has said
 */
export async function runTrial(cheat, details = {}) {
  lookAt(null);
  const body = { cheat, on: true };
  for (const [name, value] of Object.entries(details)) if (value !== null && value !== undefined) body[name] = value;
  try {
    const trial = await call('POST', '/station/v1/trials', { body });
    if (trial.state !== 'waiting') tellEnd(trial);
    else {
      own.add(trial.id);
      notice({ en: `Trial: ${trial.title.en}`, zh: `试验：${trial.title.zh}` });
    }
    return trial;
  } catch (error) {
    if (error?.code === 'too_slow') notice({ en: 'Still under way: the table of trials will tell', zh: '仍在进行：结果将列入试验表' });
    else refusal(error);
    return null;
  }
}

/**
 * The table of trials.
 * @returns {HTMLElement}
 */
export function trials() {
  const body = h('tbody', {});
  const empty = said(
    'p',
    { class: 'empty' },
    { en: 'No trial yet: press a button under “Cheat and break”.', zh: '尚无试验：请按“作弊与破坏”中的按钮。' }
  );
  const spoken = said('p', { class: 'visually-hidden', role: 'status' }, same(''));
  const table = h(
    'table',
    { class: 'trial-table' },
    h('thead', {}, h('tr', {}, ...HEADS.map(pair => said('th', { scope: 'col' }, pair)))),
    body
  );
  let shown = '';
  let all = false;
  let rows = [];
  const more = button(
    { en: '', zh: '' },
    () => {
      all = !all;
      fill();
    },
    { class: 'quiet', hidden: true }
  );
  const fill = () => {
    body.replaceChildren(...rows.slice(0, all ? rows.length : SHOWN_FIRST).map(trialRow));
    more.hidden = rows.length <= SHOWN_FIRST;
    set(more, 'aria-expanded', String(all));
    resay(more, all ? { en: 'Show the newest only', zh: '只显示最新' } : { en: `Show all ${rows.length}`, zh: `显示全部${rows.length}条` });
  };
  onSnapshot(snapshot => {
    const key = JSON.stringify(snapshot.trials);
    if (key === shown) return;
    shown = key;
    rows = snapshot.trials;
    empty.hidden = snapshot.trials.length > 0;
    table.hidden = snapshot.trials.length === 0;
    fill();
    const newest = snapshot.trials.find(trial => trial.state !== 'waiting');
    if (newest) resay(spoken, endOf(newest));
    for (const trial of snapshot.trials) if (trial.state !== 'waiting' && own.delete(trial.id)) tellEnd(trial);
  });
  return h(
    'section',
    { class: 'trials', 'aria-labelledby': 'trials-heading' },
    said('h2', { id: 'trials-heading' }, { en: 'Trials: what it should cause, what it did cause', zh: '试验：应有结果与实际结果' }),
    empty,
    table,
    more,
    spoken
  );
}

function endOf(trial) {
  return joined([trial.title, word(TRIAL_STATES, trial.state)], { en: ': ', zh: '：' });
}

function tellEnd(trial) {
  verdictNotice(endOf(trial), trial.state === 'as_expected' ? 'granted' : 'refer');
}

const HEADS = [
  { en: 'Trial', zh: '试验' },
  { en: 'Should cause', zh: '应有结果' },
  { en: 'Did cause', zh: '实际结果' },
  { en: 'Result', zh: '结论' },
];

function trialRow(trial) {
  return h(
    'tr',
    { 'data-state': trial.state },
    h('th', { scope: 'row' }, said('span', {}, trial.title), h('time', {}, clockText(trial.at))),
    cell(HEADS[1], eventsOf(trial.expected.map(each => ({ text: each.text, codes: each.codes ?? [] })))),
    cell(HEADS[2], eventsOf(trial.caused.map(each => ({ text: each.text, codes: each.code ? [each.code] : [], at: each.at })))),
    cell(
      HEADS[3],
      h(
        'span',
        { class: 'trial-state', 'data-state': trial.state },
        glyph(STATE_ICONS[trial.state] ?? 'unknown'),
        said('strong', {}, word(TRIAL_STATES, trial.state))
      )
    )
  );
}

/** On narrow screens rows become cards: each cell then carries its column's name. */
function cell(head, content) {
  return h('td', {}, said('span', { class: 'cell-head', 'aria-hidden': 'true' }, head), content);
}

function eventsOf(events) {
  if (events.length === 0) return h('span', { class: 'nothing' }, '…');
  return h(
    'ul',
    { class: 'events' },
    ...events.map(event =>
      h(
        'li',
        {},
        said('span', {}, event.text),
        ' ',
        ...event.codes.flatMap((code, index) => [...(index ? [' / '] : []), h('code', {}, code)]),
        ...(event.at ? [' ', h('time', {}, clockText(event.at))] : [])
      )
    )
  );
}
