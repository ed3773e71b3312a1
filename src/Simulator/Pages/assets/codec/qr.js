// QR code (ISO/IEC 18004), alphanumeric mode, versions 1 to 40, all four levels of error correction, the eight masks. Written from the
// standard: data and error correction here, the matrix in qr-matrix.js.

import { ALPHABET } from './base45.js';
import { codewords } from './qr-correction.js';
import { LEVELS, Matrix, VERSION_MAX, codewordCount } from './qr-matrix.js';

/** Light modules all round a symbol (ISO/IEC 18004, 9.1). */
export const QUIET_ZONE = 4;

const MODE_ALPHANUMERIC = 0b0010, MODE_BITS = 4;
const PAD = [0b11101100, 0b00010001];
const DEFAULT_MODULE_PIXELS = 4;

/**
 * The symbol of a text in the smallest version that holds it. Throws `RangeError` for a character outside the alphanumeric alphabet, for an
 * unknown level and for a text that no version holds.
 * @param {string} text of the 45 characters of alphanumeric mode
 * @param {'L'|'M'|'Q'|'H'} level error correction
 * @param {?number} mask 0 to 7 forces one; null takes the one with the least penalty
 * @returns {{size: number, version: number, mask: number, dark: (x: number, y: number) => boolean}} `size` modules a side, without the
 *   quiet zone; `dark(x, y)` with x to the right and y down
 */
export function encode(text, level = 'M', mask = null) {
  if (!Object.hasOwn(LEVELS, level)) throw new RangeError('The level is one of L, M, Q, H.');
  for (const character of text) {
    if (!ALPHABET.includes(character)) throw new RangeError('A character is not of the alphanumeric alphabet.');
  }
  const version = versionOf(text.length, level);
  const data = dataCodewords(text, version, codewordCount(version, level).data);
  return new Matrix(version, level, codewords(data, version, level)).masked(mask);
}

/**
 * Paints a symbol crisply: modules of whole device pixels, black on pure white, with its quiet zone. Sets the canvas's size in pixels and
 * its width and height in CSS pixels to match.
 * @param {HTMLCanvasElement} canvas
 * @param {ReturnType<typeof encode>} code
 * @param {?number} cssPixels edge at most, in CSS pixels; null takes the width of the canvas's parent, or 4 pixels a module without one
 */
export function paint(canvas, code, cssPixels = null) {
  const modules = code.size + 2 * QUIET_ZONE;
  const ratio = globalThis.devicePixelRatio || 1;
  const edge = cssPixels ?? canvas.parentElement?.clientWidth ?? 0;
  const module = edge > 0 ? Math.max(1, Math.floor((edge * ratio) / modules)) : DEFAULT_MODULE_PIXELS;
  canvas.width = canvas.height = modules * module;
  canvas.style.width = canvas.style.height = `${canvas.width / ratio}px`;
  const context = canvas.getContext('2d', { alpha: false });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.dark(x, y)) context.fillRect((x + QUIET_ZONE) * module, (y + QUIET_ZONE) * module, module, module);
    }
  }
}

/** Bits of the character count (table 3). */
function countBits(version) {
  return version <= 9 ? 9 : version <= 26 ? 11 : 13;
}

function versionOf(length, level) {
  const dataBits = Math.floor(length / 2) * 11 + (length % 2) * 6;
  for (let version = 1; version <= VERSION_MAX; version++) {
    const fits = length < 2 ** countBits(version);
    if (fits && MODE_BITS + countBits(version) + dataBits <= codewordCount(version, level).data * 8) return version;
  }
  throw new RangeError('The text is too long for a QR code.');
}

/** Mode, count, pairs of characters in 11 bits, terminator, padding (7.4). */
function dataCodewords(text, version, count) {
  const bits = [];
  const put = (value, length) => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  put(MODE_ALPHANUMERIC, MODE_BITS);
  put(text.length, countBits(version));
  for (let i = 0; i + 1 < text.length; i += 2) put(ALPHABET.indexOf(text[i]) * 45 + ALPHABET.indexOf(text[i + 1]), 11);
  if (text.length % 2 === 1) put(ALPHABET.indexOf(text[text.length - 1]), 6);
  put(0, Math.min(4, count * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const bytes = new Uint8Array(count);
  const used = bits.length / 8;
  for (let i = 0; i < bits.length; i++) bytes[i >> 3] |= bits[i] << (7 - (i & 7));
  for (let i = used; i < count; i++) bytes[i] = PAD[(i - used) % 2];
  return bytes;
}
