// The form of what a person types (L1, L2), judged before anything is sent. The service judges again and has the last word.

/** Documents that one registers with (L1), the default first. `sample` shows the number's form. */
export const DOCUMENTS = [
  { value: 'resident_identity_card', text: { en: 'Resident identity card', zh: '居民身份证' },
    sample: { en: '18 characters', zh: '18位公民身份号码' } },
  { value: 'officer_card', text: { en: "Officer's card", zh: '军官证' },
    sample: { en: 'such as 军字第1234567号', zh: '如：军字第1234567号' } },
  { value: 'soldier_card', text: { en: "Soldier's card", zh: '士兵证' },
    sample: { en: 'such as 士字第12345678号', zh: '如：士字第12345678号' } },
  { value: 'retired_officer_card', text: { en: "Retired officer's card", zh: '军官离退休证' },
    sample: { en: 'such as 退字第1234567号', zh: '如：退字第1234567号' } },
];

const PROVINCES = new Set(('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 '
  + '50 51 52 53 54 61 62 63 64 65 71 81 82 83').split(' '));
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const CARD_FORMS = {
  officer_card: /^(?![士离退])[\u4E00-\u9FFF]{1,2}字第[0-9]{4,8}号$/u,
  soldier_card: /^士字第[0-9]{4,8}号$/u,
  retired_officer_card: /^[离退]字第[0-9]{4,8}号$/u,
};
const NAME_CHARS_MAX = 40;
const ADDRESS_CHARS_MAX = 200;
const PASSWORD_CHARS_MIN = 8;
const PASSWORD_CHARS_MAX = 64;

/**
 * A document's number as it is sent: no spaces around it, a small x made the X of the card.
 * @param {string} typed
 * @returns {string}
 */
export const normalNumber = (typed) => typed.trim().toUpperCase();

function isResidentNumber(number) {
  if (!/^[0-9]{17}[0-9X]$/u.test(number) || !PROVINCES.has(number.slice(0, 2))) return false;
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  const birth = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || birth.getUTCMonth() !== month - 1 || birth.getUTCDate() !== day) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECK_CHARACTERS[sum % 11] === number[17];
}

/**
 * What is wrong with a document's number: GB 11643 for the resident card, the service's forms for the military ones.
 * @param {string} type a value of DOCUMENTS
 * @param {string} typed
 * @returns {{en: string, zh: string}|null} null when nothing is
 */
export function numberProblem(type, typed) {
  const number = normalNumber(typed);
  if (type !== 'resident_identity_card') {
    return CARD_FORMS[type].test(number) ? null
      : { en: "The document's number cannot be right. Check it.", zh: '证件号码格式不正确，请核对证件号码' };
  }
  if (number.length !== 18) return { en: 'The number has 18 characters.', zh: '居民身份证号码应为18位' };
  return isResidentNumber(number) ? null
    : { en: "The document's number cannot be right. Check it.", zh: '证件号码格式不正确，请核对证件号码' };
}

/** @param {string} typed @returns {{en: string, zh: string}|null} */
export function nameProblem(typed) {
  const name = typed.trim();
  const letters = [...name];
  return letters.length >= 1 && letters.length <= NAME_CHARS_MAX && letters.every((letter) => /[\p{L}·•・ .'-]/u.test(letter)) ? null
    : { en: 'Give the name as on the document, at most 40 characters.', zh: '请按证件填写姓名，最多40个字符' };
}

/** @param {string} typed @returns {{en: string, zh: string}|null} */
export const phoneProblem = (typed) => (/^1[3-9][0-9]{9}$/u.test(typed.trim()) ? null
  : { en: 'Give the 11 digits of a mobile number.', zh: '请填写11位手机号码' });

/** @param {string} typed @returns {{en: string, zh: string}|null} */
export function addressProblem(typed) {
  const address = typed.trim();
  if (address === '') return { en: 'Give the address.', zh: '请填写住址' };
  return address.length <= ADDRESS_CHARS_MAX && !/\p{Cc}/u.test(address) ? null
    : { en: 'Give the address, at most 200 characters.', zh: '请填写住址，最多200个字符' };
}

/** @param {string} typed @returns {{en: string, zh: string}|null} */
export const passwordProblem = (typed) => (typed.length >= PASSWORD_CHARS_MIN && typed.length <= PASSWORD_CHARS_MAX
  && /\p{L}/u.test(typed) && /\p{Nd}/u.test(typed) ? null
  : { en: 'Choose 8 to 64 characters with letters and digits.', zh: '请设置8至64位，且至少包含字母和数字的密码' });

/** @param {string} typed @returns {{en: string, zh: string}|null} */
export const archiveNumberProblem = (typed) => (/^[0-9]{12}$/u.test(typed.trim()) ? null
  : { en: 'An archive number has 12 digits. Check the archive number on the licence.', zh: '档案编号应为12位数字，请核对驾驶证上的档案编号' });

/** @param {string} typed @returns {{en: string, zh: string}|null} */
export const smsCodeProblem = (typed) => (/^[0-9]{6}$/u.test(typed.trim()) ? null
  : { en: 'The code has 6 digits.', zh: '短信验证码为6位数字' });

/**
 * A name as a screen shows it to bystanders: all but the first character hidden.
 * @param {string} name
 * @returns {string}
 */
export const maskedName = (name) => {
  const letters = [...name];
  return letters.map((letter, at) => (at === 0 ? letter : '*')).join('');
};
