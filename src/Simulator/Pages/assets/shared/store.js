/**
 * What a phone keeps when its page is closed: localStorage under the phone's id, so that several phones in one browser are apart. It holds
 * tokens and settings; no name, document number or code in clear.
 */

const PREFIX = 'phone/';

/** Ids are short and of few characters: they stand in addresses. */
const ID = /^[a-z0-9]{4,32}$/;

/** True when a text can be a phone's id. */
export function isPhoneId(text) {
  return ID.test(text ?? '');
}

/** A new random id of 8 characters. */
export function newPhoneId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => 'abcdefghjkmnpqrstuvwxyz23456789x'[byte & 31]).join('');
}

/**
 * The storage of a phone, or of one app of it.
 * @param {string} phoneId Throws RangeError when it is no id.
 * @param {string} [app] such as `ride`.
 */
export function phoneStore(phoneId, app = '') {
  if (!isPhoneId(phoneId)) throw new RangeError('A phone id has 4 to 32 characters of a-z and 0-9.');
  const prefix = `${PREFIX}${phoneId}/${app ? `${app}/` : ''}`;
  return {
    /** The value kept under a key, or null. */
    get(key) {
      const text = localStorage.getItem(prefix + key);
      return text === null ? null : JSON.parse(text);
    },
    /** Keeps a JSON value. */
    set(key, value) {
      localStorage.setItem(prefix + key, JSON.stringify(value));
    },
    /** Forgets one value. */
    remove(key) {
      localStorage.removeItem(prefix + key);
    },
    /** Forgets all of this phone, or of this app of it. */
    clear() {
      for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
    },
  };
}
