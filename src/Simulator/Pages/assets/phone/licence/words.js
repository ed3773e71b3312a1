// Words for what the licence service names by code, in the documents' terms (L3, L5, L8–L15).

/** Ways of L3, and the earlier photo of L12 and L13. */
export const WAYS = {
  on_file: { en: 'The photo on file', zh: '使用留存照片' },
  camera: { en: 'Take a photo now', zh: '拍照' },
  album: { en: 'Choose from the album', zh: '相册选择' },
  earlier: { en: 'Keep the earlier photo', zh: '继续使用之前的照片' },
};

/** What each way means for the applicant. */
export const WAY_NOTES = {
  on_file: { en: 'Default. Issued at once after the real-person check.', zh: '默认方式。实人认证通过后立即生成。' },
  camera: { en: 'Reviewed within 1 working day.', zh: '1个工作日内审核。' },
  album: { en: 'An identity photo of the last 6 months. Reviewed within 1 working day.', zh: '近6个月内的证件照片，1个工作日内审核。' },
  earlier: { en: 'As on the earlier electronic licence. Issued at once.', zh: '与此前的驾驶证电子版相同，立即生成。' },
};

/** Kinds of applications. */
export const KINDS = {
  licence: { en: 'Electronic driving licence', zh: '驾驶证电子版申领' },
  photo_replacement: { en: 'Replacement of the photo', zh: '换照片' },
};

/** Where an application stands. */
export const STATES = {
  submitted: { en: 'Being reviewed', zh: '审核中' },
  issued: { en: 'Issued', zh: '申领成功' },
  refused: { en: 'Refused', zh: '未通过' },
};

/** A replacement that was granted is no new licence. */
export const REPLACED = { en: 'Replaced', zh: '已更换' };

/** Why an application ended without success. */
export const REFUSALS = {
  photo: { en: 'The photo was not accepted', zh: '照片未通过审核' },
  status: { en: "The licence's status does not allow it", zh: '驾驶证状态不符合申领条件' },
  licence_changed: { en: 'The licence was renewed or transferred meanwhile: apply again', zh: '驾驶证信息已变更，请重新申领' },
};

/** Reasons of a status. */
export const REASONS = {
  traffic_violation: { en: 'traffic violation', zh: '交通违法' },
  traffic_accident: { en: 'traffic accident', zh: '交通事故' },
  points_reached: { en: '12 points in one period', zh: '累积记分满12分' },
  drink_driving: { en: 'drink-driving', zh: '酒后驾驶' },
  not_renewed: { en: 'not renewed in time', zh: '未按期换证' },
  not_inspected: { en: 'not inspected in time', zh: '未按期审验' },
  not_fit: { en: 'not fit to drive', zh: '身体条件不适合' },
  improperly_obtained: { en: 'obtained by improper means', zh: '以不正当手段取得' },
  holder_request: { en: "at the holder's request", zh: '本人申请' },
  administrative_decision: { en: 'administrative decision', zh: '行政决定' },
  misuse: { en: 'used by somebody else', zh: '冒用' },
  issued_in_error: { en: 'issued in error', zh: '开具有误' },
  superseded: { en: 'renewed or transferred, not applied for again', zh: '换证或转入后未重新申领' },
  paper_needed: { en: 'the paper licence is asked for', zh: '需查验纸质证件' },
};

/** Vehicle classes (准驾车型) with their plain names. */
export const CLASSES = {
  A1: { en: 'large bus', zh: '大型客车' },
  A2: { en: 'heavy tractor', zh: '重型牵引挂车' },
  A3: { en: 'city bus', zh: '城市公交车' },
  B1: { en: 'medium bus', zh: '中型客车' },
  B2: { en: 'large lorry', zh: '大型货车' },
  C1: { en: 'car', zh: '小型汽车' },
  C2: { en: 'automatic car', zh: '小型自动挡汽车' },
  C3: { en: 'low-speed lorry', zh: '低速载货汽车' },
  C4: { en: 'three-wheeled vehicle', zh: '三轮汽车' },
  C5: { en: 'automatic car for the disabled', zh: '残疾人专用小型自动挡载客汽车' },
  C6: { en: 'light trailer', zh: '轻型牵引挂车' },
  D: { en: 'three-wheeled motorcycle', zh: '普通三轮摩托车' },
  E: { en: 'motorcycle', zh: '普通二轮摩托车' },
  F: { en: 'light motorcycle', zh: '轻便摩托车' },
  M: { en: 'wheeled machinery', zh: '轮式专用机械车' },
  N: { en: 'trolleybus', zh: '无轨电车' },
  P: { en: 'tram', zh: '有轨电车' },
};

const PLACES = {
  110000: { en: 'Beijing', zh: '北京市' },
  120000: { en: 'Tianjin', zh: '天津市' },
  310000: { en: 'Shanghai', zh: '上海市' },
  320100: { en: 'Nanjing, Jiangsu', zh: '江苏省南京市' },
  330100: { en: 'Hangzhou, Zhejiang', zh: '浙江省杭州市' },
  370100: { en: 'Jinan, Shandong', zh: '山东省济南市' },
  420100: { en: 'Wuhan, Hubei', zh: '湖北省武汉市' },
  440100: { en: 'Guangzhou, Guangdong', zh: '广东省广州市' },
  510100: { en: 'Chengdu, Sichuan', zh: '四川省成都市' },
  650100: { en: 'Ürümqi, Xinjiang', zh: '新疆乌鲁木齐市' },
};

/**
 * The issuing authority (发证机关) of a division code.
 * @param {number} code six digits
 * @returns {{en: string, zh: string}} the code alone where the page knows no name
 */
export function authority(code) {
  const place = PLACES[code];
  return place
    ? { en: `Traffic police of ${place.en} (${code})`, zh: `${place.zh}公安交管部门（${code}）` }
    : { en: `Traffic police, division ${code}`, zh: `公安交管部门（行政区划${code}）` };
}

/** Where and how a photo is to be taken (拍照须知), as the documents say it. */
export const PHOTO_RULES = [
  { en: 'Even light, white background, dark clothes; let somebody else take it. Sit upright with level shoulders and look into the camera.',
    zh: '选择白色背景，着深色衣服，请他人拍摄；光线均匀，坐姿端正，双肩水平，表情自然，正视镜头。' },
  { en: 'No hat, mask, sunglasses, scarf or ornaments; hair leaves face, brows and ears free; glasses do not glare.',
    zh: '免冠，不戴口罩、墨镜、帽子、围巾、饰品；头发不遮盖面部、耳朵；眼镜不可反光。' },
  { en: 'Proper dress, no uniform, no heavy make-up, no poses or gestures, eyes open.',
    zh: '不着过浅衣服、制式服装，不化浓妆；不作夸张姿势，不打手势，不眨眼睛。' },
  { en: 'Taken in the last 6 months; no retouching, no beauty filter, no composed picture.',
    zh: '应上传近6个月内的证件照片，不得对人像特征进行技术处理（美颜），不得使用合成照片。' },
];

/** What a reviewer may find wrong with a photo (L6); the service's texts tell the applicant. */
export const FINDINGS = {
  older_than_six_months: { en: 'older than 6 months', zh: '非近6个月内照片' },
  background_not_white: { en: 'background not white', zh: '背景非白色' },
  uneven_light: { en: 'uneven light', zh: '脸部光线不均匀' },
  posture_not_upright: { en: 'not upright', zh: '坐姿不正' },
  head_too_high_or_low: { en: 'head too high or low', zh: '头抬得太高或者太低' },
  head_too_small: { en: 'head too small', zh: '头部偏小' },
  off_centre: { en: 'off centre', zh: '人像位置不正' },
  hat: { en: 'hat', zh: '戴帽子' },
  mask: { en: 'mask', zh: '戴口罩' },
  sunglasses: { en: 'sunglasses', zh: '戴墨镜' },
  glasses_glare: { en: 'glasses glare', zh: '眼镜反光' },
  ornaments: { en: 'ornaments', zh: '佩戴饰品' },
  ears_or_brows_covered: { en: 'ears or brows covered', zh: '遮盖耳朵、眉毛' },
  hair_untidy: { en: 'hair untidy', zh: '发型凌乱' },
  heavy_make_up: { en: 'heavy make-up', zh: '化浓妆' },
  pale_clothes_or_uniform: { en: 'pale clothes or uniform', zh: '过浅衣服、制式服装' },
  improper_clothes: { en: 'improper clothes', zh: '衣衫不整' },
  gesture_or_blink: { en: 'gesture or blink', zh: '打手势、眨眼睛' },
  improper_content: { en: 'improper content', zh: '不当内容' },
  retouched: { en: 'retouched', zh: '过度美颜' },
  synthetic: { en: 'synthetic', zh: '合成照片' },
};
