// The matrix of a QR code (ISO/IEC 18004): function patterns, format and version information, placement of codewords, masks and their
// penalties.

import { penaltyOf } from './qr-penalty.js';

/** The largest version; a symbol has 17 + 4 · version modules a side. */
export const VERSION_MAX = 40;

/** Levels of error correction with the bits that the format information has for them (table 12). */
export const LEVELS = Object.freeze({ L: 0b01, M: 0b00, Q: 0b11, H: 0b10 });

/** Error correction codewords of a block, by level, from version 1 (table 9). */
const CORRECTION = {
  L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
    28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
  Q: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
    28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
    30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
};

/** Blocks, by level, from version 1 (table 9). */
const BLOCKS = {
  L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12,
    12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
  M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
  Q: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20,
    23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
  H: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
    25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
};

const FORMAT_GENERATOR = 0b10100110111, FORMAT_MASK = 0b101010000010010;
const VERSION_GENERATOR = 0b1111100100101;

/** Where a data module is turned over, by mask (table 10); i is the row, j the column. */
const MASKS = [
  (i, j) => (i + j) % 2 === 0,
  i => i % 2 === 0,
  (i, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

const frames = new Map();

/**
 * How many codewords a version and level have.
 * @param {number} version 1 to 40
 * @param {'L'|'M'|'Q'|'H'} level
 * @returns {{data: number, blocks: number, correctionPerBlock: number}}
 */
export function codewordCount(version, level) {
  const blocks = BLOCKS[level][version - 1], correctionPerBlock = CORRECTION[level][version - 1];
  return { data: (frameOf(version).free.length >> 3) - blocks * correctionPerBlock, blocks, correctionPerBlock };
}

/** A symbol before its mask is chosen. */
export class Matrix {
  /**
   * @param {number} version 1 to 40
   * @param {'L'|'M'|'Q'|'H'} level
   * @param {Uint8Array} message codewords as interleaved
   */
  constructor(version, level, message) {
    const { size, dark, free } = frameOf(version);
    this.version = version;
    this.level = level;
    this.size = size;
    this.modules = Uint8Array.from(dark);
    this.free = free;
    free.forEach((cell, i) => { this.modules[cell] = i >> 3 < message.length ? (message[i >> 3] >> (7 - (i & 7))) & 1 : 0; });
  }

  /**
   * The symbol under a mask.
   * @param {?number} mask 0 to 7; null for the one with the least penalty, the first of equals
   */
  masked(mask = null) {
    if (mask !== null) return this.#symbol(mask, this.#under(mask));
    let best = null;
    for (let candidate = 0; candidate < MASKS.length; candidate++) {
      const modules = this.#under(candidate);
      const penalty = penaltyOf(modules, this.size);
      if (best === null || penalty < best.penalty) best = { mask: candidate, modules, penalty };
    }
    return this.#symbol(best.mask, best.modules);
  }

  #under(mask) {
    const modules = Uint8Array.from(this.modules);
    for (const cell of this.free) {
      if (MASKS[mask](Math.floor(cell / this.size), cell % this.size)) modules[cell] ^= 1;
    }
    writeFormat(modules, this.size, withCheckBits((LEVELS[this.level] << 3) | mask, FORMAT_GENERATOR, 10) ^ FORMAT_MASK);
    return modules;
  }

  #symbol(mask, modules) {
    const size = this.size;
    return { size, version: this.version, mask, dark: (x, y) => modules[y * size + x] === 1 };
  }
}

/** Function patterns of a version, and the cells that are left for codewords in the order of placement. */
function frameOf(version) {
  if (!frames.has(version)) frames.set(version, new Frame(version));
  return frames.get(version);
}

class Frame {
  constructor(version) {
    this.size = 17 + 4 * version;
    this.dark = new Uint8Array(this.size ** 2);
    this.taken = new Uint8Array(this.size ** 2);
    for (let i = 0; i < this.size; i++) {
      this.#set(6, i, i % 2 === 0);
      this.#set(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [this.size - 4, 3], [3, this.size - 4]]) this.#square(x, y, 4, [2, 4]);
    this.#alignment(version);
    this.#reserveFormat();
    if (version >= 7) this.#version(version);
    this.free = this.#placement();
  }

  #set(x, y, isDark) {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y * this.size + x] = isDark ? 1 : 0;
    this.taken[y * this.size + x] = 1;
  }

  /** Rings round a centre, up to a distance; those at the light distances are light. */
  #square(x, y, radius, lightDistances) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        this.#set(x + dx, y + dy, !lightDistances.includes(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  }

  #alignment(version) {
    const centres = alignmentCentres(version, this.size);
    const last = centres.length - 1;
    centres.forEach((y, row) => centres.forEach((x, column) => {
      const inFinder = (row === 0 && (column === 0 || column === last)) || (row === last && column === 0);
      if (!inFinder) this.#square(x, y, 2, [1]);
    }));
  }

  #reserveFormat() {
    for (const [x, y] of [...formatCells(this.size).flat(), [8, this.size - 8]]) this.#set(x, y, false);
    this.#set(8, this.size - 8, true);
  }

  #version(version) {
    const bits = withCheckBits(version, VERSION_GENERATOR, 12);
    for (let i = 0; i < 18; i++) {
      const near = Math.floor(i / 3), far = this.size - 11 + (i % 3);
      this.#set(far, near, ((bits >> i) & 1) === 1);
      this.#set(near, far, ((bits >> i) & 1) === 1);
    }
  }

  /** Columns in pairs from the right, up and down in turns; the vertical timing pattern's column is left out (7.7.3). */
  #placement() {
    const cells = [];
    let up = true;
    for (let right = this.size - 1; right > 0; right -= 2, up = !up) {
      if (right === 6) right--;
      for (let i = 0; i < this.size; i++) {
        const y = up ? this.size - 1 - i : i;
        for (const x of [right, right - 1]) {
          if (this.taken[y * this.size + x] === 0) cells.push(y * this.size + x);
        }
      }
    }
    return cells;
  }
}

/** Rows and columns of alignment patterns (annex E): equally spaced by an even step back from the last, the first at 6. */
function alignmentCentres(version, size) {
  if (version === 1) return [];
  const gaps = Math.floor(version / 7) + 1;
  const last = size - 7;
  const step = version === 32 ? 26 : Math.ceil((last - 6) / (2 * gaps)) * 2;
  return [6, ...Array.from({ length: gaps }, (_, i) => last - step * (gaps - 1 - i))];
}

/** The cells of both copies of the format information, bit 0 first. */
function formatCells(size) {
  const round = [0, 1, 2, 3, 4, 5, 7, 8];
  const first = [...round.map(y => [8, y]), [7, 8], ...[5, 4, 3, 2, 1, 0].map(x => [x, 8])];
  const second = Array.from({ length: 15 }, (_, i) => (i < 8 ? [size - 1 - i, 8] : [8, size - 15 + i]));
  return [first, second];
}

function writeFormat(modules, size, bits) {
  for (const cells of formatCells(size)) cells.forEach(([x, y], i) => { modules[y * size + x] = (bits >> i) & 1; });
}

/** The value with the check bits of a BCH code behind it (annexes C and D). */
function withCheckBits(value, generator, checkBits) {
  let rest = value << checkBits;
  for (let bit = 31 - Math.clz32(rest); bit >= checkBits; bit--) {
    if ((rest >> bit) & 1) rest ^= generator << (bit - checkBits);
  }
  return (value << checkBits) | rest;
}
