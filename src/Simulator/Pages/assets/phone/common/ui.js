// Pieces that the screens of the phone's apps are made of. Words are pairs {en, zh} that follow the page's language.

import { h, icon, setAttribute, setText } from '../../shared/dom.js';

let count = 0;
const newId = () => `app-field-${++count}`;

/** What the page itself has to say against a step, as the service would. */
export class Advice extends Error {
  /** @param {object} title @param {object} nextStep pairs */
  constructor(title, nextStep) {
    super(title.en);
    this.title = title;
    this.nextStep = nextStep;
  }
}

/** A paragraph. @param {object} pair @param {string} [className] */
export const paragraph = (pair, className = null) => h('p', { class: className }, pair);

/** A paragraph of less weight. @param {object} pair */
export const hint = (pair) => paragraph(pair, 'muted small');

/** A small label that tells that something is simulated. */
export const simulationMark = () => h('span', { class: 'tag simulated' }, { en: 'Simulation', zh: '模拟' });

/** What only a simulation has, marked as such. @param {...any} children */
export const simulated = (...children) => h('div', { class: 'app-simulated stack tight' }, h('div', {}, simulationMark()), children);

/**
 * A button.
 * @param {object} pair its label
 * @param {() => void|Promise<void>} onClick
 * @param {'primary wide'|'wide'|'plain'|'danger wide'} [kind]
 * @param {?string} [testId] names it in both languages
 */
export const button = (pair, onClick, kind = 'primary wide', testId = null) =>
  h('button', { type: 'button', class: `button ${kind}`, onclick: onClick, 'data-testid': testId }, pair);

/** Facts as a description list. @param {[object, any][]} rows label pair and text or element */
export const facts = (rows) => h('dl', { class: 'facts app-facts' },
  rows.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)]));

const NOTICE_ICONS = { ok: 'ok', warn: 'warn', bad: 'bad', info: 'info' };

/**
 * What happened, and what to do.
 * @param {'ok'|'warn'|'bad'|'info'} kind
 * @param {object|null} title
 * @param {...any} more
 */
export const notice = (kind, title, ...more) => h('div', { class: `notice ${kind}` }, icon(NOTICE_ICONS[kind]),
  title ? h('strong', {}, title) : null, more);

/**
 * A refusal, or a lost network, with its next step. Throws what is neither.
 * @param {Error & {title?: object, nextStep?: object, rule?: string}} error Refused, Unreachable or Advice
 */
export function problem(error) {
  if (!error.title) throw error;
  return notice(error.status === undefined ? 'warn' : 'bad', error.title,
    error.nextStep ? h('span', {}, error.nextStep) : null,
    error.rule ? h('span', { class: 'muted small' }, { en: `Rule ${error.rule}`, zh: `规则 ${error.rule}` }) : null);
}

/**
 * A labelled field that keeps what is typed in a draft, so that nothing is lost when the screen is drawn again.
 * @param {object} draft receives the value under `name`
 * @param {string} name
 * @param {object} label
 * @param {object} [options] attributes of the input; `about` is a pair below it, `judge` a function to a problem's pair or null
 */
export function field(draft, name, label, { about = null, judge = () => null, class: more = '', ...attributes } = {}) {
  const id = newId();
  const wrong = h('p', { class: 'error', id: `${id}-wrong` });
  const input = h('input', {
    id, name, type: 'text', value: draft[name] ?? '', autocomplete: 'off', class: `input ${more}`.trim(),
    'aria-describedby': about ? `${id}-about ${id}-wrong` : `${id}-wrong`, ...attributes,
  });
  const tell = (found) => {
    setText(wrong, found ?? '');
    setAttribute(input, 'aria-invalid', found ? 'true' : null);
    return found;
  };
  input.addEventListener('input', () => {
    draft[name] = input.value;
    if (input.hasAttribute('aria-invalid')) tell(judge(input.value));
  });
  input.addEventListener('change', () => { if (input.value !== '') tell(judge(input.value)); });
  const element = h('div', { class: 'field' },
    h('label', { for: id }, label), input, about ? h('p', { class: 'hint', id: `${id}-about` }, about) : null, wrong);
  return { element, input, judge: () => tell(judge(input.value)) };
}

/**
 * A choice of one from a few, as radio buttons.
 * @param {string} name of the group, so that the focus finds its way back
 * @param {object} legend
 * @param {{value: string, text: object, note?: object}[]} options
 * @param {string} chosen
 * @param {(value: string) => void} onChoose
 */
export const choice = (name, legend, options, chosen, onChoose) => h('fieldset', { class: 'field' },
  h('legend', { class: 'app-legend' }, legend),
  h('div', { class: 'choices' }, options.map(({ value, text, note }) => h('label', { class: 'choice' },
    h('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => onChoose(value) }),
    h('span', {}, text), note ? h('span', { class: 'hint' }, note) : null))));

/**
 * A form whose fields are judged before it is sent; the first wrong one gets the focus. What the service refuses stands above the button.
 * @param {ReturnType<typeof field>[]} fields
 * @param {object} submitLabel
 * @param {() => Promise<void>} send
 * @param {string} [testId] of the button
 */
export function form(fields, submitLabel, send, testId = 'submit') {
  const told = h('div', { role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'button primary wide', 'data-testid': testId }, submitLabel);
  return h('form', {
    novalidate: true, class: 'stack',
    onsubmit: async (event) => {
      event.preventDefault();
      told.replaceChildren();
      const wrong = fields.filter((one) => one.judge() !== null);
      if (wrong.length > 0) {
        wrong[0].input.focus();
        return;
      }
      await during(submit, told, send);
    },
  }, fields.map((one) => one.element), told, submit);
}

/**
 * Does something that asks the service: the control is off meanwhile, and a refusal is told.
 * @param {HTMLButtonElement} control
 * @param {HTMLElement} told where a refusal goes
 * @param {() => Promise<void>} work
 */
export async function during(control, told, work) {
  if (control.getAttribute('aria-disabled') === 'true') return;
  setAttribute(control, 'aria-disabled', 'true');
  told.replaceChildren();
  try {
    await work();
  } catch (error) {
    told.replaceChildren(problem(error));
  } finally {
    setAttribute(control, 'aria-disabled', null);
  }
}

/** A button that asks the service, with the place where a refusal is told. `testId` names it in both languages. */
export function asking(pair, work, kind = 'primary wide', testId = null) {
  const told = h('div', { role: 'alert' });
  const control = button(pair, () => during(control, told, work), kind, testId);
  return h('div', { class: 'stack tight app-asking' }, told, control);
}
