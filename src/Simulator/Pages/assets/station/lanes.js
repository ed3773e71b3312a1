/** The gates in the middle: one column a lane, with its display, its scene from above and the button that holds a phone to its scanner. */
import { h } from '../shared/dom.js';
import { say } from '../shared/i18n.js';
import { glyph } from './glyphs.js';
import { laneScene } from './lane-scene.js';
import { ANSWERS, OFFICER_ANSWERS, OUTCOMES, PURPOSES, word } from './texts.js';
import { onSnapshot } from './feed.js';
import { labelled, resay, said, set } from './view.js';

/** Lanes that have a key, 1 to 9. */
export const LANE_KEYS_MAX = 9;

/**
 * The lanes, built when the first snapshot tells of them.
 * @param {(lane: string) => void} onHold called with the lane that the chosen phone is to be held to
 * @returns {HTMLElement}
 */
export function lanes(onHold) {
  const hall = h('div', { class: 'hall' });
  const columns = new Map();
  onSnapshot(snapshot => {
    if (snapshot.lanes.length !== columns.size || snapshot.lanes.some(lane => !columns.has(lane.id))) {
      columns.clear();
      hall.replaceChildren(
        ...snapshot.lanes.map((lane, index) => {
          const column = laneColumn(lane, index, onHold);
          columns.set(lane.id, column);
          return column.element;
        })
      );
    }
    for (const lane of snapshot.lanes) columns.get(lane.id).update(lane, snapshot);
  });
  return hall;
}

/** The words that name a lane: its number and what it is for. */
export function laneName(lane) {
  const purpose = word(PURPOSES, lane.purpose);
  return { en: `Lane ${lane.id}, ${purpose.en.toLowerCase()}`, zh: `${lane.id}号通道（${purpose.zh}）` };
}

function laneColumn(lane, index, onHold) {
  const officer = lane.direction === 'none';
  const headingId = `lane-${lane.id}-name`;
  const display = displayOf(officer);
  const scene = laneScene(lane);
  const faults = h('p', { class: 'lane-faults' });
  const outcomeText = said('span', {}, { en: '', zh: '' });
  const outcome = h('p', { class: 'lane-outcome' }, outcomeText);
  const hold = holdButton(lane, index, onHold);
  const element = h(
    'section',
    { class: `lane lane-${lane.direction}`, 'aria-labelledby': headingId },
    h(
      'h3',
      { id: headingId },
      h('span', { class: 'lane-number' }, lane.id),
      said('span', { class: 'lane-purpose' }, word(PURPOSES, lane.purpose)),
      directionMark(lane)
    ),
    display.element,
    h('div', { class: 'lane-picture' }, scene.element, sides(lane), outcome, faults),
    hold
  );
  return {
    element,
    update(next, snapshot) {
      display.update(next, snapshot);
      scene.update(next, say(laneName(next)), say({ en: 'en', zh: 'zh' }));
      showFaults(faults, faultsOf(next, snapshot));
      outcome.hidden = !next.outcome || next.display?.answer !== 'granted';
      resay(outcomeText, next.outcome ? word(OUTCOMES, next.outcome) : { en: '', zh: '' });
    },
  };
}

function directionMark(lane) {
  const marks = { entry: ['↑', { en: 'into the station', zh: '由外向内' }], exit: ['↓', { en: 'out of the station', zh: '由内向外' }] };
  if (!marks[lane.direction]) return h('span', { class: 'lane-direction' });
  return labelled(h('span', { class: 'lane-direction', role: 'img' }, marks[lane.direction][0]), marks[lane.direction][1]);
}

/** Which side of the picture is the station, and which the street. */
function sides(lane) {
  if (lane.direction === 'none') return said('span', { class: 'side side-far' }, { en: 'Road', zh: '路面' });
  return h(
    'span',
    { class: 'sides' },
    said('span', { class: 'side side-far' }, { en: 'Platforms', zh: '站内' }),
    said('span', { class: 'side side-near' }, { en: 'Street', zh: '站外' })
  );
}

function holdButton(lane, index, onHold) {
  const name = laneName(lane);
  const key = index < LANE_KEYS_MAX ? String(index + 1) : null;
  const element = h(
    'button',
    { type: 'button', class: 'hold primary', 'data-lane': lane.id },
    said('span', {}, { en: 'Hold here', zh: '对准扫码' })
  );
  if (key) element.append(' ', h('kbd', { 'aria-hidden': 'true' }, key));
  labelled(element, {
    en: `Hold here${key ? ` ${key}` : ''}: the phone to ${name.en.toLowerCase()}${key ? `, key ${key}` : ''}`,
    zh: `对准扫码${key ? ` ${key}` : ''}：${name.zh}${key ? `，按键${key}` : ''}`,
  });
  element.addEventListener('click', () => onHold(lane.id));
  return element;
}

/** The passenger's display, readable in three seconds: one shape, one word, the next step. */
function displayOf(officer) {
  const picture = h('span', { class: 'display-icon' });
  const answer = said('strong', { class: 'display-answer' }, { en: '', zh: '' });
  const text = said('span', { class: 'display-text' }, { en: '', zh: '' });
  const caption = said(
    'span',
    { class: 'display-caption' },
    officer ? { en: "Officer's handset", zh: '民警终端' } : { en: "Passenger's display", zh: '旅客显示屏' }
  );
  const element = h(
    'div',
    { class: officer ? 'display officer-display' : 'display' },
    caption,
    h('div', { class: 'display-face' }, picture, answer),
    text
  );
  return {
    element,
    update(lane, snapshot) {
      const shown = faceOf(lane, snapshot, officer);
      set(element, 'data-answer', shown.state);
      if (picture.dataset.glyph !== shown.glyph) {
        picture.dataset.glyph = shown.glyph;
        picture.replaceChildren(glyph(shown.glyph));
      }
      resay(answer, shown.answer);
      resay(text, shown.text);
    },
  };
}

function faceOf(lane, snapshot, officer) {
  if (lane.emergency) {
    return face(
      'emergency',
      'flame',
      { en: 'Leave now', zh: '紧急疏散' },
      { en: 'Gates are open: walk out calmly', zh: '闸门已全部打开，请有序离开' }
    );
  }
  if (lane.display) {
    const answers = officer ? OFFICER_ANSWERS : ANSWERS;
    return face(lane.display.answer, lane.display.answer, word(answers, lane.display.answer), lane.display.text);
  }
  if (!snapshot.agent.running || lane.gate === 'gone') {
    return face('out', 'down', { en: 'Out of service', zh: '暂停服务' }, { en: 'Please use another lane', zh: '请走其他通道' });
  }
  return face(
    'idle',
    'idle',
    { en: 'Scan here', zh: '请扫码' },
    officer
      ? { en: "Hold the driver's licence to the handset", zh: '请出示电子驾驶证' }
      : { en: 'Hold the code on your phone to the scanner', zh: '请将手机二维码对准扫码口' }
  );
}

function face(state, glyphName, answer, text) {
  return { state, glyph: glyphName, answer, text };
}

function faultsOf(lane, snapshot) {
  const faults = [];
  if (lane.scanner === 'offline') faults.push({ en: 'Scanner unplugged', zh: '扫码器已拔出' });
  if (!snapshot.agent.running) faults.push({ en: 'Agent not running', zh: '闸机程序未运行' });
  else if (lane.gate === 'gone') faults.push({ en: 'Gate not connected', zh: '闸机未连接' });
  return faults;
}

function showFaults(element, faults) {
  const key = faults.map(fault => fault.en).join('|');
  if (element.dataset.faults === key) return;
  element.dataset.faults = key;
  element.replaceChildren(...faults.map(fault => h('span', { class: 'fault' }, glyph('down'), said('span', {}, fault))));
}
