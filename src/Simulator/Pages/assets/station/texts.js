/** The words of the station's page; what a verdict says comes with the verdict, in the appliance's own words. */

/** What a lane is for. */
export const PURPOSES = {
  'station-entry': { en: 'Entry', zh: '进站' },
  'station-exit': { en: 'Exit', zh: '出站' },
  'real-name-check': { en: 'Real-name check', zh: '实名制核验' },
  'on-board': { en: 'On board', zh: '车上验票' },
  'ticket-office': { en: 'Ticket office', zh: '售退改' },
  roadside: { en: 'Roadside check', zh: '路面查验' },
  violation: { en: 'Violations', zh: '违法处理' },
  accident: { en: 'Accidents', zh: '事故处理' },
  'licence-business': { en: 'Licence business', zh: '驾驶证业务' },
  rental: { en: 'Car rental', zh: '汽车租赁' },
  insurance: { en: 'Insurance', zh: '保险办理' },
  qualification: { en: 'Proof of qualification', zh: '驾驶资质证明' },
};

/** The three answers. */
export const ANSWERS = {
  granted: { en: 'Go on', zh: '请通行' },
  refused: { en: 'Stop', zh: '不予通行' },
  refer: { en: 'Staffed lane', zh: '人工核验' },
};

/** The three answers, as staff and engineers name them. */
export const ANSWER_NAMES = {
  granted: { en: 'granted', zh: '通过' },
  refused: { en: 'refused', zh: '拒绝' },
  refer: { en: 'refer to staff', zh: '转人工' },
};

/** What an officer's display heads an answer with. */
export const OFFICER_ANSWERS = {
  granted: { en: 'Valid', zh: '有效' },
  refused: { en: 'Not accepted', zh: '不予认可' },
  refer: { en: 'Check by hand', zh: '人工核验' },
};

export const LAMPS = {
  off: { en: 'lamp off', zh: '指示灯熄' },
  green: { en: 'green arrow', zh: '绿色箭头' },
  red: { en: 'red cross', zh: '红色叉号' },
  amber: { en: 'amber mark', zh: '黄色叹号' },
};

export const WINGS = { open: { en: 'wings open', zh: '门翼打开' }, closed: { en: 'wings closed', zh: '门翼关闭' } };

/** How a passage ended, and what devices say; a code without words shows as itself. */
export const OUTCOMES = {
  passed: { en: 'went through', zh: '已通过' },
  no_entry_after_grant: { en: 'nobody went through', zh: '放行后无人通过' },
  tailgate: { en: 'two went through on one code', zh: '一码两人尾随' },
  reverse_entry: { en: 'came in the wrong way', zh: '逆向进入' },
  forced: { en: 'forced', zh: '强行通过' },
  blocked: { en: 'blocked', zh: '受阻' },
  passed_in_free_mode: { en: 'went through, gates free', zh: '自由通行' },
  outcome_unknown: { en: 'outcome unknown: staff decide', zh: '结果未知：由工作人员处理' },
};

export const FORMS = { issued: { en: 'issued', zh: '在线签发' }, bound: { en: 'bound to the phone', zh: '绑定手机' } };

export const APPS = {
  'ride-id': { en: 'Ride ID · 铁路12306', zh: '铁路12306 · 临时乘车证明' },
  licence: { en: 'Licence · 交管12123', zh: '交管12123 · 电子驾驶证' },
};

/** Who holds a phone, by the app that is open on it. */
export const HOLDERS = {
  'ride-id': { en: 'Traveller', zh: '旅客' },
  licence: { en: 'Driver', zh: '驾驶人' },
  none: { en: 'Phone', zh: '手机' },
};

/** Where a person stands in a lane. */
export const PLACES = {
  before: { en: 'before the gate', zh: '在闸机前' },
  between: { en: 'between the wings', zh: '在门翼间' },
  through: { en: 'through', zh: '已通过' },
  turned_back: { en: 'turned back', zh: '已折返' },
};

/** What a trial came to. */
export const TRIAL_STATES = {
  waiting: { en: 'waiting', zh: '等待中' },
  as_expected: { en: 'as expected', zh: '符合预期' },
  otherwise: { en: 'otherwise', zh: '与预期不符' },
};

export const STAGES = {
  decode: { en: 'decode', zh: '解码' },
  verify: { en: 'verify', zh: '验签' },
  decide: { en: 'decide', zh: '判定' },
  record: { en: 'record', zh: '落盘' },
  actuate: { en: 'actuate', zh: '动作' },
};

export const ROW_KINDS = {
  decision: { en: 'decision', zh: '判定' },
  passage: { en: 'passage', zh: '通行' },
  outcome: { en: 'passage', zh: '通行' },
  device: { en: 'device', zh: '设备' },
};

/**
 * The words of a value, or the value itself where there are none: a new value of the agent's is shown, never hidden.
 * @param {Object<string, {en: string, zh: string}>} table
 * @param {string} value
 * @returns {{en: string, zh: string}}
 */
export function word(table, value) {
  return Object.hasOwn(table, value) ? table[value] : { en: String(value), zh: String(value) };
}
