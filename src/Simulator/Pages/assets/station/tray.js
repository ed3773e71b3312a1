/** The tray: screenshots of codes, with their age, to be held to a scanner later or sent to another phone's holder. Gone with the page. */
import { h } from '../shared/dom.js';
import { current, onSnapshot, worldNow } from './feed.js';
import { codeOf } from './hold.js';
import { laneName } from './lanes.js';
import { failure, notice } from './notices.js';
import { allPhones, onPhones } from './phones.js';
import { runTrial } from './trials.js';
import { button, clockText, joined, labelled, lengthText, resay, said } from './view.js';

/** Screenshots in the tray at most; the oldest goes. */
const SHOTS_MAX = 12;
const shots = [];
const list = h('ol', { class: 'shots' });
const empty = said('p', { class: 'empty' }, { en: 'Empty. “Screenshot” on a phone puts one here.', zh: '空。点手机上的“截图”即可放入。' });
let numbered = 0;

/**
 * The panel of the tray.
 * @returns {HTMLElement}
 */
export function tray() {
  onPhones(refreshHolders);
  return h(
    'section',
    { class: 'tray', 'aria-labelledby': 'tray-heading' },
    said('h2', { id: 'tray-heading' }, { en: 'Screenshots', zh: '截图托盘' }),
    empty,
    list
  );
}

/**
 * Takes a screenshot of a phone's code and puts it into the tray.
 * @param {object} card
 * @returns {Promise<object|null>} the screenshot; null when the phone shows no code
 */
export async function takeShot(card) {
  const code = await codeOf(card);
  if (!code) {
    failure({ en: `${card.name().en} shows no code to take a screenshot of`, zh: `${card.name().zh} 未显示二维码，无法截图` });
    return null;
  }
  const state = card.state();
  const shot = {
    number: ++numbered,
    ...code,
    owner: card.name(),
    ownerId: card.id,

    form: state.form,
    app: state.app,
    madeAt: Number(new Date(state.code_made_at)),
    holderId: card.id,
  };
  shots.unshift(shot);
  shot.view = shotView(shot);
  list.prepend(shot.view.element);
  while (shots.length > SHOTS_MAX) discard(shots.at(-1));
  empty.hidden = true;
  notice({ en: `Screenshot ${shot.number} of ${shot.owner.en} lies in the tray`, zh: `${shot.owner.zh} 的截图${shot.number}已放入托盘` });
  return shot;
}

/** Says anew how old each screenshot is. */
export function tickTray() {
  for (const shot of shots) {
    const length = lengthText((worldNow() - shot.madeAt) / 1000);
    resay(shot.view.age, { en: `code ${length.en} old`, zh: `二维码 ${length.zh}前` });
  }
}

/**
 * Holds a screenshot to a lane: a trial, for what it should cause is known beforehand.
 * @param {object} shot
 * @param {string} lane
 */
export function holdShot(shot, lane) {
  const cheat = shot.holderId === shot.ownerId ? 'screenshot' : 'forward';
  return runTrial(cheat, { lane, text: shot.text });
}

/**
 * Sends a screenshot to the holder of another phone.
 * @param {object} shot
 * @param {string} phoneId
 */
export function forwardShot(shot, phoneId) {
  shot.holderId = phoneId;
  const holder = allPhones().find(card => card.id === phoneId);
  const name = holder ? holder.name() : shot.owner;
  resay(
    shot.view.holder,
    phoneId === shot.ownerId
      ? { en: 'kept by its owner', zh: '本人持有' }
      : joined([{ en: 'forwarded to', zh: '已转发给' }, name], { en: ' ', zh: ' ' })
  );
  notice({ en: `Screenshot ${shot.number} is now with ${name.en}`, zh: `截图${shot.number}现由 ${name.zh} 持有` });
}

function shotView(shot) {
  const picture = h('canvas', { class: 'shot-picture', width: '64', height: '64', 'aria-hidden': 'true' });
  if (shot.png) draw(picture, shot.png);
  const age = said('span', { class: 'shot-age' }, { en: '', zh: '' });
  const holder = said('span', { class: 'shot-holder' }, { en: 'kept by its owner', zh: '本人持有' });
  const to = labelled(h('select', { class: 'shot-to' }), { en: `Who has screenshot ${shot.number}`, zh: `截图${shot.number}由谁持有` });
  to.addEventListener('change', () => forwardShot(shot, to.value));
  const lane = labelled(h('select', { class: 'shot-lane' }), {
    en: `Lane for screenshot ${shot.number}`,
    zh: `截图${shot.number}的通道`,
  });
  lane.append(...laneOptions());
  const hold = button({ en: 'Hold up', zh: '出示' }, () => holdShot(shot, lane.value), { class: 'primary' });
  labelled(hold, { en: `Hold up screenshot ${shot.number}`, zh: `出示截图${shot.number}` });
  const away = button(
    { en: 'Discard', zh: '丢弃' },
    () => {
      discard(shot);
      document.getElementById('tray-heading').focus();
    },
    { class: 'quiet shot-away' }
  );
  labelled(away, { en: `Discard screenshot ${shot.number}`, zh: `丢弃截图${shot.number}` });
  const element = h(
    'li',
    { class: 'shot' },
    picture,
    h(
      'span',
      { class: 'shot-facts' },
      said('strong', {}, joined([{ en: `No. ${shot.number}`, zh: `${shot.number}号` }, shot.owner], { en: ' · ', zh: ' · ' })),
      age,
      h('time', { class: 'shot-taken' }, clockText(worldNow())),
      holder
    ),
    h('span', { class: 'shot-actions' }, to, lane, hold),
    away
  );
  const view = { element, age, holder, to };
  fillHolders(view, shot);
  return view;
}

function laneOptions() {
  return (current()?.lanes ?? []).map(lane => said('option', { value: lane.id }, laneName(lane)));
}

function refreshHolders() {
  for (const shot of shots) if (shot.view) fillHolders(shot.view, shot);
}

function fillHolders(view, shot) {
  const people = allPhones();
  const key = people.map(card => `${card.id}${card.name().en}`).join();
  if (view.to.dataset.key === key) return;
  view.to.dataset.key = key;
  view.to.replaceChildren(
    ...people.map(card =>
      said(
        'option',
        { value: card.id },
        card.id === shot.ownerId
          ? { en: `with its owner, ${card.name().en}`, zh: `本人：${card.name().zh}` }
          : { en: `forward to ${card.name().en}`, zh: `转发给 ${card.name().zh}` }
      )
    )
  );
  view.to.value = shot.holderId;
}

function discard(shot) {
  shots.splice(shots.indexOf(shot), 1);
  shot.view.element.remove();
  empty.hidden = shots.length > 0;
}

async function draw(canvas, png) {
  const image = await createImageBitmap(png);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
}

onSnapshot(() => tickTray());
