// The real-person check (实人核验 of R5, 实人认证 of L4) before the simulated camera.

import { h, setAttribute } from '../../shared/dom.js';
import { asking, choice, hint, paragraph, problem, simulated } from './ui.js';
import { drawSight } from './portrait.js';

const SIGHTS = [
  { value: 'pass', text: { en: 'You, in person', zh: '本人' } },
  { value: 'fail', text: { en: 'Somebody else', zh: '他人' } },
  { value: 'spoof', text: { en: 'A picture or film of you', zh: '本人的照片或视频' } },
  { value: 'timeout', text: { en: 'Too dark, until time is up', zh: '光线太暗，直至超时' } },
];

/**
 * The screen of a check. `params.after` is done when it was passed; `params.back` is where one goes without it; `params.why` is the
 * refusal that asks for it.
 * @param {{title: object, start: object, about: object}} words the app's
 * @returns {(app: object) => object} a screen; the app's `flow.check(sight, after)` asks the service, and its `account.seed` is a face
 */
export const checkScreen = (words) => (app) => {
  const draft = app.draft('check', { sight: 'pass' });
  const view = h('canvas', { role: 'img' });
  const see = () => {
    drawSight(view, app.account.seed, draft.sight);
    const sight = SIGHTS.find((one) => one.value === draft.sight).text;
    setAttribute(view, 'aria-label', { en: `The simulated camera sees: ${sight.en}`, zh: `模拟摄像头画面：${sight.zh}` });
  };
  see();
  return {
    title: words.title,
    back: app.params.back,
    element: h('div', { class: 'stack' },
      app.params.why ? h('div', { role: 'status' }, problem(app.params.why)) : null,
      paragraph({ en: 'Face the camera yourself, in enough light.', zh: '请本人正对镜头，保持光线充足。' }),
      h('div', { class: 'app-viewfinder round' }, view),
      asking(words.start, () => app.flow.check(draft.sight, app.params.after), 'primary wide', 'start-check'),
      hint(words.about),
      simulated(choice('sight', { en: 'What the camera sees', zh: '摄像头看到的画面' }, SIGHTS, draft.sight, (sight) => {
        draft.sight = sight;
        see();
      }))),
  };
};
