/** What the page itself has to say: one line for what was done, one for what could not be done and the next step. */
import { Refused, Unreachable } from '../shared/api.js';
import { h } from '../shared/dom.js';
import { joined, resay, said, same, set } from './view.js';

const done = said('p', { class: 'said-line', role: 'status' }, same(''));
const failed = said('p', { class: 'said-line failed', role: 'alert' }, same(''));

/** Seen and not spoken: what another live region of the page says in the same moment. */
const seen = said('p', { class: 'said-line', 'aria-hidden': 'true' }, same(''));

/** The lines, one at a time in one bar. */
export function notices() {
  return h('div', { class: 'notices' }, done, failed, seen);
}

/**
 * Says what was done.
 * @param {{en: string, zh: string}} pair
 */
export function notice(pair) {
  show(done, pair, 'done');
}

/**
 * Says what could not be done, and what to do next.
 * @param {{en: string, zh: string}} pair
 */
export function failure(pair) {
  show(failed, pair, 'failed');
}

/**
 * Shows what the verdict's own live region speaks.
 * @param {{en: string, zh: string}} pair
 * @param {string} answer of the verdict
 */
export function verdictNotice(pair, answer) {
  show(seen, pair, answer);
}

function show(line, pair, kind) {
  for (const each of [done, failed, seen]) resay(each, each === line ? pair : same(''));
  set(line.parentElement, 'data-kind', kind);
}

/**
 * Says why a request was refused or did not arrive. A defect of the page is thrown on.
 * @param {unknown} error what `call` of `shared/api.js` threw
 */
export function refusal(error) {
  if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
  failure(joined([error.title, error.nextStep], { en: ' – ', zh: '：' }));
}
