/** The first page: what this is, and its two ways in. */

import { h, icon, put, setAttribute } from './shared/dom.js';
import { language, onLanguage, setLanguage } from './shared/i18n.js';

const WAYS = [
  {
    href: 'phone/',
    icon: 'phone',
    title: { en: 'A phone', zh: '手机' },
    text: {
      en: 'Without papers? Apply, look into the camera, show the code: the ride ID and the driving licence, in your hand.',
      zh: '忘带证件？申请、实人核验、出示二维码：乘车身份证明与驾驶证电子版。',
    },
  },
  {
    href: 'station/',
    icon: 'gate',
    title: { en: 'The station', zh: '车站' },
    text: {
      en: 'Phones, gates and head office at a glance. Hold a phone to a scanner, cheat, break things, and see what happens.',
      zh: '手机、闸机与总部一目了然。刷码过闸，尝试作弊与破坏，看会发生什么。',
    },
  },
];

const toggle = h('button', { type: 'button', class: 'button plain landing-language', 'data-testid': 'language',
  onclick: () => setLanguage(language() === 'en' ? 'zh-CN' : 'en') });
const draw = () => {
  put(toggle, icon('language'), language() === 'en' ? '中文' : 'English');
  setAttribute(toggle, 'lang', language() === 'en' ? 'zh-CN' : 'en');
};
onLanguage(draw);
draw();

document.body.prepend(
  h('header', { class: 'landing-head' }, toggle, h('h1', {}, 'TempIdentity'), h('p', {}, {
    en: 'Electronic temporary ride ID and electronic driving licence, checked offline',
    zh: '电子临时乘车身份证明与驾驶证电子版离线核验',
  })),
  h('main', { class: 'landing-ways' }, WAYS.map(way =>
    h('a', { class: 'landing-way card', href: way.href, 'data-testid': `to-${way.icon}` },
      h('span', { class: 'landing-icon' }, icon(way.icon)), h('h2', {}, way.title), h('p', { class: 'muted' }, way.text)))),
  h('footer', { class: 'landing-foot muted small' }, h('p', {}, {
    en: 'Simulated: people, a camera that sees what you say, SMS that nobody sends. Real: the rules and the gates’ software.',
    zh: '模拟：人员、由您指定所见的摄像头、并未发送的短信。真实：规则与闸机软件。',
  })));
