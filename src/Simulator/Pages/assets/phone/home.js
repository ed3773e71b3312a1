/** The phone's home screen: its two apps, and what a visitor may do to the phone itself. */

import { h, icon } from '../shared/dom.js';
import { APPS } from './apps.js';

const WINDS = [
  { seconds: 60, text: { en: '+1 min', zh: '+1分' } },
  { seconds: 300, text: { en: '+5 min', zh: '+5分' } },
  { seconds: -60, text: { en: '−1 min', zh: '−1分' } },
  { seconds: -300, text: { en: '−5 min', zh: '−5分' } },
];

/**
 * @param {import('./device.js').Device} device
 * @param {(app: object) => void} open
 */
export function homeScreen(device, open) {
  return h('div', { class: 'phone-home stack' },
    h('h1', { class: 'visually-hidden' }, { en: 'Home screen', zh: '主屏幕' }),
    h('ul', { class: 'phone-apps' }, APPS.map(app => h('li', {},
      h('button', { type: 'button', class: `phone-app-button app-${app.name}`, 'data-app': app.name,
        'data-testid': `open-${app.name}`, onclick: () => open(app) },
        h('span', { class: 'phone-app-icon' }, icon(app.icon)),
        h('span', { class: 'phone-app-words' }, h('strong', {}, app.title), h('span', {}, app.about)))))),
    settings(device));
}

function settings(device) {
  const network = h('button', { type: 'button', class: 'switch', role: 'switch', 'data-testid': 'phone-network',
    onclick: () => device.setNetwork(!device.network.on) }, { en: 'Network', zh: '网络' });
  const wound = h('p', { class: 'muted small', 'data-testid': 'phone-wound' });
  const draw = () => {
    network.setAttribute('aria-checked', String(device.network.on));
    wound.replaceChildren(woundText(device.woundSeconds));
  };
  device.onChange(draw);
  draw();
  return h('section', { class: 'card phone-settings', 'aria-labelledby': 'phone-settings' },
    h('div', { class: 'row' }, h('h2', { id: 'phone-settings', class: 'grow' }, { en: 'This phone', zh: '这部手机' }),
      h('span', { class: 'tag simulated' }, { en: 'simulation', zh: '模拟' })),
    network,
    h('p', { class: 'muted small' }, {
      en: 'Off: nothing is sent or received. A code bound to this phone goes on renewing until its 30 minutes end.',
      zh: '关闭后不收发数据。绑定本机的二维码在30分钟内仍会更新。',
    }),
    h('div', { class: 'row', role: 'group', 'aria-label': { en: 'Set the clock', zh: '拨动时钟' } },
      WINDS.map(one => h('button', { type: 'button', class: 'button', onclick: () => device.wind(one.seconds) }, one.text))),
    wound);
}

function woundText(seconds) {
  const text = seconds === 0
    ? { en: 'The clock is right', zh: '时钟准确' }
    : seconds > 0
      ? { en: `The clock is ${seconds} s ahead`, zh: `时钟快${seconds}秒` }
      : { en: `The clock is ${-seconds} s behind`, zh: `时钟慢${-seconds}秒` };
  return h('span', {}, text);
}
