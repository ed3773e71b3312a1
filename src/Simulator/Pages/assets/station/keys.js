/** Keys of the page, and the help that lists them. Single keys can be switched off, and never act inside a field. */
import { h } from '../shared/dom.js';
import { current } from './feed.js';
import { hearKeysOf, onKey } from './key-windows.js';
import { LANE_KEYS_MAX } from './lanes.js';
import { chooseBeside, chosenPhone } from './phones.js';
import { button, said } from './view.js';

const KEPT = 'temp-identity.station.single-keys';
let areOn = localStorage.getItem(KEPT) !== 'off';

const KEYS = [
  ['1 – 4', { en: 'hold the chosen phone to lane 1 to 4', zh: '将所选手机对准1至4号通道' }],
  ['N', { en: 'choose the next phone', zh: '选择下一部手机' }],
  ['P', { en: 'choose the phone before', zh: '选择上一部手机' }],
  ['S', { en: 'screenshot of the chosen phone, into the tray', zh: '对所选手机截图，放入托盘' }],
  ['?', { en: 'this help', zh: '本帮助' }],
  ['Esc', { en: 'close this help', zh: '关闭帮助' }],
  [
    'Tab',
    {
      en: 'from control to control; everything works with Tab, Enter and Space alone',
      zh: '在控件间移动；仅用 Tab、回车和空格即可完成全部操作',
    },
  ],
];

/**
 * Listens for the page's keys.
 * @param {{onHold: (lane: string) => void, onShot: (card: object) => void}} actions
 * @returns {{helpButton: HTMLElement, dialog: HTMLElement}}
 */
export function keys(actions) {
  const dialog = helpDialog();
  const helpButton = button({ en: 'Keys and help', zh: '按键与帮助' }, () => dialog.showModal(), { class: 'quiet' });
  const hear = event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (dialog.open || takesText(event.target)) return;
    if (event.key === '?') {
      dialog.showModal();
      event.preventDefault();
    } else if (areOn && act(event.key, actions)) {
      event.preventDefault();
    }
  };
  onKey(hear);
  hearKeysOf(window);
  return { helpButton, dialog };
}

function takesText(target) {
  return target?.closest?.('input, select, textarea, [contenteditable]') != null;
}

function act(key, actions) {
  const number = Number(key);
  if (Number.isInteger(number) && number >= 1 && number <= LANE_KEYS_MAX && key.trim() !== '') {
    const lane = current()?.lanes[number - 1];
    if (lane) actions.onHold(lane.id);
    return lane !== undefined;
  }
  const name = key.toLowerCase();
  if (name === 'n' || name === 'p') chooseBeside(name === 'n' ? 1 : -1);
  else if (name === 's' && chosenPhone()) actions.onShot(chosenPhone());
  else return false;
  return true;
}

function helpDialog() {
  const check = h('input', { type: 'checkbox', id: 'single-keys' });
  check.checked = areOn;
  check.addEventListener('change', () => {
    areOn = check.checked;
    localStorage.setItem(KEPT, areOn ? 'on' : 'off');
  });
  const dialog = h('dialog', { class: 'help', 'aria-labelledby': 'help-heading' });
  dialog.append(
    said('h2', { id: 'help-heading' }, { en: 'Keys and help', zh: '按键与帮助' }),
    said(
      'p',
      {},
      {
        en:
          'Add a traveller, then press 1: the phone’s code is drawn, read as a picture, and typed into the real gate software ' +
          'through its scanner line. What the passenger, the staff and an engineer see stands below the gates; the record arrives in ' +
          'head office’s books.',
        zh: '先添加旅客，再按 1：手机二维码会被绘制、按图像识读，并经扫码器线路输入真实的闸机程序。旅客、工作人员和工程师所见列在闸机下方，记录随后进入总部账本。',
      }
    ),
    h('dl', { class: 'key-list' }, ...KEYS.map(([key, what]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), said('dd', {}, what)))),
    h(
      'p',
      { class: 'check' },
      check,
      said('label', { for: 'single-keys' }, { en: 'Single keys act (off: only “?” does)', zh: '启用单键操作（关闭后仅“?”有效）' })
    ),
    said('p', { class: 'hint' }, { en: 'No key acts inside a field.', zh: '在输入框内按键不起作用。' }),
    button({ en: 'Close', zh: '关闭' }, () => dialog.close(), { class: 'primary' })
  );
  return dialog;
}
