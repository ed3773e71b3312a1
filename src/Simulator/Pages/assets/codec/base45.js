// Base45 (RFC 9285), strict: two bytes are three characters, a last single byte is two. The alphabet is that of QR alphanumeric mode, the
// space included, so text must never be trimmed. Every byte string has exactly one text.

/** The 45 characters in the order of their values; also those of QR alphanumeric mode (ISO/IEC 18004, table 5). */
export const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/**
 * Encodes.
 * @param {Uint8Array} bytes
 * @returns {string} 3 characters for each 2 bytes, 2 for a last single one
 */
export function encode(bytes) {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const pair = bytes[i] * 256 + bytes[i + 1];
    text += ALPHABET[pair % 45] + ALPHABET[Math.floor(pair / 45) % 45] + ALPHABET[Math.floor(pair / 2025)];
  }
  if (bytes.length % 2 === 1) {
    const last = bytes[bytes.length - 1];
    text += ALPHABET[last % 45] + ALPHABET[Math.floor(last / 45)];
  }
  return text;
}

/**
 * Decodes. Throws `RangeError` for a length of 3n + 1, a character outside the alphabet, three characters above 65 535 or two above 255.
 * @param {string} text
 * @returns {Uint8Array}
 */
export function decode(text) {
  if (text.length % 3 === 1) throw new RangeError('No Base45 text has this length.');
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  let at = 0;
  for (let i = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3);
    const value = valueOf(group);
    if (value > (group.length === 3 ? 0xffff : 0xff)) throw new RangeError('A Base45 group is too large.');
    if (group.length === 3) bytes[at++] = value >> 8;
    bytes[at++] = value & 0xff;
  }
  return bytes;
}

function valueOf(group) {
  let value = 0;
  for (let i = group.length - 1; i >= 0; i--) {
    const digit = ALPHABET.indexOf(group[i]);
    if (digit < 0) throw new RangeError('A character is not of the Base45 alphabet.');
    value = value * 45 + digit;
  }
  return value;
}
