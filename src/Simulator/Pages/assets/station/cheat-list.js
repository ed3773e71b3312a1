/** Every cheat and fault: its name to the station, its words, and which action of the page does it. */

/** True when a network of the snapshot is cut. */
export const isCut = value => value === 'cut' || value === 'down' || value === false || value === 'off';

/** @type {{name: string, title: {en, zh}, cheats: object[]}[]} */
export const GROUPS = [
  {
    name: 'cheat',
    title: { en: 'Cheat', zh: '作弊' },
    cheats: [
      {
        key: 'screenshot',
        name: 'screenshot',
        does: 'screenshot',
        title: { en: 'Take a screenshot', zh: '截图' },
        hint: { en: 'Lies in the tray; hold it up now, or when it is old', zh: '放入托盘，可立即或过后出示' },
      },
      {
        key: 'forward',
        name: 'forward',
        does: 'forward',
        title: { en: 'Forward to a friend', zh: '转发给朋友' },
        hint: { en: 'Another phone’s holder holds up the picture', zh: '由另一部手机的持有人出示该图' },
      },
      {
        key: 'hand_over',
        name: 'hand_over',
        does: 'showing',
        title: { en: 'Hand the phone over', zh: '把手机交给他人' },
        hint: { en: 'Live code, wrong person: no gate can see it', zh: '实时二维码，非本人：闸机无法识别' },
      },
      {
        key: 'forge',
        name: 'forge',
        does: 'showing',
        title: { en: 'Forge with an own key', zh: '用自制密钥伪造' },
        hint: { en: 'A key that nobody published', zh: '未经公布的密钥' },
      },
      {
        key: 'forge_signature',
        name: 'forge_signature',
        does: 'showing',
        title: { en: 'Forge the signature', zh: '伪造签名' },
        hint: { en: 'Names the issuer’s key, signed with another', zh: '冒称发证密钥，用他钥签名' },
      },
    ],
  },
  {
    name: 'networks',
    title: { en: 'Networks', zh: '网络' },
    cheats: [
      {
        key: 'cut_phone',
        name: 'cut_phone',
        does: 'cutPhone',
        isOn: (snapshot, phone) => phone !== null && !phone.network,
        title: { en: 'Cut the phone’s', zh: '断开手机网络' },
        undo: { en: 'Mend the phone’s', zh: '恢复手机网络' },
        hint: { en: 'Issued codes stop renewing, bound ones go on', zh: '在线签发的码停止更新，绑定手机的继续' },
      },
      {
        key: 'cut_station',
        name: 'cut_station',
        does: 'station',
        isOn: snapshot => isCut(snapshot.networks.station),
        title: { en: 'Cut the station’s', zh: '断开车站网络' },
        undo: { en: 'Mend the station’s', zh: '恢复车站网络' },
        hint: { en: 'Gates decide all the same, with what they hold', zh: '闸机凭本地数据照常判定' },
      },
      {
        key: 'cut_head_office',
        name: 'cut_head_office',
        does: 'station',
        isOn: snapshot => isCut(snapshot.networks.head_office),
        title: { en: 'Cut head office', zh: '断开总部' },
        undo: { en: 'Mend head office', zh: '恢复总部' },
        hint: { en: 'Records wait at the gate; none is lost', zh: '记录留在闸机等待，一条不丢' },
      },
    ],
  },
  {
    name: 'machines',
    title: { en: 'Machines', zh: '机器' },
    cheats: [
      {
        key: 'kill_agent',
        name: 'kill_agent',
        does: 'station',
        title: { en: 'Kill the agent', zh: '杀死闸机程序' },
        hint: { en: 'SIGKILL; it is started again after 2 s', zh: 'SIGKILL，约2秒后自动重启' },
      },
      {
        key: 'unplug_scanner',
        name: 'unplug_scanner',
        does: 'station',
        needsLane: true,
        isOn: (snapshot, phone, lane) => snapshot.lanes.find(each => each.id === lane)?.scanner_plugged === false,
        title: { en: 'Unplug the scanner', zh: '拔出扫码器' },
        undo: { en: 'Plug the scanner in', zh: '插回扫码器' },
        hint: { en: 'Of the lane chosen above', zh: '上方所选通道的扫码器' },
      },
    ],
  },
  {
    name: 'time',
    title: { en: 'Time', zh: '时间' },
    cheats: [
      {
        key: 'advance_61s',
        name: 'advance_61s',
        does: 'station',
        title: { en: '61 seconds pass', zh: '过61秒' },
        hint: { en: 'The code on the screen is renewed (R9)', zh: '二维码更新（R9）' },
      },
      {
        key: 'advance_31min',
        name: 'advance_31min',
        does: 'station',
        title: { en: '31 minutes pass', zh: '过31分钟' },
        hint: { en: 'The real-person check has run out (R10)', zh: '实人核验到期（R10）' },
      },
      {
        key: 'advance_24h',
        name: 'advance_24h',
        does: 'station',
        title: { en: '24 hours pass', zh: '过24小时' },
        hint: { en: 'The certificate has run out (R7)', zh: '临时乘车证明到期（R7）' },
      },
      {
        key: 'wind_ahead',
        name: 'wind_clock',
        does: 'wind',
        seconds: 300,
        title: { en: 'Phone’s clock 5 min on', zh: '手机时钟拨快5分钟' },
        hint: { en: 'Then holds the phone to the lane', zh: '随后将手机对准通道' },
      },
      {
        key: 'wind_back',
        name: 'wind_clock',
        does: 'wind',
        seconds: -300,
        title: { en: 'Phone’s clock 5 min back', zh: '手机时钟拨慢5分钟' },
        hint: { en: 'Press after the other to set it right', zh: '与上一项相抵即恢复' },
      },
    ],
  },
  {
    name: 'keys',
    title: { en: 'Keys and status', zh: '密钥与状态' },
    cheats: [
      {
        key: 'suspend',
        name: 'suspend',
        does: 'showing',
        title: { en: 'Suspend', zh: '暂扣' },
        hint: { en: 'The chosen phone’s licence: genuine, may not drive', zh: '所选手机的驾驶证：真实，但不得驾驶' },
      },
      {
        key: 'revoke',
        name: 'revoke',
        does: 'showing',
        title: { en: 'Revoke', zh: '撤销' },
        hint: { en: 'The chosen phone’s certificate or licence', zh: '所选手机的证明或驾驶证' },
      },
      {
        key: 'rotate_key',
        name: 'rotate_key',
        does: 'station',
        needsLane: true,
        title: { en: 'Rotate the issuer’s key', zh: '轮换发证密钥' },
        hint: { en: 'Planned: old and new codes both pass', zh: '按计划轮换：新旧码均可通过' },
      },
      {
        key: 'steal_key',
        name: 'steal_key',
        does: 'showing',
        title: { en: 'Steal the issuer’s key', zh: '盗用发证密钥' },
        hint: { en: 'A forger signs with it: nothing looks wrong', zh: '伪造者用其签名：看不出破绽' },
      },
      {
        key: 'withdraw_stolen_key',
        name: 'withdraw_stolen_key',
        does: 'station',
        needsLane: true,
        title: { en: 'Withdraw the stolen key', zh: '撤回被盗密钥' },
        hint: { en: 'Its codes are refused from then on', zh: '此后其签发的码一律拒绝' },
      },
    ],
  },
  {
    name: 'gate',
    title: { en: 'Gate', zh: '闸机' },
    cheats: [
      {
        key: 'tailgate',
        name: 'tailgate',
        does: 'showing',
        title: { en: 'Two people at once', zh: '两人尾随通过' },
        hint: { en: 'One code, two bodies: the gate sees it', zh: '一码两人：闸机能识别' },
      },
      {
        key: 'fire',
        name: 'fire',
        does: 'station',
        isOn: snapshot => snapshot.lanes.some(lane => lane.emergency),
        title: { en: 'Press the fire button', zh: '按下消防按钮' },
        undo: { en: 'Release the fire button', zh: '复位消防按钮' },
        hint: { en: 'All wings open, whatever the software says', zh: '所有门翼打开，不受软件控制' },
      },
    ],
  },
];
