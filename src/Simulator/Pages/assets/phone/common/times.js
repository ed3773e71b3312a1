// Instants as the apps have them, in milliseconds or as the services write them, in the words of shared/format.js.

import { dateOf, dateTimeOf, minuteOf } from '../../shared/format.js';

/** @param {number|string} instant milliseconds, or an RFC 3339 text @returns {number} milliseconds since 1970 */
export const toMs = (instant) => (typeof instant === 'number' ? instant : Date.parse(instant));

/** @param {number|string} instant @returns {string} such as 2026-11-25 */
export const day = (instant) => dateOf(toMs(instant));

/** @param {number|string} instant @returns {string} such as 09:30 */
export const minute = (instant) => minuteOf(toMs(instant));

/** @param {number|string} instant @returns {string} such as 2026-11-25 09:30:07 */
export const second = (instant) => dateTimeOf(toMs(instant));

/** @param {number|string} instant @returns {string} such as 2026-11-25 09:30 */
export const dayAndMinute = (instant) => `${day(instant)} ${minute(instant)}`;

/** The last day of a validity whose end is exclusive. @param {string} until @returns {string} */
export const lastDay = (until) => day(toMs(until) - 1);
