// A photo for an application: taken now with the simulated camera, or chosen from the album (L3, L6).

import { h } from '../../shared/dom.js';
import { Advice, asking, button, hint, problem, simulated } from '../common/ui.js';
import { drawSight, takePicture } from '../common/portrait.js';
import { day } from '../common/times.js';

const BYTES_MIN = 10 * 1024;
const BYTES_MAX = 2 * 1024 * 1024;
const TYPES = ['image/jpeg', 'image/png'];

/**
 * The part of an application's page that gets its photo. `draft.camera` and `draft.album` keep what was sent:
 * `{id, address}`, the service's photo and a blob: address of the picture.
 * @param {object} app
 * @param {object} draft with `way` camera or album
 */
export function photoFields(app, draft) {
  const sent = draft[draft.way];
  if (sent) return kept(app, draft, sent);
  return draft.way === 'camera' ? camera(app, draft) : album(app, draft);
}

const kept = (app, draft, sent) => h('figure', { class: 'card licence-photo-kept' },
  h('img', { src: sent.address, alt: { en: 'The photo that you send', zh: '将提交的照片' } }),
  h('figcaption', { class: 'stack tight' }, hint({ en: 'Sent; goes with your application.', zh: '照片已上传，将随申请提交。' }),
    button(draft.way === 'camera' ? { en: 'Take it again', zh: '重拍' } : { en: 'Choose another', zh: '重新选择' }, () => {
      forget(draft, draft.way);
      app.draw();
    }, 'wide')));

/** Lets go of a photo that was sent. */
export function forget(draft, way) {
  if (draft[way]) URL.revokeObjectURL(draft[way].address);
  draft[way] = null;
}

async function send(app, draft, picture, takenOn) {
  const sent = await app.service.upload(draft.way, picture, takenOn);
  forget(draft, draft.way);
  draft[draft.way] = { id: sent.photo_id, address: URL.createObjectURL(picture) };
  app.draw();
}

function camera(app, draft) {
  const view = h('canvas', { role: 'img', 'aria-label': {
    en: 'The simulated camera sees a drawn portrait of nobody', zh: '模拟摄像头画面：虚构人像' } });
  drawSight(view, app.account.seed, 'pass');
  return h('div', { class: 'card' }, h('div', { class: 'app-viewfinder' }, view),
    asking({ en: 'Take the photo', zh: '拍照' }, async () => send(app, draft, await takePicture(app.account.seed), null), 'wide'),
    simulated(hint({ en: 'Nobody is filmed: the picture is drawn.', zh: '不会拍摄任何人，画面为绘制的虚构人像。' })));
}

function album(app, draft) {
  const told = h('div', { role: 'alert' });
  const takenOn = h('input', { type: 'date', id: 'licence-taken-on', class: 'input', max: day(app.phone.clock.now()),
    value: draft.takenOn ?? '', onchange: () => { draft.takenOn = takenOn.value; } });
  const file = h('input', { type: 'file', id: 'licence-album', class: 'input', accept: TYPES.join(','), onchange: async () => {
    const picture = file.files[0];
    if (!picture) return;
    told.replaceChildren();
    try {
      judge(picture);
      await send(app, draft, picture, takenOn.value || null);
    } catch (error) {
      told.replaceChildren(problem(error));
      file.value = '';
    }
  } });
  return h('div', { class: 'card' },
    h('div', { class: 'field' }, h('label', { for: 'licence-taken-on' }, { en: 'Taken on, if known', zh: '拍摄日期（如已知）' }), takenOn),
    h('div', { class: 'field' }, h('label', { for: 'licence-album' }, { en: 'Identity photo', zh: '证件照片' }), file,
      h('p', { class: 'hint' }, { en: 'JPEG or PNG, 10 KiB to 2 MiB, upright, at least 260 × 378 pixels',
        zh: 'JPEG或PNG，10KB至2MB，竖幅，宽至少260、高至少378像素' })),
    told,
    simulated(asking({ en: 'Choose a drawn portrait', zh: '选择一张虚构人像' },
      async () => send(app, draft, await takePicture(app.account.seed + 1), takenOn.value || null), 'wide')));
}

/** Throws what keeps a file from being sent, in the service's words. */
function judge(picture) {
  const next = { en: 'Choose another picture and send it again', zh: '请重新选择照片上传' };
  if (!TYPES.includes(picture.type)) {
    throw new Advice({ en: 'Neither JPEG nor PNG: send one of these', zh: '仅支持JPEG或PNG图片，请重新选择' }, next);
  }
  if (picture.size < BYTES_MIN) {
    throw new Advice({ en: 'The file has less than 10 KiB: send a larger picture', zh: '图片小于10KB，请上传更清晰的照片' }, next);
  }
  if (picture.size > BYTES_MAX) {
    throw new Advice({ en: 'The file has more than 2 MiB: send a smaller picture', zh: '图片大于2MB，请压缩后上传' }, next);
  }
}
