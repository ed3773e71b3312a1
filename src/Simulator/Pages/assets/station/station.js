/** The station's page: phones on the left, gates in the middle, head office's books on the right, and all the ways to cheat beneath. */
import { h } from '../shared/dom.js';
import { language, onLanguage, setLanguage } from '../shared/i18n.js';
import { connectionBar, listen } from '../shared/events.js';
import { books } from './books.js';
import { cheats } from './cheats.js';
import { current, take } from './feed.js';
import { header, tickClock } from './header.js';
import { holdTo } from './hold.js';
import { keys } from './keys.js';
import { lanes } from './lanes.js';
import { notices } from './notices.js';
import { allPhones, chooseBeside, chosenPhone, onPhones, phones } from './phones.js';
import { tabs } from './tabs.js';
import { takeShot, tickTray, tray } from './tray.js';
import { trials } from './trials.js';
import { verdicts } from './verdict.js';
import { button, labelled, resay, said } from './view.js';

const TICK_MS = 1000;
const TITLE = { en: 'The station · TempIdentity', zh: '车站 · TempIdentity' };

function build() {
  const { helpButton, dialog } = keys({ onHold: holdTo, onShot: takeShot });
  const left = h('div', { class: 'left', id: 'part-phones' }, phones({ onShot: takeShot }), tray());
  const middle = h(
    'div',
    { class: 'middle', id: 'part-gates' },
    section('gates', { en: 'Gates', zh: '闸机' }, held(), lanes(holdTo)),
    verdicts()
  );
  const right = h('div', { class: 'right', id: 'part-books' }, books());
  const below = h('div', { class: 'below', id: 'part-cheats' }, cheats(), trials());
  const row = tabs([
    { name: 'gates', title: { en: 'Gates', zh: '闸机' }, panels: [middle] },
    { name: 'phones', title: { en: 'Phones', zh: '手机' }, panels: [left] },
    { name: 'cheats', title: { en: 'Cheat', zh: '作弊' }, panels: [below] },
    { name: 'books', title: { en: 'Books', zh: '账本' }, panels: [right] },
  ]);
  document.body.append(
    header([helpButton, languageButton()]),
    h('main', {}, h('div', { class: 'bars' }, notices(), row.element), h('div', { class: 'parts' }, left, middle, right, below)),
    dialog
  );
}

function section(name, title, ...content) {
  return h('section', { class: name, 'aria-labelledby': `${name}-heading` }, said('h2', { id: `${name}-heading` }, title), ...content);
}

/** Which phone is held up next, beside the gates: seen on narrow screens too, where the phones are on another tab. */
function held() {
  const name = said('strong', {}, { en: '', zh: '' });
  const before = labelled(
    button({ en: '‹', zh: '‹' }, () => chooseBeside(-1), { class: 'quiet' }),
    { en: 'Choose the phone before', zh: '上一部手机' }
  );
  const next = labelled(
    button({ en: '›', zh: '›' }, () => chooseBeside(1), { class: 'quiet' }),
    { en: 'Choose the next phone', zh: '下一部手机' }
  );
  onPhones(() => {
    resay(name, chosenPhone()?.name() ?? { en: 'none yet', zh: '暂无' });
    before.disabled = next.disabled = allPhones().length < 2;
  });
  return h('p', { class: 'held' }, said('span', {}, { en: 'Phone in hand:', zh: '手持手机：' }), before, name, next);
}

function languageButton() {
  const press = h('button', { type: 'button', class: 'quiet', id: 'language' });
  const show = () => {
    const isChinese = language() === 'zh-CN';
    press.textContent = isChinese ? 'English' : '中文';
    press.lang = isChinese ? 'en' : 'zh-CN';
    document.title = isChinese ? TITLE.zh : TITLE.en;
  };
  press.addEventListener('click', () => setLanguage(language() === 'zh-CN' ? 'en' : 'zh-CN'));
  onLanguage(() => {
    show();
    if (current()) take(current());
  });
  show();
  return press;
}

build();
document.body.prepend(connectionBar(listen('/station/v1/events', { state: take })));
setInterval(() => {
  tickClock();
  tickTray();
  for (const card of allPhones()) card.tick();
}, TICK_MS);
