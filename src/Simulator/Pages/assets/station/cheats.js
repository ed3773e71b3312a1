/** The buttons to cheat and to break, grouped by what they touch, each with one line of hint. */
import { h } from '../shared/dom.js';
import { current, onSnapshot } from './feed.js';
import { codeOf } from './hold.js';
import { laneName } from './lanes.js';
import { failure, notice } from './notices.js';
import { allPhones, chosenPhone, onPhones } from './phones.js';
import { forwardShot, holdShot, takeShot } from './tray.js';
import { runTrial } from './trials.js';
import { GROUPS } from './cheat-list.js';
import { resay, said, same, set } from './view.js';

/**
 * The panel of cheats.
 * @returns {HTMLElement}
 */
export function cheats() {
  const lane = h('select', { id: 'cheat-lane' });
  fillLanes(lane);
  const chosen = said('strong', { class: 'cheat-phone' }, same(''));
  onPhones(() => resay(chosen, chosenPhone()?.name() ?? { en: 'none: add a traveller', zh: '无：请添加旅客' }));
  return h(
    'section',
    { class: 'cheats', 'aria-labelledby': 'cheats-heading' },
    said('h2', { id: 'cheats-heading' }, { en: 'Cheat and break', zh: '作弊与破坏' }),
    h(
      'p',
      { class: 'cheat-target' },
      said('span', {}, { en: 'With phone', zh: '使用手机' }),
      chosen,
      said('label', { for: 'cheat-lane' }, { en: 'at', zh: '在' }),
      lane
    ),
    h('div', { class: 'cheat-groups' }, ...GROUPS.map(group => groupOf(group, () => lane.value)))
  );
}

function fillLanes(select) {
  onSnapshot(snapshot => {
    const key = snapshot.lanes.map(lane => lane.id).join();
    if (select.dataset.key === key) return;
    select.dataset.key = key;
    select.replaceChildren(...snapshot.lanes.map(lane => said('option', { value: lane.id }, laneName(lane))));
  });
}

function groupOf(group, laneNow) {
  const headingId = `cheats-${group.name}`;
  return h(
    'div',
    { class: 'cheat-group', role: 'group', 'aria-labelledby': headingId },
    said('h3', { id: headingId }, group.title),
    ...group.cheats.map(cheat => cheatButton(cheat, laneNow))
  );
}

function cheatButton(cheat, laneNow) {
  const title = said('span', { class: 'cheat-title' }, cheat.title);
  const press = h(
    'button',
    { type: 'button', class: 'cheat', 'data-cheat': cheat.key },
    title,
    said('span', { class: 'cheat-hint' }, cheat.hint)
  );
  press.addEventListener('click', async () => {
    press.setAttribute('aria-busy', 'true');
    try {
      await ACTIONS[cheat.does](cheat, laneNow());
    } finally {
      press.removeAttribute('aria-busy');
    }
  });
  if (cheat.isOn) follow(press, title, cheat, laneNow);
  return press;
}

/** A cheat that stays until it is undone: pressed, and its words say how to undo it. */
function follow(press, title, cheat, laneNow) {
  const show = () => {
    const snapshot = current();
    if (!snapshot) return;
    const on = cheat.isOn(snapshot, chosenPhone()?.state() ?? null, laneNow());
    set(press, 'aria-pressed', String(on));
    resay(title, on ? cheat.undo : cheat.title);
  };
  onSnapshot(show);
  onPhones(show);
  document.addEventListener('change', event => {
    if (event.target.id === 'cheat-lane') show();
  });
}

function needPhone() {
  const card = chosenPhone();
  if (!card?.isReady()) failure({ en: 'No phone is chosen: add a traveller first', zh: '未选择手机：请先添加旅客' });
  return card?.isReady() ? card : null;
}

/** What the code on the chosen phone's screen is, or null after saying that there is none. */
async function needCode(card) {
  const code = await codeOf(card);
  if (!code)
    failure({ en: `${card.name().en} shows no code: open an app on it first`, zh: `${card.name().zh} 未显示二维码：请先打开应用` });
  return code;
}

/** @type {Object<string, (cheat: object, lane: string) => Promise<unknown>>} */
const ACTIONS = {
  /** The station does it alone, or undoes what lasts. */
  station(cheat, lane) {
    const on = cheat.isOn ? !cheat.isOn(current(), chosenPhone()?.state() ?? null, lane) : null;
    return runTrial(cheat.name, { lane: cheat.needsLane ? lane : null, on });
  },
  async screenshot() {
    const card = needPhone();
    if (card) await takeShot(card);
  },
  async forward(cheat, lane) {
    const card = needPhone();
    const friend = card && allPhones().find(each => each.id !== card.id);
    if (card && !friend) failure({ en: 'Nobody to forward to: add a second phone', zh: '没有可转发的人：请再添加一部手机' });
    const shot = friend ? await takeShot(card) : null;
    if (!shot) return;
    forwardShot(shot, friend.id);
    await holdShot(shot, lane);
  },
  /** The code on the screen is held up under other circumstances, or says whose certificate or licence is meant. */
  async showing(cheat, lane) {
    const card = needPhone();
    const code = card && (await needCode(card));
    if (code) await runTrial(cheat.name, { lane, text: code.text, on: cheat.on });
  },
  /** Whom the thief writes into the code, if a code is shown. */
  async thief(cheat, lane) {
    const card = chosenPhone();
    const code = card?.isReady() ? await codeOf(card) : null;
    await runTrial(cheat.name, { lane, text: code?.text });
  },
  async cutPhone(cheat, lane) {
    const card = needPhone();
    if (!card) return;
    const on = !card.state().network;
    card.setNetwork(on);
    const name = card.name();
    if (on) notice({ en: `${name.en} has network again`, zh: `${name.zh} 已恢复网络` });
    else notice({ en: `${name.en} has no network now`, zh: `${name.zh} 已断网` });
    const code = on ? null : await needCode(card);
    if (code) await runTrial(cheat.name, { lane, text: code.text });
  },
  async wind(cheat, lane) {
    const card = needPhone();
    if (!card) return;
    await card.windClock(cheat.seconds);
    const code = await needCode(card);
    if (code) await runTrial(cheat.name, { lane, text: code.text });
  },
};
