/** Head office's books: rows as they arrive, what they prove, and the one key that opens a row. */
import { h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { glyph } from './glyphs.js';
import { onSnapshot } from './feed.js';
import { failure, notice, refusal } from './notices.js';
import { ROW_KINDS, word } from './texts.js';
import { button, clockText, labelled, resay, said, same, set } from './view.js';

/** Longest text that the field for the key takes. */
const KEY_LENGTH_MAX = 4096;

/**
 * The panel of the books.
 * @returns {HTMLElement}
 */
export function books() {
  const held = said('strong', {}, same('0'));
  const waiting = said('strong', {}, same('0'));
  const chain = h('div', { class: 'figure chain' }, said('strong', {}, same('')), said('span', {}, { en: 'chain', zh: '链' }));
  const rows = h('tbody', {});
  const opened = h('div', { class: 'opened', role: 'status' });
  const key = keyField();
  const shown = { newest: null };
  onSnapshot(snapshot => {
    resay(held, same(snapshot.books.held));
    resay(waiting, same(snapshot.books.waiting));
    showChain(chain, snapshot.books.proven);
    fillRows(rows, snapshot.books.rows, shown, row => open(row, key.value(), opened));
  });
  return h(
    'section',
    { class: 'books', 'aria-labelledby': 'books-heading' },
    said('h2', { id: 'books-heading' }, { en: "Head office's books", zh: '总部账本' }),
    h(
      'div',
      { class: 'figures' },
      figure(held, { en: 'rows held', zh: '已收记录' }),
      figure(waiting, { en: 'waiting at the gate', zh: '待上传' }),
      chain
    ),
    h(
      'p',
      { class: 'no-identity' },
      glyph('lock'),
      said(
        'span',
        {},
        {
          en: 'No name, no number: identities are sealed to a key that only head office holds.',
          zh: '无姓名、无号码：身份信息已加密，仅总部持有密钥。',
        }
      )
    ),
    h(
      'div',
      { class: 'rows-frame', tabindex: '0', role: 'region', 'aria-label': { en: 'Rows, newest first', zh: '记录，最新在前' } },
      h('table', { class: 'rows' }, h('thead', {}, h('tr', {}, ...HEADS.map(pair => said('th', { scope: 'col' }, pair)))), rows)
    ),
    key.element,
    opened
  );
}

const HEADS = [
  { en: 'No.', zh: '序号' },
  { en: 'What', zh: '内容' },
  { en: 'At', zh: '时刻' },
  { en: 'Open', zh: '打开' },
];

function figure(value, name) {
  return h('div', { class: 'figure' }, value, said('span', {}, name));
}

function showChain(element, proven) {
  if (element.dataset.proven === String(proven)) return;
  element.dataset.proven = String(proven);
  const words = proven ? { en: 'proven', zh: '已证实' } : { en: 'not proven', zh: '未证实' };
  element.replaceChildren(
    h('span', { class: 'chain-mark' }, glyph(proven ? 'chain' : 'down'), said('strong', {}, words)),
    said('span', {}, { en: 'chain of records', zh: '记录链' })
  );
}

function fillRows(body, rows, shown, onOpen) {
  const key = rows.map(nameOf).join();
  if (shown.key === key) return;
  const before = new Set((shown.key ?? '').split(','));
  const first = shown.key === undefined;
  shown.key = key;
  const kept = new Map([...body.children].map(line => [line.dataset.row, line]));
  body.replaceChildren(
    ...rows.map(row => {
      const line = kept.get(nameOf(row)) ?? rowLine(row, onOpen);
      line.classList.toggle('arrived', !first && !before.has(nameOf(row)));
      return line;
    })
  );
}

/** A sequence may come again after the appliance began anew. */
const nameOf = row => `${row.sequence}@${row.received_at}`;

function rowLine(row, onOpen) {
  const press = button({ en: 'Open', zh: '打开' }, () => onOpen(row), { class: 'quiet open-row' });
  labelled(press, { en: `Open record ${row.sequence} with head office's key`, zh: `用总部密钥打开第${row.sequence}号记录` });
  const kind = word(ROW_KINDS, row.kind);
  return h(
    'tr',
    { 'data-row': nameOf(row), 'data-kind': row.kind },
    h('td', { class: 'number' }, String(row.sequence)),
    h(
      'td',
      { class: 'row-what' },
      said('span', { class: 'row-kind' }, row.lane ? { en: `${kind.en} · lane ${row.lane}`, zh: `${kind.zh} · ${row.lane}号` } : kind),
      h('code', {}, breakable(row.code ?? ''))
    ),
    h('td', { class: 'number' }, h('time', {}, clockText(row.at ?? row.received_at))),
    h('td', {}, row.kind === 'decision' ? press : '–')
  );
}

/** A code that may be broken after each underscore. */
function breakable(code) {
  return code.split(/(?<=_)/).flatMap(part => [h('wbr'), part]);
}

function keyField() {
  const input = h('input', {
    id: 'books-key',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: String(KEY_LENGTH_MAX),
  });
  const element = h(
    'form',
    { class: 'key-field', onsubmit: event => event.preventDefault() },
    said('label', { for: 'books-key' }, { en: "Head office's key", zh: '总部密钥' }),
    input,
    said(
      'p',
      { class: 'hint', id: 'books-key-hint' },
      {
        en: '“serve” prints it. It stays in this field; each “Open” shows one record.',
        zh: 'serve 启动时打印。密钥只留在此框，每次“打开”只显示一条记录。',
      }
    )
  );
  set(input, 'aria-describedby', 'books-key-hint');
  return { element, value: () => input.value.trim() };
}

/** Opens one record; what it says stays until it is put away. */
async function open(row, key, place) {
  if (!key) {
    failure({ en: 'Opening a record needs head office’s key: “serve” printed it', zh: '打开记录需要总部密钥：serve 启动时已打印' });
    document.getElementById('books-key').focus();
    return;
  }
  try {
    const record = await call('POST', '/station/v1/books/open', { body: { key, record: row.sequence } });
    const away = button({ en: 'Put away', zh: '收起' }, () => place.replaceChildren(), { class: 'quiet' });
    place.replaceChildren(
      h(
        'div',
        { class: 'opened-record' },
        said('h3', {}, { en: `Record ${row.sequence}, opened`, zh: `第${row.sequence}号记录（已打开）` }),
        ...contentOf(record),
        away
      )
    );
    place.scrollIntoView({ block: 'nearest' });
    notice({ en: `Record ${row.sequence} is open below the books`, zh: `第${row.sequence}号记录已在账本下方打开` });
  } catch (error) {
    place.replaceChildren();
    refusal(error);
  }
}

/** Whether the person can be seen, and if not, why. */
const KNOWLEDGE = {
  opened: { en: 'Identity opened', zh: '身份信息已打开' },
  not_verified: { en: 'Refused by its signature or time: nobody sees whose it is', zh: '因签名或时间被拒：无人可见其身份' },
  key_missing: { en: 'The key that opens it is no longer held', zh: '可打开它的密钥已不再保存' },
  does_not_open: { en: 'Does not open: sealed without the issuer’s keys', zh: '无法打开：并非用发证机关的密钥密封' },
};

const DOCUMENTS = { resident_identity_card: { en: 'Resident identity card', zh: '中国居民身份证' } };

function contentOf(record) {
  const person = record.identity;
  const rows = person
    ? [
        [{ en: 'Name', zh: '姓名' }, person.name],
        [{ en: 'Number', zh: '证件号码' }, person.number],
        [{ en: 'Document', zh: '证件类型' }, word(DOCUMENTS, person.document_type)],
      ]
    : [];
  return [
    said('p', {}, word(KNOWLEDGE, record.knowledge)),
    h('dl', { class: 'record-facts' }, ...rows.map(([name, value]) => h('div', {}, said('dt', {}, name), said('dd', {}, value)))),
    said('p', { class: 'hint' }, { en: 'The code as it was scanned:', zh: '扫码原文：' }),
    h('p', { class: 'opened-code' }, h('code', {}, record.code)),
  ];
}
