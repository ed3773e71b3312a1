/** What the page itself has to say: one line for what was done, one for what could not be done and the next step. */
import { Refused, Unreachable } from '../shared/api.js';
import { h } from '../shared/dom.js';
import { joined, resay, said, same, set } from './view.js';

const done = said('p', { class: 'said-line', role: 'status' }, same(''));
const failed = said('p', { class: 'said-line failed', role: 'alert' }, same(''));

/** The two lines, side by side in one bar. */
export function notices() {
  return h('div', { class: 'notices' }, done, failed);
}

/**
 * Says what was done.
 * @param {{en: string, zh: string}} pair
 */
export function notice(pair) {
  resay(failed, same(''));
  resay(done, pair);
  set(done.parentElement, 'data-kind', 'done');
}

/**
 * Says what could not be done, and what to do next.
 * @param {{en: string, zh: string}} pair
 */
export function failure(pair) {
  resay(done, same(''));
  resay(failed, pair);
  set(failed.parentElement, 'data-kind', 'failed');
}

/**
 * Says why a request was refused or did not arrive. A defect of the page is thrown on.
 * @param {unknown} error what `call` of `shared/api.js` threw
 */
export function refusal(error) {
  if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
  failure(joined([error.title, error.nextStep], { en: ' – ', zh: '：' }));
}
