// Instants as the app writes them: China's time (UTC+8, no daylight saving), whatever the machine's zone is.

const ZONE_MS = 8 * 3_600_000;
const two = (number) => String(number).padStart(2, '0');

/** @param {number|string} instant milliseconds, or an RFC 3339 text @returns {number} milliseconds since 1970 */
export const toMs = (instant) => (typeof instant === 'number' ? instant : Date.parse(instant));

/** @param {number|string} instant @returns {string} such as 2026-11-25 */
export function day(instant) {
  const at = new Date(toMs(instant) + ZONE_MS);
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}

/** @param {number|string} instant @returns {string} such as 09:30 */
export function minute(instant) {
  const at = new Date(toMs(instant) + ZONE_MS);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** @param {number|string} instant @returns {string} such as 2026-11-25 09:30:07 */
export const second = (instant) => `${day(instant)} ${minute(instant)}:${two(new Date(toMs(instant)).getUTCSeconds())}`;

/** @param {number|string} instant @returns {string} such as 2026-11-25 09:30 */
export const dayAndMinute = (instant) => `${day(instant)} ${minute(instant)}`;

/** The last day of a validity whose end is exclusive. @param {string} until @returns {string} */
export const lastDay = (until) => day(toMs(until) - 1);
