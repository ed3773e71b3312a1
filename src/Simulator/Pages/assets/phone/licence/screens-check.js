// The real-person check (实人认证, L4) before the simulated camera.

import { h, setAttribute } from '../../shared/dom.js';
import { asking, choice, hint, paragraph, simulated } from './ui.js';
import { drawSight } from './portrait.js';

const SIGHTS = [
  { value: 'pass', text: { en: 'You, in person', zh: '本人' } },
  { value: 'fail', text: { en: 'Somebody else', zh: '他人' } },
  { value: 'spoof', text: { en: 'A picture or film of you', zh: '本人的照片或视频' } },
  { value: 'timeout', text: { en: 'Too dark, until time is up', zh: '光线太暗，直至超时' } },
];

/** `params.after` is done when the check was passed; `params.back` is where one goes without it. */
export function check(app) {
  const draft = app.draft('check', { sight: 'pass' });
  const view = h('canvas', { role: 'img' });
  const see = () => {
    drawSight(view, app.account.seed, draft.sight);
    const sight = SIGHTS.find((one) => one.value === draft.sight).text;
    setAttribute(view, 'aria-label', { en: `The simulated camera sees: ${sight.en}`, zh: `模拟摄像头画面：${sight.zh}` });
  };
  see();
  return {
    title: { en: 'Real-person check', zh: '实人认证' },
    back: app.params.back,
    element: h('div', { class: 'stack' },
      paragraph({ en: 'Face the camera yourself, in enough light.', zh: '请本人正对镜头，保持光线充足。' }),
      h('div', { class: 'licence-viewfinder round' }, view),
      asking({ en: 'Start the check', zh: '开始认证' }, () => app.flow.check(draft.sight, app.params.after)),
      hint({ en: 'A passed check holds for 30 minutes.', zh: '认证通过后30分钟内有效。' }),
      simulated(choice('sight', { en: 'What the camera sees', zh: '摄像头看到的画面' }, SIGHTS, draft.sight, (sight) => {
        draft.sight = sight;
        see();
      }))),
  };
}
