/** What all parts of the station's page build with: texts that follow the chosen language, and the world's clock. */
import { h, setAttribute, setText } from '../shared/dom.js';
import { dateOf, timeOf } from '../shared/format.js';

/** What each element is named, so that the same name is not given twice. */
const labels = new WeakMap();

/**
 * An element whose text follows the language.
 * @param {string} tag
 * @param {Object} attributes
 * @param {{en: string, zh: string}|string} text
 * @returns {HTMLElement}
 */
export function said(tag, attributes, text) {
  return resay(h(tag, attributes), text);
}

/**
 * Gives an element another text. Nothing is touched when it says that already, so that a live region speaks of changes only.
 * @param {HTMLElement} element
 * @param {{en: string, zh: string}|string} text
 * @returns {HTMLElement} the same element
 */
export function resay(element, text) {
  setText(element, text);
  return element;
}

/**
 * Names an element for screen readers.
 * @param {HTMLElement} element
 * @param {{en: string, zh: string}} pair
 * @returns {HTMLElement} the same element
 */
export function labelled(element, pair) {
  const before = labels.get(element);
  if (before?.en === pair.en && before?.zh === pair.zh) return element;
  labels.set(element, pair);
  setAttribute(element, 'aria-label', pair);
  return element;
}

/**
 * A button that says a pair.
 * @param {{en: string, zh: string}} pair
 * @param {() => void} onPress
 * @param {Object} attributes
 * @returns {HTMLButtonElement}
 */
export function button(pair, onPress, attributes = {}) {
  const element = said('button', { type: 'button', ...attributes }, pair);
  element.addEventListener('click', onPress);
  return element;
}

/**
 * Sets an attribute only when it differs.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Joins pairs with a separator in each language.
 * @param {{en: string, zh: string}[]} pairs
 * @param {{en: string, zh: string}} separator
 */
export function joined(pairs, separator = { en: ', ', zh: '，' }) {
  return { en: pairs.map(pair => pair.en).join(separator.en), zh: pairs.map(pair => pair.zh).join(separator.zh) };
}

/** A text that is the same in both languages. */
export const same = text => ({ en: String(text), zh: String(text) });

/**
 * Hours, minutes and seconds.
 * @param {number|string} at Unix milliseconds, or an ISO 8601 text
 * @returns {string}
 */
export function clockText(at) {
  return timeOf(Number(new Date(at)));
}

/**
 * The day.
 * @param {number|string} at
 * @returns {string} such as 2026-11-25
 */
export function dayText(at) {
  return dateOf(Number(new Date(at)));
}

/**
 * A length of time in words, rounded down.
 * @param {number} seconds
 * @returns {{en: string, zh: string}}
 */
export function lengthText(seconds) {
  const sign = seconds < 0 ? '−' : '';
  const whole = Math.floor(Math.abs(seconds));
  if (whole < 120) return { en: `${sign}${whole} s`, zh: `${sign}${whole} 秒` };
  if (whole < 7200) return { en: `${sign}${Math.floor(whole / 60)} min`, zh: `${sign}${Math.floor(whole / 60)} 分钟` };
  if (whole < 172800) return { en: `${sign}${Math.floor(whole / 3600)} h`, zh: `${sign}${Math.floor(whole / 3600)} 小时` };
  return { en: `${sign}${Math.floor(whole / 86400)} days`, zh: `${sign}${Math.floor(whole / 86400)} 天` };
}
