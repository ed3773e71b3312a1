/** The head of the page: the world's clock, and the way of a code from phone to books with every link that can be cut. */
import { h } from '../shared/dom.js';
import { glyph } from './glyphs.js';
import { onSnapshot, worldNow } from './feed.js';
import { allPhones, onPhones } from './phones.js';
import { isCut } from './cheat-list.js';
import { clockText, dayText, lengthText, resay, said, same, set } from './view.js';

const clock = h('time', { class: 'world-clock' });
const day = h('span', { class: 'world-day' });

/**
 * The page's head.
 * @param {Node[]} tools buttons such as help and the choice of language
 * @returns {HTMLElement}
 */
export function header(tools) {
  const ahead = said('span', { class: 'world-ahead' }, same(''));
  const visitors = said('span', { class: 'visitors' }, same(''));
  onSnapshot(snapshot => {
    const length = lengthText(snapshot.advanced_s);
    resay(ahead, snapshot.advanced_s ? { en: `advanced by ${length.en}`, zh: `已快进 ${length.zh}` } : { en: 'real time', zh: '真实时间' });
    resay(visitors, { en: snapshot.visitors === 1 ? '1 visitor' : `${snapshot.visitors} visitors`, zh: `${snapshot.visitors} 位访客` });
    tickClock();
  });
  return h(
    'header',
    { class: 'top' },
    h(
      'div',
      { class: 'brand' },
      said('h1', {}, { en: 'The station', zh: '车站' }),
      said('p', {}, { en: 'Phones, gates and head office: real software, simulated people', zh: '手机、闸机与总部：真实软件，模拟人员' })
    ),
    flow(),
    h('div', { class: 'now' }, clock, h('span', { class: 'now-small' }, day, ahead, visitors)),
    h('div', { class: 'tools' }, ...tools)
  );
}

/** Says the world's time anew. */
export function tickClock() {
  const text = clockText(worldNow());
  if (clock.textContent !== text) clock.textContent = text;
  const date = dayText(worldNow());
  if (day.textContent !== date) day.textContent = date;
}

/** Phones → gates → head office. */
function flow() {
  const phones = node({ en: 'Phones', zh: '手机' });
  const agent = node({ en: 'Gate agent', zh: '闸机程序' });
  const office = node({ en: 'Head office', zh: '总部' });
  const qr = link({ en: 'QR', zh: '二维码' });
  const stationNetwork = link({ en: 'station network', zh: '车站网络' });
  const officeNetwork = link({ en: 'head office', zh: '总部网络' });
  onPhones(() => phones.say(true, same(String(allPhones().length))));
  onSnapshot(snapshot => {
    agent.say(snapshot.agent.running, agentWords(snapshot.agent));
    office.say(snapshot.books.proven, { en: `${snapshot.books.held} rows`, zh: `${snapshot.books.held} 条` });
    const out = snapshot.lanes.filter(lane => lane.scanner !== 'online').length;
    qr.say(out === 0, { en: ` ${out} scanner${out === 1 ? '' : 's'} out`, zh: `${out}个扫码器离线` });
    stationNetwork.say(!isCut(snapshot.networks.station));
    officeNetwork.say(!isCut(snapshot.networks.head_office));
  });
  return h(
    'ol',
    { class: 'flow' },
    phones.element,
    qr.element,
    agent.element,
    stationNetwork.element,
    officeNetwork.element,
    office.element
  );
}

function agentWords(agent) {
  if (!agent.running) return { en: 'not running', zh: '未运行' };
  const clockWord = typeof agent.clock === 'string' ? agent.clock : (agent.clock?.state ?? '');
  const clockPair = CLOCKS[clockWord] ?? same(clockWord);
  return { en: `start ${agent.starts} · clock ${clockPair.en}`, zh: `第${agent.starts}次启动 · 时钟${clockPair.zh}` };
}

const CLOCKS = {
  trusted: { en: 'trusted', zh: '可信' },
  holdover: { en: 'in holdover', zh: '守时' },
  untrusted: { en: 'untrusted', zh: '不可信' },
};

function node(name) {
  const detail = said('span', { class: 'flow-detail' }, same(''));
  const mark = h('span', { class: 'flow-mark' });
  const element = h('li', { class: 'flow-node' }, mark, h('span', { class: 'flow-words' }, said('strong', {}, name), detail));
  return {
    element,
    say(isUp, pair) {
      show(element, mark, isUp);
      resay(detail, pair);
    },
  };
}

function link(name) {
  const state = said('span', { class: 'flow-state' }, same(''));
  const mark = h('span', { class: 'flow-mark' });
  const element = h(
    'li',
    { class: 'flow-link' },
    h('span', { class: 'flow-name' }, said('span', {}, name), state),
    h('span', { class: 'flow-line', 'aria-hidden': 'true' }),
    mark
  );
  return {
    element,
    say(isUp, fault = { en: ' cut', zh: '已断' }) {
      show(element, mark, isUp);
      resay(state, isUp ? same('') : fault);
    },
  };
}

function show(element, mark, isUp) {
  if (element.dataset.up === String(isUp)) return;
  set(element, 'data-up', String(isUp));
  mark.replaceChildren(glyph(isUp ? 'up' : 'down'));
}
