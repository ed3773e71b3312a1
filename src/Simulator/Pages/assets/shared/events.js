/** Server-sent events that heal by themselves, and a bar that says when they are lost. */

import { h, icon, put } from './dom.js';

const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 5_000;

/**
 * Listens to a stream of events until closed.
 * @param {string} path
 * @param {Record<string, (data: any) => void>} handlers by the event's name; data is parsed JSON.
 * @param {object} [options]
 * @param {number} [options.silenceMsMax] with heartbeats: a stream that is silent for longer is lost. Default 30 s.
 * @returns {EventStream}
 */
export function listen(path, handlers, { silenceMsMax = 30_000 } = {}) {
  return new EventStream(path, handlers, silenceMsMax);
}

/** A stream; `state` is `connecting`, `connected` or `lost`. */
class EventStream {
  #path;
  #handlers;
  #silenceMsMax;
  #source = null;
  #retryMs = RETRY_MS_MIN;
  #retryTimer = null;
  #silenceTimer = null;
  #listeners = new Set();
  #closed = false;
  #beats = false;

  constructor(path, handlers, silenceMsMax) {
    this.#path = path;
    this.#handlers = handlers;
    this.#silenceMsMax = silenceMsMax;
    this.state = 'connecting';
    this.#open();
  }

  /** Calls back after each change of `state`. @returns {() => void} ends it. */
  onState(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the stream for good. */
  close() {
    this.#closed = true;
    this.#stop();
    clearTimeout(this.#retryTimer);
  }

  #open() {
    const source = new EventSource(this.#path);
    this.#source = source;
    source.onopen = () => {
      this.#retryMs = RETRY_MS_MIN;
      this.#heard();
      this.#become('connected');
    };
    source.onerror = () => this.#lose();
    source.addEventListener('heartbeat', () => {
      this.#beats = true;
      this.#heard();
    });
    for (const [name, handler] of Object.entries(this.#handlers)) {
      source.addEventListener(name, (event) => {
        this.#heard();
        handler(JSON.parse(event.data));
      });
    }
  }

  #heard() {
    clearTimeout(this.#silenceTimer);
    if (this.#beats) this.#silenceTimer = setTimeout(() => this.#lose(), this.#silenceMsMax);
  }

  // The browser gives up for good after some errors, so the reconnecting is ours alone.
  #lose() {
    this.#stop();
    if (this.#closed) return;
    this.#become('lost');
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#open(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS_MAX);
  }

  #stop() {
    clearTimeout(this.#silenceTimer);
    this.#source.close();
  }

  #become(state) {
    if (state === this.state) return;
    this.state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}

/**
 * A bar for the top of a page: empty while connected.
 * @param {EventStream} stream
 * @returns {HTMLElement} a live region.
 */
export function connectionBar(stream) {
  const bar = h('div', { class: 'connection-bar', role: 'status' });
  const show = () => put(bar, stream.state === 'lost' && h('p', {}, icon('offline'), {
    en: 'Connection lost. What you see may be old. Connecting again…',
    zh: '连接已断开，显示内容可能不是最新，正在重新连接…',
  }));
  stream.onState(show);
  show();
  return bar;
}
