// How the code is made, by the service or by this phone, and the two digits that the next one answers.

import { h } from '../../shared/dom.js';
import { asking, choice, hint } from './ui.js';

/**
 * The choice of the form, with the challenge's field in bound form.
 * @param {object} live the app's: `form`, `choose(form)`, `answer(digits)`
 * @param {object} digitsLabel who says the two digits, a pair
 */
export const codeForm = (live, digitsLabel) => h('details',
  { class: 'card app-details', open: live.form === 'bound', 'data-testid': 'code-form' },
  h('summary', {}, { en: 'How the code is made', zh: '二维码生成方式' }),
  choice('code-form', { en: 'Form', zh: '方式' }, [
    { value: 'issued', text: { en: 'By the service', zh: '服务端签发' },
      note: { en: 'Each code comes from the service; needs a network.', zh: '每次由服务端生成，需要网络。' } },
    { value: 'bound', text: { en: 'By this phone', zh: '本机生成' },
      note: { en: "This phone's key signs, also without a network, until 30 minutes after the check.",
        zh: '由本机密钥签名，断网时也可更新，最长30分钟。' } },
  ], live.form, (chosen) => live.choose(chosen)),
  live.form === 'bound' ? challenge(live, digitsLabel) : null);

/** The two digits that somebody says, for the next code. */
function challenge(live, label) {
  const digits = h('input', { id: 'app-challenge', inputmode: 'numeric', maxlength: 2, autocomplete: 'off', class: 'input digits',
    'data-testid': 'challenge', oninput: () => { digits.value = digits.value.replace(/[^0-9]/gu, ''); } });
  return h('div', { class: 'field' },
    h('label', { for: 'app-challenge' }, label), digits,
    asking({ en: 'New code with these digits', zh: '按此数字更新二维码' }, () => live.answer(digits.value), 'wide', 'answer-challenge'),
    hint({ en: 'They go into the next code only.', zh: '仅写入下一个二维码。' }));
}
