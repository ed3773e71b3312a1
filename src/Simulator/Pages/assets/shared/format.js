/** Times as people read them; all in China's time as the services have it: UTC+8, whatever summer time some year had. */

/** UTC+8: the sign of these names is the other way round (IANA tz, etcetera). */
const ZONE = 'Etc/GMT-8';

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
