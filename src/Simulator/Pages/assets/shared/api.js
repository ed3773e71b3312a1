/** Calls the services. What they refuse and what cannot be reached are two kinds of errors, both with a title and a next step to show. */

/** Milliseconds after which an answer is no longer waited for. */
const ANSWER_MS_MAX = 10_000;

/** A service's refusal (RFC 9457 problem details). */
export class Refused extends Error {
  /** @param {number} status @param {object} problem as the service wrote it. */
  constructor(status, problem) {
    super(`Refused: ${problem.code}`);
    this.name = 'Refused';
    /** HTTP status. */
    this.status = status;
    /** Stable name, such as `quota_used`. */
    this.code = problem.code;
    /** Rule of the documents, such as `R6`, or null. */
    this.rule = problem.rule ?? null;
    /** What happened, `{en, zh}`. */
    this.title = { en: problem.title, zh: problem.title_zh_cn };
    /** What to do, `{en, zh}`. */
    this.nextStep = { en: problem.next_step, zh: problem.next_step_zh_cn };
    /** The whole of it, with what only one service knows. */
    this.problem = problem;
    /** Seconds to wait, or null. */
    this.retryAfterSeconds = null;
  }
}

/** No answer: the phone's network is off, or the service cannot be reached. */
export class Unreachable extends Error {
  /** @param {'network_off'|'no_answer'|'too_slow'} reason */
  constructor(reason) {
    super(`Unreachable: ${reason}`);
    this.name = 'Unreachable';
    this.reason = reason;
    this.code = reason;
    this.rule = null;
    this.title = TITLES[reason];
    this.nextStep = reason === 'network_off'
      ? { en: 'Switch the network on and try again', zh: '请打开网络后重试' }
      : { en: 'Check the network and try again', zh: '请检查网络后重试' };
  }
}

const TITLES = {
  network_off: { en: 'The phone has no network', zh: '手机未连接网络' },
  no_answer: { en: 'The service cannot be reached', zh: '无法连接服务' },
  too_slow: { en: 'The service did not answer in time', zh: '服务响应超时' },
};

/**
 * Calls a service.
 * @param {'GET'|'POST'|'PUT'|'DELETE'} method
 * @param {string} path of this host, such as `/ride-id/v1/sessions`.
 * @param {object} [options]
 * @param {object|Blob} [options.body] an object goes as JSON; a Blob with its own type.
 * @param {string|null} [options.token] for `Authorization: Bearer`.
 * @param {{on: boolean}} [options.network] of a phone; nothing is sent while it is off.
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<any>} the answer's JSON; a Blob for an image; null when there is no content.
 * @throws {Refused|Unreachable}
 */
export async function call(method, path, { body, token, network, signal } = {}) {
  if (network && !network.on) throw new Unreachable('network_off');
  const response = await send(method, path, body, token, signal);
  if (network && !network.on) throw new Unreachable('network_off');
  const type = response.headers.get('Content-Type') ?? '';
  if (response.ok) {
    if (response.status === 204) return null;
    return type.startsWith('image/') ? response.blob() : response.json();
  }
  if (!type.startsWith('application/problem+json')) throw new Unreachable('no_answer');
  const refused = new Refused(response.status, await response.json());
  const seconds = Number(response.headers.get('Retry-After'));
  if (seconds > 0) refused.retryAfterSeconds = seconds;
  throw refused;
}

async function send(method, path, body, token, signal) {
  const headers = {};
  const raw = body instanceof Blob;
  if (body !== undefined && !raw) headers['Content-Type'] = 'application/json';
  if (raw) headers['Content-Type'] = body.type;
  if (token) headers.Authorization = `Bearer ${token}`;
  const timeout = AbortSignal.timeout(ANSWER_MS_MAX);
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined || raw ? body : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Unreachable(error.name === 'TimeoutError' ? 'too_slow' : 'no_answer');
  }
}
