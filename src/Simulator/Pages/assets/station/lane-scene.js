/** One lane drawn from above: cabinets, wings, lamp, scanner and the people who walk. */
import { svg } from '../shared/dom.js';
import { LAMPS, PLACES, WINGS, word } from './texts.js';

/** Where bodies stand, from the lane's own side to the other, in units of the picture: 160 wide, 16 to 184 high. */
const PLACE_Y = { before: 164, between: 100, through: 36, turned_back: 178 };
const MIDDLE_X = 80;
const BESIDE_X = 16;
const ARRIVES_Y = 216;
const LEAVES_Y = { through: -16, other: 216 };
const TAILGATER_BEHIND = 27;
const WALK_MS = 900;

/**
 * Draws a lane with wings, or a roadside place without.
 * @param {object} lane of the snapshot
 * @returns {{element: SVGElement, update: (lane: object, name: string, language: 'en'|'zh') => void}}
 */
export function laneScene(lane) {
  return lane.direction === 'none' ? roadside() : gate(lane);
}

function gate(lane) {
  const title = svg('title');
  const people = svg('g', { class: 'people' });
  const body = svg('g', { class: 'gate-body' }, ...floor(), ...arrows(), ...cabinets(), ...wings(), people);
  // An exit is the same gate, walked from the other side.
  if (lane.direction === 'exit') body.setAttribute('transform', 'translate(0 200) scale(1 -1)');
  const element = svg('svg', { viewBox: '0 16 160 168', class: 'scene', role: 'img' }, title, body);
  const walkers = walkersIn(people);
  return {
    element,
    update(next, name, language) {
      mark(element, next);
      walkers(next.bodies);
      tell(title, [name, ...gateWords(next, language)], language);
    },
  };
}

function gateWords(lane, language) {
  const bodies = lane.bodies.map(body => word(PLACES, body.place)[language]);
  return [word(WINGS, lane.wings)[language], word(LAMPS, lane.lamp)[language], ...bodies];
}

function mark(element, lane) {
  const state = { wings: lane.wings, lamp: lane.lamp, scanner: lane.scanner, gate: lane.gate, emergency: String(lane.emergency) };
  for (const [name, value] of Object.entries(state)) if (element.dataset[name] !== value) element.dataset[name] = value;
}

function tell(title, parts, language) {
  const text = parts.join(language === 'zh' ? '，' : ', ');
  if (title.textContent !== text) title.textContent = text;
}

function floor() {
  return [
    svg('rect', { class: 'floor-far', x: 0, y: 0, width: 160, height: 100 }),
    svg('rect', { class: 'floor-near', x: 0, y: 100, width: 160, height: 100 }),
    svg('path', { class: 'floor-line', d: 'M0 100H160' }),
  ];
}

function arrows() {
  return [150, 58].map(y => svg('path', { class: 'floor-arrow', d: `M80 ${y - 9}l9 11h-5v9h-8v-9h-5z` }));
}

function cabinets() {
  return [
    svg('rect', { class: 'cabinet', x: 12, y: 46, width: 30, height: 108, rx: 8 }),
    svg('rect', { class: 'cabinet', x: 118, y: 46, width: 30, height: 108, rx: 8 }),
    svg('rect', { class: 'cabinet-top', x: 17, y: 51, width: 20, height: 98, rx: 5 }),
    svg('rect', { class: 'cabinet-top', x: 123, y: 51, width: 20, height: 98, rx: 5 }),
    lamp(),
    scanner(),
  ];
}

/** The lamp has a shape for each state: arrow, cross, mark. */
function lamp() {
  return svg(
    'g',
    { class: 'lamp', transform: 'translate(27 132)' },
    svg('circle', { class: 'lamp-glass', r: 9 }),
    svg('path', { class: 'lamp-green', d: 'M0 5.5V-5M-4.5 -.5L0 -5l4.5 4.5' }),
    svg('path', { class: 'lamp-red', d: 'M-4 -4L4 4M4 -4L-4 4' }),
    svg('path', { class: 'lamp-amber', d: 'M0 -5V1.5M0 5v.2' })
  );
}

function scanner() {
  return svg(
    'g',
    { class: 'scanner', transform: 'translate(133 132)' },
    svg('rect', { class: 'scanner-glass', x: -9, y: -11, width: 18, height: 22, rx: 4 }),
    svg('path', { class: 'scanner-beam', d: 'M-6 0H6' }),
    svg('path', { class: 'scanner-off', d: 'M-12 -13L12 13' })
  );
}

function wings() {
  return [
    svg('path', { class: 'wing wing-left', d: 'M42 92H79V101Q60 110 42 110z' }),
    svg('path', { class: 'wing wing-right', d: 'M118 92H81V101Q100 110 118 110z' }),
  ];
}

/** Keeps one figure for each body and lets it walk from place to place; who is gone walks out of the picture. */
function walkersIn(people) {
  const figures = new Map();
  return bodies => {
    const here = new Set(bodies.map(body => body.id));
    for (const [id, figure] of figures) if (!here.has(id)) leave(figures, id, figure);
    for (const [index, body] of bodies.entries()) {
      if (!figures.has(body.id)) figures.set(body.id, arrive(people, body));
      const beside = bodies.slice(0, index).filter(other => other.place === body.place && !other.tailgating).length;
      walk(figures.get(body.id), body, body.tailgating ? 0 : beside);
    }
  };
}

function arrive(people, body) {
  const figure = svg(
    'g',
    { class: body.tailgating ? 'person tailgating' : 'person' },
    svg('ellipse', { class: 'shoulders', rx: 17, ry: 9 }),
    svg('circle', { class: 'head', r: 7.5 }),
    svg('rect', { class: 'held-phone', x: 13, y: -20, width: 7, height: 12, rx: 1.5 })
  );
  move(figure, ARRIVES_Y);
  people.append(figure);
  figure.getBoundingClientRect(); // the start must be laid out, or there is nothing to walk from
  return figure;
}

/** Who stands where others stand already stands beside them, left and right in turn. */
function walk(figure, body, beside) {
  figure.dataset.place = body.place;
  move(
    figure,
    (PLACE_Y[body.place] ?? PLACE_Y.before) + (body.tailgating && body.place !== 'turned_back' ? TAILGATER_BEHIND : 0),
    MIDDLE_X + (beside % 2 ? 1 : -1) * Math.ceil(beside / 2) * BESIDE_X
  );
}

function leave(figures, id, figure) {
  figures.delete(id);
  move(figure, figure.dataset.place === 'through' ? LEAVES_Y.through : LEAVES_Y.other);
  setTimeout(() => figure.remove(), matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : WALK_MS);
}

function move(figure, y, x = MIDDLE_X) {
  figure.style.transform = `translate(${x}px, ${y}px)`;
}

function roadside() {
  const title = svg('title');
  const element = svg(
    'svg',
    { viewBox: '0 16 160 168', class: 'scene roadside', role: 'img' },
    title,
    svg('rect', { class: 'verge', x: 0, y: 0, width: 160, height: 200 }),
    svg('rect', { class: 'road', x: 14, y: 0, width: 86, height: 200 }),
    svg('path', { class: 'road-line', d: 'M57 0V200' }),
    svg('path', { class: 'road-edge', d: 'M16 0V200M98 0V200' }),
    car(),
    driver(),
    officer()
  );
  return {
    element,
    update(next, name, language) {
      mark(element, next);
      const here = next.bodies.length > 0 || next.display !== null;
      element.dataset.person = String(here);
      tell(title, [name, word(LAMPS, next.lamp)[language], ...next.bodies.map(body => word(PLACES, body.place)[language])], language);
    },
  };
}

function car() {
  return svg(
    'g',
    { class: 'car', transform: 'translate(77 104)' },
    svg('rect', { class: 'car-shell', x: -17, y: -42, width: 34, height: 84, rx: 11 }),
    svg('path', { class: 'car-glass', d: 'M-12 -18Q0 -25 12 -18L10 -8Q0 -11 -10 -8z' }),
    svg('path', { class: 'car-glass', d: 'M-11 26Q0 31 11 26L9 18Q0 20 -9 18z' })
  );
}

function driver() {
  return svg(
    'g',
    { class: 'person driver', transform: 'translate(112 112)' },
    svg('ellipse', { class: 'shoulders', rx: 9, ry: 16 }),
    svg('circle', { class: 'head', r: 7.5 })
  );
}

function officer() {
  return svg(
    'g',
    { class: 'officer', transform: 'translate(142 104)' },
    svg('ellipse', { class: 'shoulders', rx: 9, ry: 17 }),
    svg('circle', { class: 'cap', r: 8.5 }),
    svg('path', { class: 'cap-peak', d: 'M-8.2 -3A9 9 0 0 0 -8.2 3' }),
    svg('rect', { class: 'handset', x: -21, y: 6, width: 9, height: 13, rx: 2 })
  );
}
