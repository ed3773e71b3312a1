/** Holding a phone, or a picture of a code, to a lane's scanner. */
import { call } from '../shared/api.js';
import { current, laneOf } from './feed.js';
import { laneName } from './lanes.js';
import { failure, notice, refusal, verdictNotice } from './notices.js';
import { chosenPhone } from './phones.js';
import { lookAt } from './verdict.js';

/**
 * Holds the chosen phone to a lane's scanner: its canvas as a picture, or its text where the station has no reader of pictures.
 * @param {string} lane
 * @returns {Promise<object|null>} the verdict; null when there is none
 */
export async function holdTo(lane) {
  const card = chosenPhone();
  if (!card) {
    failure({ en: 'No phone is chosen: add a traveller first', zh: '未选择手机：请先添加旅客' });
    return null;
  }
  const code = await codeOf(card);
  if (!code) {
    failure({
      en: `${card.name().en} shows no code: open an app on it, and pass the real-person check`,
      zh: `${card.name().zh} 未显示二维码：请打开应用并通过实人核验`,
    });
    return null;
  }
  return scan(lane, code, card.name());
}

/**
 * The code that a phone shows.
 * @param {object} card
 * @returns {Promise<{png: Blob|null, text: string}|null>} null when it shows none
 */
export async function codeOf(card) {
  const text = card.codeText();
  if (!text) return null;
  return { png: await card.codePng(), text };
}

/**
 * Puts a code before a scanner.
 * @param {string} lane
 * @param {{png: Blob|null, text: string}} code
 * @param {{en: string, zh: string}} holder named in what the page says
 */
export async function scan(lane, code, holder) {
  const where = laneName(laneOf(lane));
  const hindrance = hindranceOf(laneOf(lane));
  if (hindrance) {
    failure(hindrance);
    return null;
  }
  notice({ en: `${where.en}: ${holder.en} holds up the code…`, zh: `${where.zh}：${holder.zh} 正在扫码…` });
  try {
    const answer = await send(lane, code);
    const verdict = verdictOf(answer);
    if (!verdict) {
      failure({
        en: `${where.en}: no answer within 5 seconds – look at the scanner, the agent and the network above`,
        zh: `${where.zh}：5秒内无结果，请查看扫码器、闸机程序和网络`,
      });
      return null;
    }
    lookAt(verdict.scan);
    verdictNotice({ en: `${where.en}: ${verdict.passenger.en}`, zh: `${where.zh}：${verdict.passenger.zh}` }, verdict.answer);
    return verdict;
  } catch (error) {
    refusal(error);
    return null;
  }
}

/** Why nothing can be held to this lane now; null when something can. Asking the station would tell the same. */
function hindranceOf(lane) {
  const name = laneName(lane);
  if (lane.scanner_plugged === false)
    return { en: `${name.en}: the scanner is unplugged – plug it in first`, zh: `${name.zh}：扫码器已拔出，请先插回` };
  if (current().agent.running) return null;
  return {
    en: 'The gate agent is not running – it starts again by itself in about 2 seconds',
    zh: '闸机程序未运行：约2秒后自动重启，请稍候',
  };
}

async function send(lane, code) {
  const path = `/station/v1/lanes/${encodeURIComponent(lane)}/scans`;
  if (!code.png || current()?.image_reader === false) return call('POST', path, { body: { text: code.text, walks: true } });
  try {
    return await call('POST', path, { body: code.png });
  } catch (error) {
    if (error?.code !== 'no_image_reader') throw error;
    return call('POST', path, { body: { text: code.text, walks: true } });
  }
}

/** The verdict, or null where the station answered that there is none. */
function verdictOf(answer) {
  if (answer && 'verdict' in answer) return answer.verdict;
  return answer?.code ? answer : null;
}
