// CBOR (RFC 8949), core deterministic encoding (§4.2.1): shortest heads, definite lengths, map keys sorted by their encoded bytes, none
// twice. Only what TI1 has: integers, byte and text strings, arrays, maps, booleans and null; no tags, no floats.

const UNSIGNED = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5;
const FALSE = 0xf4, TRUE = 0xf5, NULL = 0xf6;

/** An item that is encoded already, written as it is: the caller vouches that it is one. */
export class Encoded {
  /** @param {Uint8Array} bytes one whole CBOR item */
  constructor(bytes) {
    this.bytes = bytes;
  }
}

/**
 * Encodes a value. Numbers are safe integers or bigints of 64 bits, maps are `Map`s. Throws `RangeError` for a number that is no such
 * integer, a key twice or a lone surrogate, `TypeError` for what TI1 has not.
 * @param {number|bigint|string|boolean|null|Uint8Array|Array|Map|Encoded} value
 * @returns {Uint8Array}
 */
export function encode(value) {
  if (value === null) return Uint8Array.of(NULL);
  if (typeof value === 'boolean') return Uint8Array.of(value ? TRUE : FALSE);
  if (typeof value === 'number' || typeof value === 'bigint') return integer(value);
  if (typeof value === 'string') return text(value);
  if (value instanceof Uint8Array) return concat([head(BYTES, value.length), value]);
  if (value instanceof Encoded) return value.bytes;
  if (Array.isArray(value)) return concat([head(ARRAY, value.length), ...value.map(encode)]);
  if (value instanceof Map) return map(value);
  throw new TypeError('TI1 has no CBOR for this value.');
}

/**
 * Joins byte strings.
 * @param {Uint8Array[]} parts
 * @returns {Uint8Array}
 */
export function concat(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function integer(value) {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError('Not a safe integer.');
  const exact = BigInt(value);
  return exact < 0n ? head(NEGATIVE, -1n - exact) : head(UNSIGNED, exact);
}

function text(value) {
  if (!value.isWellFormed()) throw new RangeError('The text is not UTF-16.');
  const bytes = new TextEncoder().encode(value);
  return concat([head(TEXT, bytes.length), bytes]);
}

function map(entries) {
  const pairs = [...entries].map(([key, value]) => ({ key: encode(key), value: encode(value) }));
  pairs.sort((a, b) => compare(a.key, b.key));
  for (let i = 1; i < pairs.length; i++) {
    if (compare(pairs[i - 1].key, pairs[i].key) === 0) throw new RangeError('A map has a key twice.');
  }
  return concat([head(MAP, pairs.length), ...pairs.flatMap(pair => [pair.key, pair.value])]);
}

/** The major type and its argument in as few bytes as there are. */
function head(major, argument) {
  const value = BigInt(argument);
  if (value >= 1n << 64n) throw new RangeError('An integer has more than 64 bits.');
  const type = major << 5;
  if (value < 24n) return Uint8Array.of(type | Number(value));
  const [info, size] = value < 1n << 8n ? [24, 1] : value < 1n << 16n ? [25, 2] : value < 1n << 32n ? [26, 4] : [27, 8];
  const bytes = new Uint8Array(1 + size);
  bytes[0] = type | info;
  for (let i = 0; i < size; i++) bytes[size - i] = Number((value >> BigInt(8 * i)) & 0xffn);
  return bytes;
}

/** Bytewise lexicographic order. */
function compare(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i] - b[i];
  }
  return a.length - b.length;
}
