// Notices in the app (L5), purposes (L15, L16), signing out and clearing the cache.

import { h } from '../../shared/dom.js';
import { asking, hint, notice, paragraph } from '../common/ui.js';
import { dayAndMinute } from '../common/times.js';

/** Notices, newest first. */
export function notices(app) {
  return {
    title: { en: 'Notices', zh: '通知' },
    back: 'home',
    element: app.loading(() => app.service.notices(), (all) => {
      if (all.length === 0) return paragraph({ en: 'There are none yet.', zh: '暂无通知' }, 'muted');
      return h('ul', { class: 'app-list' }, all.map((one) => h('li', { class: 'card' },
        h('p', {}, { en: one.text, zh: one.text_zh_cn }), h('p', { class: 'muted small' }, dayAndMinute(one.sent_at)))));
    }),
  };
}

/** L15, L16. */
export function purposes(app) {
  return {
    title: { en: 'Where it serves', zh: '使用场景' },
    back: 'home',
    element: h('div', { class: 'stack' },
      paragraph({ en: 'Valid nationwide, for:', zh: '电子驾驶证在全国范围内有效，可在以下场景出示使用：' }),
      app.loading(() => app.service.purposes(), (all) => h('ul', { class: 'licence-purposes card' },
        all.filter((one) => one.served).map((one) =>
        h('li', {}, { en: one.text, zh: one.text_zh_cn },
          one.paper_needed ? hint({ en: 'The paper licence is asked for too.', zh: '需同时出示纸质驾驶证' }) : null)))),
      notice('info', { en: 'Live only', zh: '实时出示' }, h('span', {}, {
        en: 'The electronic licence shows when it was generated. A screenshot does not count.',
        zh: '电子驾驶证会显示当前的生成时间，只能实时出示，不能通过截图使用。',
      })),
      hint({ en: 'In some cases the paper licence is still needed.', zh: '特定情况下，仍需使用纸质驾驶证。' })),
  };
}

/** Signing out, and clearing the cache, with what each does. */
export function leave(app) {
  return {
    title: { en: 'Account and cache', zh: '账号与缓存' },
    back: 'home',
    element: h('div', { class: 'stack' },
      h('section', { class: 'card' }, h('h3', {}, { en: 'Sign out', zh: '退出登录' }),
        paragraph({
          en: 'Ends this session. After signing in again, pass the real-person check before the licence is shown.',
          zh: '结束本次登录。重新登录后，须再次通过实人认证方可出示驾驶证电子版。',
        }),
        asking({ en: 'Sign out', zh: '退出登录' }, () => app.flow.signOut(), 'wide')),
      h('section', { class: 'card' }, h('h3', {}, { en: 'Clear the cache', zh: '清除缓存' }),
        paragraph({
          en: "This phone forgets the session, the photo and the phone's key. Sign in and pass the real-person check again. "
            + 'The electronic licence stays with the service: no new application is needed.',
          zh: '本机清除登录信息、照片和手机密钥，须重新登录并再次通过实人认证。驾驶证电子版保存在服务端，无需重新申领。',
        }),
        asking({ en: 'Clear the cache', zh: '清除缓存' }, () => app.flow.clearCache(), 'danger wide'))),
  };
}
