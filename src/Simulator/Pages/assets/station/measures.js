/** Numbers of a verdict as small drawings: ages against their windows, and the time that each stage took. */
import { h, svg } from '../shared/dom.js';
import { STAGES, word } from './texts.js';
import { labelled, lengthText, said } from './view.js';

/** Windows in seconds, as the code's format has them: a code's age, and the age of the real-person check. */
const CODE_AGE_MAX_S = 90;
const LIVENESS_AGE_MAX_S = 1800;
/** The drawing goes on past the window's end by a third, so that "too old" is seen. */
const BEYOND = 4 / 3;
const STAGE_ORDER = ['decode', 'verify', 'decide', 'record', 'actuate'];

/**
 * The ages of the code and of the real-person check, each against its window.
 * @param {{code_age_s: number|null, liveness_age_s: number|null}} facts of the verdict
 * @returns {HTMLElement}
 */
export function gauges(facts) {
  return h(
    'div',
    { class: 'gauges' },
    gauge({ en: 'Age of the code', zh: '二维码时长' }, facts.code_age_s, CODE_AGE_MAX_S),
    gauge({ en: 'Real-person check', zh: '距实人核验' }, facts.liveness_age_s, LIVENESS_AGE_MAX_S)
  );
}

function gauge(title, age, max) {
  if (age === null || age === undefined) return h('span', {});
  const span = max * BEYOND;
  const share = (Math.min(Math.max(age, 0), span) / span) * 100;
  const over = age < 0 || age > max;
  const text = lengthText(age);
  const limit = lengthText(max);
  const bar = svg(
    'svg',
    { viewBox: '0 0 100 8', preserveAspectRatio: 'none', class: 'gauge-bar', 'aria-hidden': 'true' },
    svg('rect', { class: 'gauge-window', x: 0, y: 1.5, width: 100 / BEYOND, height: 5 }),
    svg('rect', { class: over ? 'gauge-age over' : 'gauge-age', x: 0, y: 1.5, width: share, height: 5 }),
    svg('rect', { class: 'gauge-end', x: 100 / BEYOND - 0.4, y: 0, width: 0.8, height: 8 })
  );
  return h(
    'div',
    { class: 'gauge' },
    said('span', { class: 'gauge-title' }, title),
    said(
      'span',
      { class: over ? 'gauge-value over' : 'gauge-value' },
      {
        en: `${text.en} ago, of ${limit.en}${over ? ' ✕' : ''}`,
        zh: `${text.zh} / ${limit.zh}${over ? ' ✕' : ''}`,
      }
    ),
    bar
  );
}

/**
 * The stages of one scan as one bar, with their numbers beneath.
 * @param {Object<string, number>} timings microseconds by stage
 * @returns {HTMLElement}
 */
export function timings(timings) {
  const known = STAGE_ORDER.filter(stage => Number.isFinite(timings?.[stage]));
  const total = known.reduce((sum, stage) => sum + timings[stage], 0);
  if (total === 0) return h('span', {});
  let x = 0;
  const bar = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'timing-bar', 'aria-hidden': 'true' });
  for (const stage of known) {
    const width = (timings[stage] / total) * 100;
    bar.append(svg('rect', { class: `stage stage-${stage}`, x, y: 0, width, height: 10 }));
    x += width;
  }
  const figure = h(
    'figure',
    { class: 'timings' },
    said('figcaption', {}, { en: `Stages, ${micros(total)} in all`, zh: `各阶段耗时，共 ${micros(total)}` }),
    bar,
    h(
      'ul',
      { class: 'stages' },
      ...known.map(stage =>
        h(
          'li',
          { class: `stage-${stage}` },
          h('span', { class: 'stage-swatch', 'aria-hidden': 'true' }),
          said('span', {}, word(STAGES, stage)),
          h('span', { class: 'stage-time' }, micros(timings[stage]))
        )
      )
    )
  );
  return labelled(figure, { en: 'Time of each stage', zh: '各阶段耗时' });
}

function micros(value) {
  return value >= 1000 ? `${(value / 1000).toFixed(1)} ms` : `${Math.round(value)} µs`;
}
