/** The apps of the phone. Each is a module with `mount(root, phone)`; ride/app.js says what it is given and what it gives. */

import { mount as mountLicence } from './licence/app.js';
import { mount as mountRide } from './ride/app.js';

/** @type {{name: string, kind: 'ride-id'|'licence', icon: string, title: {en, zh}, about: {en, zh}, mount: Function}[]} */
export const APPS = [
  {
    name: 'ride',
    kind: 'ride-id',
    icon: 'train',
    title: { en: 'Railway 12306', zh: '铁路12306' },
    about: { en: 'Electronic temporary ride ID', zh: '电子临时乘车身份证明' },
    mount: mountRide,
  },
  {
    name: 'licence',
    kind: 'licence',
    icon: 'car',
    title: { en: 'Traffic police 12123', zh: '交管12123' },
    about: { en: 'Electronic driving licence', zh: '驾驶证电子版' },
    mount: mountLicence,
  },
];

/** The app that shows a kind of credential. Throws RangeError for another kind. */
export function appOfKind(kind) {
  const app = APPS.find(one => one.kind === kind);
  if (!app) throw new RangeError('Kinds are ride-id and licence.');
  return app;
}
