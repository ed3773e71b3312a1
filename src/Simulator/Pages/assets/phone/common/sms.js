// Messages that reach this phone: the services' simulated outbox, read for one number. Nothing was ever sent over any network.

import { h, icon } from '../../shared/dom.js';

const PAGE_MAX = 200;
/** While a message is expected the outbox is read so often. */
const EXPECTING_MS = 1_000;
/** While an application is being reviewed. */
const WAITING_MS = 5_000;
/** A message is expected for so long. */
const EXPECT_FOR_MS = 60_000;
/** Messages that are kept to look for a code in. */
const HEARD_MAX = 10;
const CODE = /(?<![0-9])[0-9]{6}(?![0-9])/u;

/**
 * Reads one service's outbox for one phone number.
 */
export class Messages {
  #read;
  #number;
  #place;
  #tell;
  #timer = null;
  #expectUntil = 0;
  #busy = null;
  #waiting = false;
  #ended = false;
  #heard = [];
  #listeners = new Set();

  /**
   * @param {(after: number) => Promise<object[]>} read the outbox's messages after a number, oldest first, 200 at most
   * @param {() => string|null} number this phone's number
   * @param {{heardUntil: number}} place keeps how far was read
   * @param {(message: object) => void} tell is called with each message for this number: `{id, text, text_zh_cn, sent_at, …}`
   */
  constructor(read, number, place, tell) {
    this.#read = read;
    this.#number = number;
    this.#place = place;
    this.#tell = tell;
  }

  /** An application is being reviewed: its result comes by SMS. */
  set waiting(value) {
    this.#waiting = value;
    this.#plan();
  }

  /** An SMS is on its way. */
  expect() {
    this.#expectUntil = performance.now() + EXPECT_FOR_MS;
    this.#plan();
  }

  /** Passes over everything that was sent before now. */
  skip() {
    this.#heard.length = 0;
    return this.#catchUp(() => {});
  }

  /** Reads what is new now. */
  look() { return this.#catchUp((message) => this.#deliver(message)); }

  /**
   * The six digits of the next SMS.
   * @param {number} waitMs
   * @returns {Promise<string>} throws when none came in time
   */
  async nextCode(waitMs) {
    const already = this.#heard.map((message) => CODE.exec(message.text)?.[0]).find(Boolean);
    if (already) return already;
    return new Promise((resolve, reject) => {
      const finish = (act) => {
        clearTimeout(late);
        this.#listeners.delete(listener);
        act();
      };
      const listener = (message) => {
        const found = CODE.exec(message.text);
        if (found) finish(() => resolve(found[0]));
      };
      const late = setTimeout(() => finish(() => reject(new Error('No SMS came in time.'))), waitMs);
      this.#listeners.add(listener);
      this.look().catch((error) => finish(() => reject(error)));
    });
  }

  /** Ends all reading. */
  end() {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #deliver(message) {
    this.#heard.push(message);
    if (this.#heard.length > HEARD_MAX) this.#heard.shift();
    for (const listener of this.#listeners) listener(message);
    this.#tell(message);
  }

  async #catchUp(act) {
    // One reader at a time: a message is delivered once.
    while (this.#busy) await this.#busy;
    this.#busy = this.#pages(act).finally(() => { this.#busy = null; });
    await this.#busy;
  }

  async #pages(act) {
    for (;;) {
      const page = await this.#read(this.#place.heardUntil);
      if (page.length > 0) this.#place.heardUntil = page.at(-1).id;
      for (const message of page) {
        if (message.channel === 'sms' && message.recipient === this.#number()) act(message);
      }
      if (page.length < PAGE_MAX) return;
    }
  }

  #plan() {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    const expecting = performance.now() < this.#expectUntil;
    if (!expecting && !this.#waiting) return;
    this.#timer = setTimeout(async () => {
      try {
        await this.look();
      } catch (error) {
        // Without a network no message comes; the next look is planned all the same.
        if (!error.title) throw error;
      }
      this.#plan();
    }, expecting ? EXPECTING_MS : WAITING_MS);
  }
}

/**
 * An SMS as the phone shows it, above whatever app is open, marked as simulated.
 * @param {{text: string, text_zh_cn: string}} message
 * @param {{onClose: () => void, onCode: ((code: string) => void)|null}} acts `onCode` takes the message's six digits
 */
export function smsBanner(message, { onClose, onCode }) {
  const code = CODE.exec(message.text)?.[0];
  return h('div', { class: 'card sms-banner' },
    h('div', { class: 'row' }, icon('sms'), h('span', { class: 'tag simulated' }, { en: 'Simulated SMS', zh: '模拟短信' })),
    h('p', {}, { en: message.text, zh: message.text_zh_cn }),
    h('div', { class: 'row' },
      code && onCode ? h('button', { type: 'button', class: 'button grow', onclick: () => onCode(code) },
        { en: `Fill in ${code}`, zh: `填入 ${code}` }) : null,
      h('button', { type: 'button', class: 'button', onclick: onClose }, { en: 'Close', zh: '关闭' })));
}
