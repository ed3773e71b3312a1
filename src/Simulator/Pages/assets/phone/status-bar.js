/** The strip at the top of the phone: its clock, the switch of its network, the language; below it what is wrong with the phone. */

import { h, icon, put, setAttribute, setText } from '../shared/dom.js';
import { timeOf } from '../shared/format.js';
import { language } from '../shared/i18n.js';

const TICK_MS = 1_000;

/**
 * @param {import('./device.js').Device} device
 * @param {() => void} onLanguage
 */
export function statusBar(device, onLanguage) {
  const time = h('time', { class: 'digits', 'aria-label': { en: 'The phone’s clock', zh: '手机时钟' }, 'data-testid': 'phone-time' });
  const wound = h('span', { class: 'phone-wound digits', 'aria-hidden': 'true' });
  const sign = h('span', { class: 'phone-sign' });
  const network = h('button', { type: 'button', class: 'switch phone-network', role: 'switch', 'data-testid': 'phone-network',
    'aria-label': { en: 'The phone’s network', zh: '手机网络' }, onclick: () => device.setNetwork(!device.network.on) }, sign);
  const words = h('button', { type: 'button', class: 'button plain', 'data-testid': 'phone-language', onclick: onLanguage });
  const faults = h('p', { class: 'phone-faults', role: 'status', 'data-testid': 'phone-faults' });
  const tick = () => setText(time, timeOf(device.clock.now()));
  const draw = () => {
    const { woundSeconds } = device;
    put(sign, icon(device.network.on ? 'network' : 'offline'));
    setAttribute(network, 'aria-checked', String(device.network.on));
    setText(wound, woundSeconds === 0 ? '' : signed(woundSeconds));
    setText(words, language() === 'en' ? '中文' : 'English');
    setAttribute(words, 'lang', language() === 'en' ? 'zh-CN' : 'en');
    setText(faults, faultWords(device.network.on, woundSeconds));
    tick();
  };
  draw();
  setInterval(tick, TICK_MS);
  const strip = h('div', { class: 'phone-status' }, h('span', { class: 'phone-clock' }, time, wound), network, words);
  return { element: h('header', {}, strip, faults), draw };
}

/** How wrong a phone's clock is. @param {number} seconds ahead of the world's, or with a minus behind */
export function woundWords(seconds) {
  if (seconds === 0) return { en: 'The clock is right', zh: '时钟准确' };
  const { en, zh } = lengthWords(Math.abs(seconds));
  return seconds > 0 ? { en: `The clock is ${en} ahead`, zh: `时钟快${zh}` } : { en: `The clock is ${en} behind`, zh: `时钟慢${zh}` };
}

function faultWords(networkOn, woundSeconds) {
  const faults = [];
  if (!networkOn) faults.push({ en: 'No network', zh: '手机未连接网络' });
  if (woundSeconds !== 0) faults.push(woundWords(woundSeconds));
  return { en: faults.map(one => one.en).join(' · '), zh: faults.map(one => one.zh).join(' · ') };
}

function lengthWords(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const en = [minutes > 0 && `${minutes} min`, rest > 0 && `${rest} s`], zh = [minutes > 0 && `${minutes}分`, rest > 0 && `${rest}秒`];
  return { en: en.filter(Boolean).join(' '), zh: zh.filter(Boolean).join('') };
}

/** `+5:00`. */
function signed(seconds) {
  const length = Math.abs(seconds);
  return `${seconds > 0 ? '+' : '−'}${Math.floor(length / 60)}:${String(length % 60).padStart(2, '0')}`;
}
