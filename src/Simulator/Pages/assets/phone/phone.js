/** The phone's page: a phone with two apps, its own clock and its own network. One phone is one address: `/phone/?phone=ID`. */

import { isPhoneId, newPhoneId } from '../shared/store.js';
import { onLanguage } from '../shared/i18n.js';
import { worldClock } from '../shared/world-clock.js';
import { setText } from '../shared/dom.js';
import { Device } from './device.js';
import { Shell } from './shell.js';

const device = new Device(idOf(location));
const shell = new Shell(device);

document.body.prepend(shell.element);
setText(document.querySelector('title'), { en: 'Phone · TempIdentity', zh: '手机 · TempIdentity' });
onLanguage(() => shell.redraw());
worldClock.onJump(() => shell.wake());
device.onChange(() => shell.wake());
addEventListener('online', () => shell.wake());
await worldClock.start();
shell.resume();

/**
 * What the page that holds this phone in a frame may ask and do; nothing here tells a name, a number or a token.
 * @type {object}
 */
window.tempIdentityPhone = {
  /** `{id, label, app, form, showing, code_made_at (ms), network, wound_s}` */
  state: () => ({ id: device.id, ...shell.state(), network: device.network.on, wound_s: device.woundSeconds }),
  /** The code on the screen, or null. */
  codeText: () => shell.codeText(),
  /** A picture of the code on the screen. @returns {Promise<Blob|null>} */
  codePng: () => shell.codePng(),
  /** Cuts or mends the phone's own network. @param {boolean} on */
  setNetwork: on => device.setNetwork(on),
  /** Sets the phone's clock so many seconds on, or with a minus back, from where it stands. @param {number} seconds */
  windClock: seconds => device.wind(seconds),
  /** Calls back when `state()` may say something else. @param {() => void} listener */
  onChange(listener) {
    device.onChange(listener);
    shell.onChange(listener);
  },
  /**
   * From nothing to a code on the screen, by the same calls as by hand.
   * @param {'ride-id'|'licence'} kind @param {'entry'|'exit'} [use] what the ticket is for
   */
  quickStart: (kind, use) => shell.quickStart(kind, use),
};

/** The id of the address; a phone without one gets one, and keeps it when the page is loaded anew. */
function idOf(address) {
  const query = new URLSearchParams(address.search);
  if (isPhoneId(query.get('phone'))) return query.get('phone');
  query.set('phone', newPhoneId());
  history.replaceState(null, '', `?${query}`);
  return query.get('phone');
}
