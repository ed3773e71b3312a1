/**
 * Two languages. A text is an object `{en, zh}`; the language is the page's, kept in localStorage, and followed by every open page and
 * frame of this host. The first choice is the frame's parent's, then the visitor's earlier one, then the browser's. `?lang=zh-CN` or
 * `?lang=en` in the address wins and is not kept.
 */

const KEY = 'language';
const LANGUAGES = ['zh-CN', 'en'];

const listeners = new Set();
const given = known(new URLSearchParams(location.search).get('lang'));
let current = given ?? ofParent() ?? known(localStorage.getItem(KEY)) ?? ofBrowser();

document.documentElement.lang = current;
addEventListener('storage', (event) => {
  const chosen = event.key === KEY ? known(event.newValue) : null;
  if (chosen && !given) apply(chosen);
});

/** @returns {'zh-CN'|'en'} the language that the page speaks now. */
export function language() {
  return current;
}

/** Changes the language of all pages, and keeps it. @param {'zh-CN'|'en'} chosen Throws RangeError for any other. */
export function setLanguage(chosen) {
  if (!known(chosen)) throw new RangeError('Languages are zh-CN and en.');
  localStorage.setItem(KEY, chosen);
  apply(chosen);
}

/** The text in the page's language. @param {{en: string, zh: string}|string} text A string is the same in both. */
export function say(text) {
  if (typeof text === 'string') return text;
  return current === 'en' ? text.en : text.zh;
}

/**
 * Calls back after each change of language.
 * @param {(language: 'zh-CN'|'en') => void} listener
 * @returns {() => void} ends it.
 */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function apply(chosen) {
  if (chosen === current) return;
  current = chosen;
  document.documentElement.lang = chosen;
  for (const listener of [...listeners]) listener(chosen);
}

function known(name) {
  return LANGUAGES.includes(name) ? name : null;
}

function ofParent() {
  return parent === window ? null : known(parent.document.documentElement.lang);
}

function ofBrowser() {
  return navigator.languages.some((name) => name.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en';
}
