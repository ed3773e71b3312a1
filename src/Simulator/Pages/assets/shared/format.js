/** Times as people read them; all in China's time zone, as the railway's and the police's are. */

import { language } from './i18n.js';

const ZONE = 'Asia/Shanghai';

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const short = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** `08:05:09`. @param {number} ms since 1970. */
export const timeOf = (ms) => clock.format(ms);

/** `08:05`. @param {number} ms since 1970. */
export const minuteOf = (ms) => short.format(ms);

/** `2026-11-25`. @param {number} ms since 1970. */
export const dateOf = (ms) => day.format(ms);

/** `2026-11-25 08:05:09`. @param {number} ms since 1970. */
export const dateTimeOf = (ms) => `${dateOf(ms)} ${timeOf(ms)}`;

/** A countdown: `29:59`, or `23:59:59` from an hour on; `00:00` below zero. @param {number} ms what is left; a begun second counts. */
export function countdown(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  if (hours > 0) parts.unshift(hours);
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** A duration in words, `2 min 5 s`. @param {number} ms */
export function duration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const units = language() === 'en' ? [' h', ' min', ' s'] : [' 小时', ' 分', ' 秒'];
  const parts = [[h, units[0]], [m, units[1]], [s, units[2]]].filter(([value]) => value > 0);
  if (parts.length === 0) return `0${units[2]}`;
  return parts.slice(0, 2).map(([value, unit]) => value + unit).join(' ');
}
