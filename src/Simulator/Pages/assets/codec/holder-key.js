// The phone's own key, as a phone's key store keeps it: P-256, made by WebCrypto, not extractable, in IndexedDB. One for each phone and app
// (no app sees another's). Beside it what belongs to it: the counter of presentations and the grant that names the key.

import * as base64url from './base64url.js';
import { COUNTER_MAX } from './presentation.js';

const DATABASE = 'temp-identity-keys', STORE = 'holder-keys', VERSION = 1;
const P256 = Object.freeze({ name: 'ECDSA', namedCurve: 'P-256' });

/**
 * @typedef {object} HolderKey
 * @property {CryptoKey} privateKey signs with ESP256; not extractable
 * @property {string} publicKeyText SEC1 compressed point, 33 bytes in base64url: `holder_key` of a grant's request
 * @property {() => Promise<number>} nextCounter counts on and gives the new value, 1 at first. It is on disk before it is given, so that no
 *   two presentations have the same, over reloads and frames too. Throws `RangeError` when four bytes are used up.
 * @property {() => Promise<?KeptGrant>} grant the grant kept last, or null
 * @property {(grant: ?KeptGrant) => Promise<void>} keepGrant
 * @property {() => Promise<void>} forget deletes key, counter and grant; the object is of no use afterwards
 */

/**
 * @typedef {object} KeptGrant
 * @property {Uint8Array} bytes the COSE_Sign1 array
 * @property {number} endsAtMs milliseconds since 1970
 */

/**
 * Makes the key pair of a phone's app, or loads the one that is there. Frames that ask at once get the same one.
 * @param {string} phoneId
 * @param {string} app for example `ride-id`
 * @returns {Promise<HolderKey>}
 */
export async function holderKey(phoneId, app) {
  const id = `${phoneId}/${app}`;
  const made = await find(id) ?? await keep(id, await crypto.subtle.generateKey(P256, false, ['sign', 'verify']));
  return Object.freeze({
    privateKey: made.privateKey,
    publicKeyText: await textOf(made.publicKey),
    nextCounter: () => change(id, row => {
      if (row.counter >= COUNTER_MAX) throw new RangeError('The counter of presentations is used up.');
      row.counter += 1;
      return row.counter;
    }),
    grant: async () => (await find(id))?.grant ?? null,
    keepGrant: grant => change(id, row => { row.grant = grant; }),
    forget: () => forgetKey(phoneId, app),
  });
}

/**
 * Deletes the key of a phone's app with its counter and grant, if there is one.
 * @param {string} phoneId
 * @param {string} app
 * @returns {Promise<void>}
 */
export async function forgetKey(phoneId, app) {
  await inStore('readwrite', store => store.delete(`${phoneId}/${app}`));
}

/** SEC1 compressed: 2 or 3 by the parity of y, then x. */
async function textOf(publicKey) {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const compressed = point.slice(0, 33);
  compressed[0] = 2 + (point[64] & 1);
  return base64url.encode(compressed);
}

function find(id) {
  return inStore('readonly', store => store.get(id));
}

/** Keeps a new pair, unless another frame was first; gives the one that stays. */
function keep(id, pair) {
  return inStore('readwrite', (store, done) => {
    store.get(id).onsuccess = event => {
      const row = event.target.result ?? { privateKey: pair.privateKey, publicKey: pair.publicKey, counter: 0, grant: null };
      store.put(row, id);
      done(row);
    };
  });
}

/** Changes a row in one transaction; what `work` throws undoes it. */
function change(id, work) {
  return inStore('readwrite', (store, done, fail) => {
    store.get(id).onsuccess = event => {
      const row = event.target.result;
      try {
        if (row === undefined) throw new DOMException('The key was forgotten.', 'InvalidStateError');
        done(work(row));
        store.put(row, id);
      } catch (error) {
        fail(error);
        store.transaction.abort();
      }
    };
  });
}

/**
 * Runs one transaction. The value is the result of the request that `work` gives back, or what it said with `done`; it comes when the
 * transaction is complete.
 */
async function inStore(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      let value, failure = null;
      const request = work(transaction.objectStore(STORE), said => { value = said; }, error => { failure = error; });
      transaction.oncomplete = () => resolve(request instanceof IDBRequest ? request.result : value);
      transaction.onabort = () => reject(failure ?? transaction.error);
    });
  } finally {
    database.close();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
