/** The strip at the top of the phone: its clock, its network, the language. */

import { h, icon, put, setAttribute } from '../shared/dom.js';
import { language } from '../shared/i18n.js';

const TICK_MS = 1_000;
const CHINA = 'Asia/Shanghai';

/**
 * @param {import('./device.js').Device} device
 * @param {() => void} onLanguage
 */
export function statusBar(device, onLanguage) {
  const time = h('time', { class: 'digits', 'data-testid': 'phone-time' });
  const network = h('span', { class: 'phone-network', role: 'status' });
  const words = h('button', { type: 'button', class: 'button plain', 'data-testid': 'phone-language', onclick: onLanguage });
  const tick = () => {
    const now = new Date(device.clock.now());
    const text = now.toLocaleTimeString('zh-CN', { timeZone: CHINA, hour12: false });
    if (time.textContent !== text) time.textContent = text;
    time.classList.toggle('wrong', device.woundSeconds !== 0);
  };
  const draw = () => {
    const on = device.network.on;
    if (network.dataset.on !== String(on)) {
      network.dataset.on = String(on);
      put(network, icon(on ? 'network' : 'offline'), on ? { en: 'Network', zh: '网络正常' } : { en: 'No network', zh: '无网络' });
    }
    put(words, icon('language'), language() === 'en' ? '中文' : 'English');
    words.setAttribute('lang', language() === 'en' ? 'zh-CN' : 'en');
    setAttribute(time, 'aria-label', { en: 'The phone’s clock', zh: '手机时钟' });
    tick();
  };
  draw();
  setInterval(tick, TICK_MS);
  return { element: h('header', { class: 'phone-status' }, time, network, words), draw };
}
