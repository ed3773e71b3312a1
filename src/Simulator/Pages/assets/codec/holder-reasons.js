// Why a phone has no new code, where the issuer did not say it: the words of the apps' documents.

/** By what happened; each as the API's refusals are: `code`, `title`, `nextStep`. */
export const REASONS = Object.freeze({
  unreachable: reason(
    'unreachable',
    'The code could not be renewed: no network',
    '因网络原因，二维码未能及时更新',
    'Check the network, then tap Refresh below the code.',
    '请检查网络，然后点击二维码下方“刷新”按钮。'),
  checkOver: reason(
    'check_over',
    '30 minutes have passed since the real-person check',
    '距上次实人核验已满30分钟',
    'Connect to the network and pass the real-person check again; it does not count as an application.',
    '请连接网络，重新进行实人核验；该操作不占用申请次数。'),
  clockWrong: reason(
    'clock_wrong',
    'This phone’s clock is wrong',
    '手机时间不正确',
    'Set the phone’s clock to the network’s time, then tap Refresh.',
    '请将手机时间设为自动校时，然后点击“刷新”按钮。'),
});

function reason(code, titleEn, titleZh, nextEn, nextZh) {
  return Object.freeze({
    code,
    title: Object.freeze({ en: titleEn, zh: titleZh }),
    nextStep: Object.freeze({ en: nextEn, zh: nextZh }),
  });
}
