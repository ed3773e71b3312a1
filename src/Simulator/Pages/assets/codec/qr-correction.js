// Error correction of a QR code: Reed–Solomon over GF(256) with the polynomial x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, 7.5), and how
// blocks are interleaved (7.6).

import { codewordCount } from './qr-matrix.js';

const FIELD = 0x11d;

const EXP = new Uint8Array(255), LOG = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i++) {
  EXP[i] = value;
  LOG[value] = i;
  value <<= 1;
  if (value > 0xff) value ^= FIELD;
}

/**
 * The final message: data and error correction codewords of all blocks, interleaved.
 * @param {Uint8Array} data as many codewords as the version and level hold
 * @param {number} version 1 to 40
 * @param {'L'|'M'|'Q'|'H'} level
 * @returns {Uint8Array}
 */
export function codewords(data, version, level) {
  const { blocks, correctionPerBlock } = codewordCount(version, level);
  const short = Math.floor(data.length / blocks);
  const longOnes = data.length % blocks;
  const generator = generatorOf(correctionPerBlock);
  const dataBlocks = [], correctionBlocks = [];
  for (let block = 0, at = 0; block < blocks; block++) {
    const length = short + (block >= blocks - longOnes ? 1 : 0);
    const part = data.subarray(at, at + length);
    dataBlocks.push(part);
    correctionBlocks.push(remainder(part, generator));
    at += length;
  }
  return Uint8Array.from([...interleave(dataBlocks), ...interleave(correctionBlocks)]);
}

function* interleave(blocks) {
  const longest = Math.max(...blocks.map(block => block.length));
  for (let i = 0; i < longest; i++) {
    for (const block of blocks) {
      if (i < block.length) yield block[i];
    }
  }
}

function multiply(a, b) {
  return a === 0 || b === 0 ? 0 : EXP[(LOG[a] + LOG[b]) % 255];
}

/** (x − α⁰)(x − α¹)…, highest power first, the leading 1 left out. */
function generatorOf(degree) {
  let polynomial = [1];
  for (let i = 0; i < degree; i++) {
    const next = [...polynomial, 0];
    polynomial.forEach((coefficient, j) => { next[j + 1] ^= multiply(coefficient, EXP[i]); });
    polynomial = next;
  }
  return polynomial.slice(1);
}

function remainder(data, generator) {
  const rest = new Uint8Array(generator.length);
  for (const byte of data) {
    const factor = byte ^ rest[0];
    rest.copyWithin(0, 1);
    rest[rest.length - 1] = 0;
    generator.forEach((coefficient, i) => { rest[i] ^= multiply(coefficient, factor); });
  }
  return rest;
}
