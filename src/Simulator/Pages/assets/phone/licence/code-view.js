// The code on the display: black on green or red, its generation time, the ring of 60 seconds, Refresh, and the code on full white.

import { encode, paint } from '../../codec/qr.js';
import { h, setText } from '../../shared/dom.js';
import { during } from './ui.js';
import { second } from './times.js';

const RING_S = 60;
const RED = '#b3001b';
const LABEL = { en: 'QR code of the electronic licence', zh: '驾驶证电子版二维码' };

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
 * @param {string} text @param {boolean} red
 * @returns {Promise<Blob>} PNG
 */
export async function codePicture(text, red) {
  const canvas = document.createElement('canvas');
  paintCode(canvas, text, red, null);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  if (blob === null) throw new Error('The browser made no PNG of the code.');
  return blob;
}

const face = () => ({
  canvas: h('canvas', { role: 'img', 'aria-label': LABEL }),
  now: h('p', { class: 'licence-now digits' }),
  made: h('p', { class: 'small' }),
  ring: h('div', { class: 'licence-ring digits', role: 'timer', 'aria-label': { en: 'Seconds to the next code', zh: '距二维码更新的秒数' } }),
});

/** The code's part of the display. `update()` follows the phone's live licence. */
export class CodeView {
  #app;
  #small = face();
  #large = null;
  #age = h('p', { class: 'small', role: 'status' });
  #painted = '';

  constructor(app) {
    this.#app = app;
    const told = h('div', { role: 'alert' });
    const refresh = h('button', { type: 'button', class: 'button primary', onclick: () => during(refresh, told, () => app.live.refresh()) },
      { en: 'Refresh', zh: '刷新' });
    this.element = h('section', { class: 'licence-code', hidden: true, 'aria-label': LABEL },
      this.#small.now,
      h('button', { type: 'button', class: 'licence-code-button', onclick: () => this.#open() }, this.#small.canvas,
        h('span', { class: 'small' }, { en: 'Tap for full size', zh: '点按放大' })),
      this.#small.made,
      h('div', { class: 'licence-code-line' }, this.#small.ring, refresh), told, this.#age,
      h('p', { class: 'small' }, { en: 'Show it live; a screenshot does not count.', zh: '请实时出示，截图无效。' }));
  }

  /** Shows the code, the time and the ring as they are now. */
  update() {
    const { live } = this.#app;
    this.element.hidden = !live.code;
    if (!live.code) {
      this.#painted = '';
      this.close();
      return;
    }
    const red = live.display?.colour === 'red';
    this.element.classList.toggle('red', red);
    const look = `${red}${live.code.text}`;
    if (this.#painted !== look) {
      this.#painted = look;
      paintCode(this.#small.canvas, live.code.text, red, smallEdge());
      if (this.#large) paintCode(this.#large.canvas, live.code.text, red, largeEdge());
    }
    this.#turn(this.#small);
    if (this.#large) this.#turn(this.#large);
    setText(this.#age, this.#ageText());
  }

  /** Takes the large code away. */
  close() { this.#large?.dialog.close(); }

  #turn(parts) {
    const { live, phone } = this.#app;
    const at = second(live.code.madeAt);
    setText(parts.now, second(phone.clock.now()));
    setText(parts.made, { en: `Generated at ${at}`, zh: `生成时间 ${at}` });
    parts.ring.style.setProperty('--part', String(live.secondsLeft / RING_S));
    setText(parts.ring, String(live.secondsLeft));
  }

  #ageText() {
    const { live } = this.#app;
    if (live.code.stale) return { en: 'This code is out of date. Tap Refresh.', zh: '二维码未能及时更新，请点击“刷新”。' };
    if (live.form !== 'bound') return '';
    const until = second(live.endsAt).slice(11);
    if (!live.display) return { en: `Made by this phone until ${until}.`, zh: `由本机生成，可用至 ${until}。` };
    const asOf = second(live.displayedAt).slice(11);
    return { en: `Made by this phone until ${until}; status as of ${asOf}.`, zh: `由本机生成，可用至 ${until}；状态截至 ${asOf}。` };
  }

  #open() {
    const { live } = this.#app;
    if (!live.code) return;
    const parts = face();
    const dialog = h('dialog', { class: 'licence-large', 'aria-label': LABEL }, parts.now, parts.canvas, parts.made, parts.ring,
      h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, { en: 'Close', zh: '关闭' }));
    dialog.addEventListener('close', () => {
      dialog.remove();
      this.#large = null;
    });
    this.element.append(dialog);
    this.#large = { ...parts, dialog };
    dialog.showModal();
    paintCode(parts.canvas, live.code.text, live.display?.colour === 'red', largeEdge());
    this.update();
  }
}

/** The card's code: it leaves room for the page's edges. */
const smallEdge = () => Math.min(264, Math.max(120, innerWidth - 72));

/** As large as the window takes it, with room for the times. */
const largeEdge = () => Math.min(innerWidth - 24, Math.max(220, innerHeight - 220), 560);
