/** Small pictures drawn in SVG. Each state has its own shape, so that no meaning hangs on colour alone. */

import { svg } from '../shared/dom.js';

/** Paths in a square of 24 units; `fill` ones are the shape, `mark` ones are drawn on it. */
const SHAPES = {
  granted: { fill: 'M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z', mark: 'M6.8 12.4l3.6 3.6l6.8-7.4' },
  refused: { fill: 'M7.7 1.5h8.6l6.2 6.2v8.6l-6.2 6.2H7.7l-6.2-6.2V7.7z', mark: 'M8 8l8 8M16 8l-8 8' },
  refer: { fill: 'M12 1.8L23 21.6H1z', mark: 'M12 9v6M12 18.2v.6' },
  unknown: { fill: 'M2 4.5h20v15H2z', mark: 'M7 12h.4M11.8 12h.4M16.6 12h.4' },
  waiting: { fill: 'M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z', mark: 'M12 6.5V12l3.8 2.6' },
  idle: { mark: 'M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M7 12h10' },
  up: { fill: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z', mark: 'M8 12.3l2.8 2.8l5.4-6' },
  down: { fill: 'M4 4h16v16H4z', mark: 'M8 8l8 8M16 8l-8 8' },
  train: {
    mark:
      'M6 3.5h12a1.5 1.5 0 0 1 1.5 1.5v10a2.5 2.5 0 0 1-2.5 2.5H7A2.5 2.5 0 0 1 4.5 15V5A1.5 1.5 0 0 1 6 3.5z' +
      'M4.5 10.5h15M12 3.5v7M8.5 14.2h.2M15.3 14.2h.2M8 17.5l-2.5 3.5M16 17.5l2.5 3.5',
  },
  car: {
    mark: 'M3.5 16.5v-4l2-5.5A2 2 0 0 1 7.4 5.6h9.2A2 2 0 0 1 18.5 7l2 5.5v4zM3.5 12.5h17M6 16.5v2.4M18 16.5v2.4M6.8 14.5h.2M17 14.5h.2',
  },
  phone: { mark: 'M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5zM11 18.6h2' },
  lock: { mark: 'M5.5 10.5h13v10h-13zM8 10.5V7a4 4 0 0 1 8 0v3.5M12 14.5v2.5' },
  chain: { mark: 'M9.5 14.5l5-5M11 6.8l1.6-1.6a4.2 4.2 0 0 1 6 6L17 12.8M13 17.2l-1.6 1.6a4.2 4.2 0 0 1-6-6L7 11.2' },
  flame: { fill: 'M12 1.5c1 4 6.5 6.5 6.5 12.5a6.5 6.5 0 0 1-13 0c0-2.6 1.3-4.4 2.6-6c.4 1.6 1 2.5 1.9 3c-.5-3.5.5-7 2-9.5z' },
};

/**
 * A picture, hidden from screen readers: the words stand beside it.
 * @param {keyof SHAPES} name
 * @returns {SVGElement}
 */
export function glyph(name) {
  const shape = SHAPES[name] ?? SHAPES.unknown;
  const picture = svg('svg', { viewBox: '0 0 24 24', class: `glyph glyph-${name}`, 'aria-hidden': 'true', focusable: 'false' });
  if (shape.fill) picture.append(svg('path', { class: 'glyph-fill', d: shape.fill }));
  if (shape.mark) picture.append(svg('path', { class: 'glyph-mark', d: shape.mark }));
  return picture;
}
