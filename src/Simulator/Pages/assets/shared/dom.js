/**
 * Builds elements without markup: text can never become a tag. A text `{en, zh}`, as a child or as an attribute's value, follows the
 * page's language for as long as its element lives.
 */

import { onLanguage, say } from './i18n.js';

/** Texts on the page that follow the language: their owners are held weakly, so that a screen that is gone costs nothing. */
const texts = new Set();
let sweepAt = 1024;

onLanguage(() => {
  for (const entry of texts) {
    const owner = entry.owner.deref();
    if (owner) entry.write(owner);
    else texts.delete(entry);
  }
});

/**
 * An element.
 * @param {string} tag
 * @param {object} [attributes] `onclick: fn` listens; `true` is an attribute without value; `false`, `null` and `undefined` are none;
 *   `{en, zh}` follows the language; `value` and `checked` are the control's own.
 * @param {...(Node|string|number|{en: string, zh: string}|null|false|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. @returns {SVGElement} */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** A decorative icon of `shared/icons` in the colour of the text around it. @param {string} name @param {string} [more] classes. */
export function icon(name, more = '') {
  return h('span', { class: `icon icon-${name} ${more}`.trim(), 'aria-hidden': 'true' });
}

/** Puts children in the place of what an element holds. Returns the element. */
export function put(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** Makes a text an element's whole content, without touching the page when it is there already. */
export function setText(element, text) {
  const entry = followed.get(element);
  if (entry) {
    if (entry.text === text) return;
    texts.delete(entry);
    followed.delete(element);
  }
  const write = (owner) => {
    if (owner.textContent !== say(text)) owner.textContent = say(text);
  };
  write(element);
  if (typeof text === 'object') followed.set(element, follow(element, write, text));
}

/** Sets, or with null removes, an attribute; a text `{en, zh}` as value follows the language. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (typeof value === 'object') {
    const write = (owner) => owner.setAttribute(name, say(value));
    write(element);
    follow(element, write, value);
  } else element.setAttribute(name, value === true ? '' : String(value));
}

/** True for a text in two languages. */
export function isText(value) {
  return value !== null && typeof value === 'object' && typeof value.en === 'string' && typeof value.zh === 'string';
}

const followed = new WeakMap();

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on') && typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked') element[name] = value;
    else setAttribute(element, name, value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else if (child instanceof Node) element.append(child);
    else if (isText(child)) element.append(textNode(child));
    else element.append(document.createTextNode(String(child)));
  }
}

function textNode(text) {
  const node = document.createTextNode(say(text));
  follow(node, (owner) => { owner.data = say(text); }, text);
  return node;
}

function follow(owner, write, text) {
  const entry = { owner: new WeakRef(owner), write, text };
  texts.add(entry);
  if (texts.size > sweepAt) sweep();
  return entry;
}

function sweep() {
  for (const entry of texts) if (!entry.owner.deref()) texts.delete(entry);
  sweepAt = Math.max(1024, texts.size * 2);
}
