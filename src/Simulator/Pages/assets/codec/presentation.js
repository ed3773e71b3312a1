// A presentation in bound form (docs/code-format.md): the phone signs the time, its counter and an officer's challenge under a grant of
// the issuer, with ESP256 (ECDSA, P-256, SHA-256, RFC 9864) by a WebCrypto key.

import * as base45 from './base45.js';
import { Encoded, encode } from './cbor.js';

/** What every code begins with. */
export const PREFIX = 'TI1:';

/** Characters of a code at most; a reader takes no longer one. */
export const TEXT_CHARS_MAX = 772;

/** The counter's end: it has four bytes. */
export const COUNTER_MAX = 0xffff_ffff;

const HEADER_ALG = 1, HEADER_KCWT = 13;
const CLAIM_IAT = 6, CLAIM_CTI = 7, CLAIM_CNONCE = 39;
const ESP256 = -9;
const ROLE = new TextEncoder().encode('TI1/present');
const ARRAY_OF_4 = 0x84;

/** How WebCrypto is asked for ESP256; its signature is r‖s, 64 bytes, as COSE wants it. */
export const SIGNING = Object.freeze({ name: 'ECDSA', hash: 'SHA-256' });

/**
 * Signs a presentation. Throws `RangeError` when the grant is no COSE_Sign1 array, a number is out of its range, the challenge is not two
 * digits, or the code would be longer than a reader takes.
 * @param {Uint8Array} grantBytes the grant's whole COSE_Sign1 array, as the issuer gave it; embedded as it is
 * @param {CryptoKey} privateKey P-256, the one that the grant names
 * @param {number} iat the phone's time, whole seconds since 1970
 * @param {number} counter the phone's counter of presentations, 0 to `COUNTER_MAX`; never the same twice
 * @param {?string} challenge the officer's two digits, or null
 * @returns {Promise<string>} the code's text, `TI1:`…
 */
export async function present(grantBytes, privateKey, iat, counter, challenge = null) {
  if (grantBytes[0] !== ARRAY_OF_4) throw new RangeError('The grant is no COSE_Sign1 array.');
  const header = encode(new Map([[HEADER_ALG, ESP256], [HEADER_KCWT, new Encoded(grantBytes)]]));
  const payload = encode(claims(iat, counter, challenge));
  const toSign = encode(['Signature1', header, ROLE, payload]);
  const signature = new Uint8Array(await crypto.subtle.sign(SIGNING, privateKey, toSign));
  const text = PREFIX + base45.encode(encode([header, new Map(), payload, signature]));
  if (text.length > TEXT_CHARS_MAX) throw new RangeError('The code is longer than a reader takes.');
  return text;
}

/**
 * True for what an officer may ask: two ASCII digits, `00` to `99`.
 * @param {string} text
 */
export function isChallenge(text) {
  return /^[0-9]{2}$/.test(text);
}

function claims(iat, counter, challenge) {
  if (!Number.isSafeInteger(iat) || iat < 0) throw new RangeError('The time is no whole number of seconds.');
  if (!Number.isSafeInteger(counter) || counter < 0 || counter > COUNTER_MAX) throw new RangeError('The counter is out of its range.');
  const map = new Map([[CLAIM_IAT, iat], [CLAIM_CTI, bigEndian(counter)]]);
  if (challenge === null) return map;
  if (!isChallenge(challenge)) throw new RangeError('The challenge is two digits.');
  return map.set(CLAIM_CNONCE, new TextEncoder().encode(challenge));
}

function bigEndian(counter) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, counter);
  return bytes;
}
