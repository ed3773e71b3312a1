/** The phone's home screen: its two apps, and what a visitor may do to the phone's clock. */

import { h, icon, setText } from '../shared/dom.js';
import { APPS } from './apps.js';
import { woundWords } from './status-bar.js';

const WINDS = [
  { seconds: -300, sign: '−5', words: { en: '5 minutes back', zh: '拨慢5分钟' } },
  { seconds: -60, sign: '−1', words: { en: '1 minute back', zh: '拨慢1分钟' } },
  { seconds: 60, sign: '+1', words: { en: '1 minute ahead', zh: '拨快1分钟' } },
  { seconds: 300, sign: '+5', words: { en: '5 minutes ahead', zh: '拨快5分钟' } },
];

/** What a button shows comes first in what it is called (WCAG 2.5.3). */
const spoken = ({ sign, words }) => ({ en: `${sign} min: ${words.en}`, zh: `${sign}分：${words.zh}` });

/**
 * @param {import('./device.js').Device} device
 * @param {(app: object) => void} open
 * @returns {{element: HTMLElement, end: () => void}} `end` when another screen takes its place
 */
export function homeScreen(device, open) {
  const clock = clockSettings(device);
  const end = device.onChange(clock.draw);
  clock.draw();
  const element = h('div', { class: 'phone-home stack' },
    h('h1', { class: 'visually-hidden' }, { en: 'Home screen', zh: '主屏幕' }),
    h('ul', { class: 'phone-apps' }, APPS.map(app => h('li', {},
      h('button', { type: 'button', class: `phone-app-button app-${app.name}`, 'data-app': app.name,
        'data-testid': `open-${app.name}`, onclick: () => open(app) },
        h('span', { class: 'phone-app-icon' }, icon(app.icon)),
        h('span', { class: 'phone-app-words' }, h('strong', {}, app.title), h('span', {}, app.about)))))),
    clock.element);
  return { element, end };
}

/** A real phone's clock may be wrong: here it is set wrong on purpose. */
function clockSettings(device) {
  const wound = h('p', { role: 'status', 'data-testid': 'phone-wound' });
  const right = h('button', { type: 'button', class: 'button', 'data-testid': 'phone-clock-right',
    onclick: () => device.wind(-device.woundSeconds) }, { en: 'Set right', zh: '校准' });
  const draw = () => {
    setText(wound, woundWords(device.woundSeconds));
    right.setAttribute('aria-disabled', String(device.woundSeconds === 0));
  };
  const element = h('section', { class: 'card phone-settings', 'aria-labelledby': 'phone-clock' },
    h('div', { class: 'row' }, h('h2', { id: 'phone-clock', class: 'grow' }, { en: 'This phone’s clock', zh: '手机时钟' }),
      h('span', { class: 'tag simulated' }, { en: 'Simulation', zh: '模拟' })),
    wound,
    h('div', { class: 'phone-winds', role: 'group', 'aria-labelledby': 'phone-clock' },
      WINDS.map(one => h('button', { type: 'button', class: 'button digits', 'aria-label': spoken(one),
        'data-testid': `wind-${one.seconds}`, onclick: () => device.wind(one.seconds) },
        { en: `${one.sign} min`, zh: `${one.sign}分` }))),
    right,
    h('p', { class: 'muted small' }, {
      en: 'A code that this phone makes carries the time of its clock: a gate refuses one from too wrong a clock.',
      zh: '本机生成的二维码带有手机时间；时间偏差过大，闸机不予通过。',
    }));
  return { element, draw };
}
