/** One phone: a card that tells whose it is and how old its code is, and the phone's own page in a frame. */
import { Unreachable } from '../shared/api.js';
import { h } from '../shared/dom.js';
import { glyph } from './glyphs.js';
import { hearKeysOf } from './key-windows.js';
import { worldNow } from './feed.js';
import { APPS, FORMS, HOLDERS, word } from './texts.js';
import { button, joined, labelled, lengthText, resay, said, same, set } from './view.js';

/** A code is renewed after so many seconds, and too old for a gate after so many. */
const RENEWED_S = 60;
const TOO_OLD_S = 90;
/** How long a phone's page may take to be there. */
const READY_MS_MAX = 20_000;
const READY_LOOK_MS = 50;

/**
 * A card with its frame. The frame is never moved in the document: that would start the phone anew.
 * @param {string} id
 * @param {number} number of the phone on this page, for people
 * @param {{onChoose: Function, onLarge: Function, onRemove: Function, onShot: Function, onChange: Function}} actions
 */
export function phoneCard(id, number, actions) {
  const parts = partsOf(id);
  const { element, frame } = parts;
  let phone = null;
  const card = {
    id,
    number,
    element,
    state: () => phone?.state() ?? null,
    name: () => nameOf(phone?.state() ?? null, number),
    codeText: () => phone?.codeText() ?? null,
    codePng: async () => ownBlob(await (phone ? phone.codePng() : null)),
    setNetwork: on => phone.setNetwork(on),
    windClock: seconds => phone.windClock(seconds),
    isReady: () => phone !== null,
    async quickStart(kind, use) {
      await ready;
      if (!phone) throw new Unreachable('too_slow');
      await phone.quickStart(kind, use);
      show();
    },
    setChosen(on) {
      element.classList.toggle('chosen', on);
      set(parts.pick, 'aria-pressed', String(on));
    },
    setLarge(on) {
      element.classList.toggle('large', on);
      set(parts.enlarge, 'aria-expanded', String(on));
      resay(parts.enlarge, useWords(on));
      nameActions(parts, card.name());
      frame.inert = !on;
      if (on) actions.onLarge(id);
    },
    setBusy(pair) {
      element.classList.toggle('busy', pair !== null);
      resay(parts.busy, pair ?? same(''));
    },
  };
  const show = () => {
    const state = phone.state();
    showState(parts, state, number);
    showThumbnail(parts.thumbnail, phone, state);
    actions.onChange();
  };
  frame.addEventListener('load', () => hearKeysOf(frame.contentWindow));
  const ready = whenReady(frame).then(there => {
    if (!there) {
      resay(parts.name, { en: 'This phone did not start: remove it and add another', zh: '手机未能启动：请移除后重新添加' });
      return;
    }
    phone = there;
    there.onChange(show);
    show();
  });
  parts.pick.addEventListener('click', () => actions.onChoose(id));
  parts.enlarge.addEventListener('click', () => card.setLarge(!element.classList.contains('large')));
  parts.shot.addEventListener('click', () => actions.onShot(card));
  parts.remove.addEventListener('click', () => actions.onRemove(id));
  card.setLarge(false);
  card.tick = () => showAge(parts, phone?.state() ?? null);
  return card;
}

/** The frame's Blob is of another realm, where `instanceof Blob` does not know it. */
function ownBlob(blob) {
  return blob ? new Blob([blob], { type: blob.type }) : null;
}

function partsOf(id) {
  const thumbnail = h('canvas', { class: 'thumbnail', width: '64', height: '64', 'aria-hidden': 'true' });
  const name = said('strong', { class: 'phone-name' }, { en: 'Phone starting…', zh: '手机启动中…' });
  const app = h('span', { class: 'phone-app' });
  const age = said('span', { class: 'phone-age' }, same(''));
  const ageBar = h('span', { class: 'age-bar', 'aria-hidden': 'true' }, h('span', { class: 'age-fill' }));
  const faults = h('span', { class: 'phone-faults' });
  const busy = said('span', { class: 'phone-busy', role: 'status' }, same(''));
  const pick = h(
    'button',
    { type: 'button', class: 'phone-pick', 'aria-pressed': 'false' },
    h('span', { class: 'mini-phone' }, thumbnail),
    h('span', { class: 'phone-facts' }, name, app, h('span', { class: 'phone-code' }, age, ageBar), faults)
  );
  const enlarge = button({ en: 'Use phone', zh: '操作手机' }, () => {}, { class: 'quiet', 'aria-controls': `frame-${id}` });
  const shot = button({ en: 'Screenshot', zh: '截图' }, () => {}, { class: 'quiet' });
  const remove = button({ en: 'Remove', zh: '移除' }, () => {}, { class: 'quiet' });
  const frame = h('iframe', { id: `frame-${id}`, class: 'phone-frame', src: `../phone/?phone=${encodeURIComponent(id)}` });
  labelled(frame, { en: 'The phone itself', zh: '手机界面' });
  const element = h(
    'li',
    { class: 'phone-card', 'data-phone': id },
    pick,
    busy,
    h('div', { class: 'phone-actions' }, enlarge, shot, remove),
    h('div', { class: 'phone-shell' }, frame)
  );
  return { element, thumbnail, name, app, age, ageBar, faults, busy, pick, enlarge, shot, remove, frame };
}

/** The phone's page, when it has said that it is there; null when it does not in time. */
function whenReady(frame) {
  const until = performance.now() + READY_MS_MAX;
  return new Promise(resolve => {
    const look = () => {
      const phone = frame.contentWindow?.tempIdentityPhone;
      if (phone) resolve(phone);
      else if (performance.now() < until) setTimeout(look, READY_LOOK_MS);
      else resolve(null);
    };
    look();
  });
}

/** Who holds the phone: traveller or driver by the app that is open, and the name where the app tells it, which is masked. */
function nameOf(state, number) {
  const holder = word(HOLDERS, state?.app ?? 'none');
  const name = { en: `${holder.en} ${number}`, zh: `${holder.zh}${number}` };
  return state?.label?.zh.includes('*') ? joined([name, state.label], { en: ' · ', zh: ' · ' }) : name;
}

function useWords(isLarge) {
  return isLarge ? { en: 'Put away', zh: '收起手机' } : { en: 'Use phone', zh: '操作手机' };
}

/** Each button's name says whose phone it is for. */
function nameActions(parts, name) {
  const isLarge = parts.enlarge.getAttribute('aria-expanded') === 'true';
  const words = [useWords(isLarge), { en: 'Screenshot', zh: '截图' }, { en: 'Remove', zh: '移除' }];
  for (const [index, element] of [parts.enlarge, parts.shot, parts.remove].entries())
    labelled(element, joined([words[index], name], { en: ': ', zh: '：' }));
}

function showState(parts, state, number) {
  const name = nameOf(state, number);
  resay(parts.name, name);
  nameActions(parts, name);
  labelled(parts.frame, { en: `The phone itself: ${name.en}`, zh: `手机界面：${name.zh}` });
  const key = `${state.app}|${state.form}|${state.showing}`;
  if (parts.app.dataset.key !== key) {
    parts.app.dataset.key = key;
    parts.app.replaceChildren(...appOf(state));
  }
  showFaults(parts.faults, state);
  showAge(parts, state);
}

function appOf(state) {
  if (!state.app) return [glyph('phone'), said('span', {}, { en: 'Home screen', zh: '主屏幕' })];
  const badge = state.form && state.showing ? [said('span', { class: `form-badge form-${state.form}` }, word(FORMS, state.form))] : [];
  return [glyph(state.app === 'licence' ? 'car' : 'train'), said('span', {}, word(APPS, state.app)), ...badge];
}

function showFaults(element, state) {
  const faults = [];
  if (!state.network) faults.push({ en: 'no network', zh: '无网络' });
  if (state.wound_s)
    faults.push({
      en: `clock ${state.wound_s > 0 ? '+' : ''}${lengthText(state.wound_s).en}`,
      zh: `时钟${state.wound_s > 0 ? '快' : '慢'}${lengthText(Math.abs(state.wound_s)).zh}`,
    });
  const key = faults.map(fault => fault.en).join();
  if (element.dataset.key === key) return;
  element.dataset.key = key;
  element.replaceChildren(...faults.map(fault => h('span', { class: 'fault' }, glyph('down'), said('span', {}, fault))));
}

/** Seconds since the code on the screen was made; null when none is shown. */
export function codeAge(state) {
  return state?.showing && state.code_made_at ? Math.max(0, (worldNow() - Number(new Date(state.code_made_at))) / 1000) : null;
}

function showAge(parts, state) {
  const age = codeAge(state);
  const kind = age === null ? 'none' : age <= RENEWED_S ? 'fresh' : age <= TOO_OLD_S ? 'late' : 'stale';
  set(parts.element, 'data-age', kind);
  if (age === null) {
    resay(parts.age, state ? { en: 'no code on the screen', zh: '未显示二维码' } : same(''));
    return;
  }
  const length = lengthText(age);
  const tail =
    kind === 'stale' ? { en: ', out of date', zh: '，已过期' } : kind === 'late' ? { en: ', not renewed', zh: '，未更新' } : same('');
  resay(parts.age, { en: `code ${length.en} old${tail.en}`, zh: `二维码 ${length.zh}前${tail.zh}` });
  parts.ageBar.firstChild.style.width = `${Math.min(100, (age / TOO_OLD_S) * 100)}%`;
}

/** A small copy of the code, drawn when the code changes. */
async function showThumbnail(canvas, phone, state) {
  const key = state.showing ? String(state.code_made_at) : '';
  if (canvas.dataset.key === key) return;
  canvas.dataset.key = key;
  const context = canvas.getContext('2d');
  const blob = state.showing ? await phone.codePng() : null;
  if (canvas.dataset.key !== key) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (!blob) return;
  const image = await createImageBitmap(blob);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
}
