/** The visitor's phones: as many as one likes, each the phone's own page in a frame. They stay over a reload of the page. */
import { h } from '../shared/dom.js';
import { isPhoneId, newPhoneId } from '../shared/store.js';
import { current } from './feed.js';
import { phoneCard } from './phone-card.js';
import { notice, failure, refusal } from './notices.js';
import { button, said } from './view.js';

/** Phones on one page at most: each is a page of its own. */
export const PHONES_MAX = 24;
const KEPT = 'temp-identity.station.phones';
const KEPT_CHOICE = 'temp-identity.station.chosen-phone';

/** @type {Map<string, object>} cards by phone id, in the order in which they were added */
const cards = new Map();
let chosenId = null;
const listeners = new Set();
const list = h('ol', { class: 'phone-list' });
const empty = said(
  'p',
  { class: 'empty' },
  {
    en: 'No phone yet. “Add a traveller” gives you one with a ticket and a code.',
    zh: '还没有手机。点“添加旅客”，即可得到一部带车票和二维码的手机。',
  }
);

/**
 * The panel of phones.
 * @param {{onShot: (card: object) => void}} actions
 * @returns {HTMLElement}
 */
export function phones(actions) {
  const use = h(
    'select',
    { id: 'new-use', 'aria-labelledby': 'new-use-label' },
    said('option', { value: 'entry' }, { en: 'to enter', zh: '进站' }),
    said('option', { value: 'exit' }, { en: 'to leave', zh: '出站' })
  );
  const section = h(
    'section',
    { class: 'phones', 'aria-labelledby': 'phones-heading' },
    said('h2', { id: 'phones-heading' }, { en: 'Phones', zh: '手机' }),
    h(
      'div',
      { class: 'add-phones' },
      button({ en: 'Add a traveller', zh: '添加旅客' }, () => add('ride-id', use.value, actions), { class: 'primary add-traveller' }),
      h('span', { class: 'new-use' }, said('label', { id: 'new-use-label', for: 'new-use' }, { en: 'ticket', zh: '车票' }), use),
      button({ en: 'Add a driver', zh: '添加驾驶人' }, () => add('licence', null, actions), { class: 'add-driver' }),
      button({ en: 'Add an empty phone', zh: '添加空手机' }, () => add(null, null, actions), { class: 'quiet add-empty' })
    ),
    empty,
    list
  );
  for (const { id, number } of keptPhones()) put(id, number, actions);
  choose(localStorage.getItem(KEPT_CHOICE) ?? [...cards.keys()][0] ?? null);
  return section;
}

/** The phone that is held to scanners; null when there is none. */
export function chosenPhone() {
  return cards.get(chosenId) ?? null;
}

/** All phones of this page. */
export function allPhones() {
  return [...cards.values()];
}

/**
 * Calls when phones come, go, change or another is chosen.
 * @param {() => void} listener
 */
export function onPhones(listener) {
  listeners.add(listener);
  listener();
}

/**
 * Chooses the phone that is held to scanners.
 * @param {string|null} id
 */
export function choose(id) {
  chosenId = cards.has(id) ? id : ([...cards.keys()][0] ?? null);
  if (chosenId) localStorage.setItem(KEPT_CHOICE, chosenId);
  for (const card of cards.values()) card.setChosen(card.id === chosenId);
  tell();
}

/**
 * Chooses the next phone, or the one before.
 * @param {1|-1} step
 */
export function chooseBeside(step) {
  const ids = [...cards.keys()];
  if (ids.length === 0) return;
  choose(ids[(ids.indexOf(chosenId) + step + ids.length) % ids.length]);
  const card = chosenPhone();
  card.element.scrollIntoView({ block: 'nearest' });
  notice({ en: `Chosen: ${card.name().en}`, zh: `已选：${card.name().zh}` });
}

async function add(kind, use, actions) {
  if (cards.size >= PHONES_MAX) {
    failure({ en: `${PHONES_MAX} phones are enough for one page: remove one first`, zh: `一页最多${PHONES_MAX}部手机：请先移除一部` });
    return;
  }
  const card = put(newPhoneId(), nextNumber(), actions);
  choose(card.id);
  if (!kind) {
    card.setLarge(true);
    return;
  }
  card.setBusy({ en: 'Applying, real-person check, ticket…', zh: '正在申请、实人核验、购票…' });
  try {
    await card.quickStart(kind, use);
    const lane = laneFor(kind, use);
    notice({
      en: `${card.name().en} is ready: press ${lane} to hold the phone to lane ${lane}`,
      zh: `${card.name().zh} 已就绪：按 ${lane} 将手机对准${lane}号通道`,
    });
  } catch (error) {
    refusal(error);
  } finally {
    card.setBusy(null);
  }
}

/** The key of the first lane that this person wants: the roadside, out, or in. */
function laneFor(kind, use) {
  const direction = kind === 'licence' ? 'none' : use;
  return Math.max(0, current()?.lanes.findIndex(lane => lane.direction === direction) ?? 0) + 1;
}

function put(id, number, actions) {
  const card = phoneCard(id, number, { onChoose: choose, onLarge: onlyLarge, onRemove: remove, onShot: actions.onShot, onChange: tell });
  cards.set(id, card);
  list.append(card.element);
  keep();
  return card;
}

/** One is large at a time. */
function onlyLarge(id) {
  for (const card of cards.values()) if (card.id !== id) card.setLarge(false);
}

function remove(id) {
  const card = cards.get(id);
  const beside = card.element.nextElementSibling ?? card.element.previousElementSibling;
  cards.delete(id);
  card.element.remove();
  keep();
  if (chosenId === id) choose(beside?.dataset.phone ?? null);
  else tell();
  (beside?.querySelector('button') ?? document.querySelector('.add-traveller')).focus();
  notice({ en: 'Phone removed from this page', zh: '已从本页移除手机' });
}

function keep() {
  localStorage.setItem(KEPT, JSON.stringify([...cards.values()].map(({ id, number }) => ({ id, number }))));
  empty.hidden = cards.size > 0;
}

function keptPhones() {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
  return kept.filter(({ id, number }) => isPhoneId(id) && Number.isSafeInteger(number)).slice(0, PHONES_MAX);
}

/** Numbers are not given twice while a higher one is there, so that a name does not change hands. */
function nextNumber() {
  return Math.max(0, ...[...cards.values()].map(card => card.number)) + 1;
}

function tell() {
  for (const listener of listeners) listener();
}
