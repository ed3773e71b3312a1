// The code on the screen: its generation time, the ring of 60 seconds, Refresh, and the code on full white.

import { encode, paint } from '../../codec/qr.js';
import { h, setText } from '../../shared/dom.js';
import { during } from './ui.js';
import { second } from './times.js';

const RING_S = 60;
const RED = '#b3001b';

/**
 * Paints a code; a red one keeps its white ground.
 * @param {HTMLCanvasElement} canvas @param {string} text @param {boolean} red @param {?number} edge CSS pixels at most
 */
function paintCode(canvas, text, red, edge) {
  paint(canvas, encode(text), edge);
  if (!red) return;
  const brush = canvas.getContext('2d');
  brush.globalCompositeOperation = 'lighten';
  brush.fillStyle = RED;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.globalCompositeOperation = 'source-over';
}

/**
 * The code as a picture, as a scanner would see it on the screen.
 * @param {string} text @param {boolean} [red]
 * @returns {Promise<Blob>} PNG
 */
export async function codePicture(text, red = false) {
  const canvas = document.createElement('canvas');
  paintCode(canvas, text, red, null);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  if (blob === null) throw new Error('The browser made no PNG of the code.');
  return blob;
}

const face = (label) => ({
  canvas: h('canvas', { role: 'img', 'aria-label': label, 'data-testid': 'code' }),
  now: h('p', { class: 'app-now digits' }),
  made: h('p', { class: 'small', 'data-testid': 'made-at' }),
  ring: h('div', { class: 'app-ring digits', role: 'timer', 'aria-label': { en: 'Seconds to the next code', zh: '距二维码更新的秒数' } }),
});

/**
 * The code's part of a screen. `update()` follows what the phone shows.
 * @typedef {object} Shown what an app's holder gives: `code` `{text, madeAt, stale}` or null, `secondsLeft`, `isRed`, `refresh()`, and
 *   `ageText()`, a pair or '' for the line below the ring
 */
export class CodeView {
  #live;
  #clock;
  #words;
  #small;
  #large = null;
  #age = h('p', { class: 'small', role: 'status', 'data-testid': 'code-age' });
  #painted = '';

  /**
   * @param {Shown} live
   * @param {{now: () => number}} clock the phone's
   * @param {{label: object, advice: object}} words pairs: what the code is, and what stands below it
   */
  constructor(live, clock, words) {
    this.#live = live;
    this.#clock = clock;
    this.#words = words;
    this.#small = face(words.label);
    const told = h('div', { role: 'alert' });
    const refresh = h('button', { type: 'button', class: 'button primary', 'data-testid': 'refresh',
      onclick: () => during(refresh, told, () => live.refresh()) }, { en: 'Refresh', zh: '刷新' });
    this.element = h('section', { class: 'app-code', hidden: true, 'aria-label': words.label },
      this.#small.now,
      h('button', { type: 'button', class: 'app-code-button', 'data-testid': 'enlarge', onclick: () => this.#open() }, this.#small.canvas,
        h('span', { class: 'small' }, { en: 'Tap for full size', zh: '点按放大' })),
      this.#small.made,
      h('div', { class: 'app-code-line' }, this.#small.ring, refresh), told, this.#age,
      h('p', { class: 'small' }, words.advice));
  }

  /** Shows the code, the time and the ring as they are now. */
  update() {
    const live = this.#live;
    this.element.hidden = !live.code;
    if (!live.code) {
      this.#painted = '';
      this.close();
      return;
    }
    const red = live.isRed;
    this.element.classList.toggle('red', red);
    const look = `${red}${live.code.text}`;
    if (this.#painted !== look) {
      this.#painted = look;
      paintCode(this.#small.canvas, live.code.text, red, smallEdge());
      if (this.#large) paintCode(this.#large.canvas, live.code.text, red, largeEdge());
    }
    this.#turn(this.#small);
    if (this.#large) this.#turn(this.#large);
    this.element.classList.toggle('stale', live.code.stale);
    setText(this.#age, live.ageText());
  }

  /** Takes the large code away. */
  close() { this.#large?.dialog.close(); }

  #turn(parts) {
    const live = this.#live;
    const at = second(live.code.madeAt);
    setText(parts.now, second(this.#clock.now()));
    setText(parts.made, { en: `Generated at ${at}`, zh: `生成时间 ${at}` });
    parts.ring.style.setProperty('--part', String(live.secondsLeft / RING_S));
    setText(parts.ring, String(live.secondsLeft));
  }

  #open() {
    const live = this.#live;
    if (!live.code) return;
    const parts = face(this.#words.label);
    const dialog = h('dialog', { class: 'app-large', 'aria-label': this.#words.label }, parts.now, parts.canvas, parts.made, parts.ring,
      h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, { en: 'Close', zh: '关闭' }));
    dialog.addEventListener('close', () => {
      dialog.remove();
      this.#large = null;
    });
    this.element.append(dialog);
    this.#large = { ...parts, dialog };
    dialog.showModal();
    paintCode(parts.canvas, live.code.text, live.isRed, largeEdge());
    this.update();
  }
}

/** The card's code: it leaves room for the page's edges. */
const smallEdge = () => Math.min(300, Math.max(120, innerWidth - 64));

/** As large as the window takes it, with room for the times. */
const largeEdge = () => Math.min(innerWidth - 24, Math.max(220, innerHeight - 220), 560);
