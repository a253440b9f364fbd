import type { Messages } from '../en.ts';

export const events: Messages['events'] = {
  ofAccount: (account, title) => `${account} · ${title}`,
  between: ' · ',

  quotaLow: ({ window, left }) => `${window}额度仅剩 ${left}%`,
  quotaExhausted: (window) => `${window}额度已用完`,
  quotaReset: (window) => `${window}额度已重置`,
  quotaRestored: (window) => `${window}额度已恢复`,
  willRunOut: (window) => `${window}额度撑不到重置`,
  emptyIn: (span) => `按目前速度 ${span}后用完`,
  credentialLost: 'Kimi 登录已失效',
  credentialRecovered: 'Kimi 登录已恢复',
  serviceFailing: '暂时读不到 Kimi 额度',
  serviceFailingBody: '恢复之前显示上次读到的数据。',
  serviceRecovered: '又能读到 Kimi 额度了',
  recoveredBody: '数据已是最新。',

  meanings: {
    'quota-low': '额度降到了提醒线',
    'quota-exhausted': '额度用完了',
    'quota-reset': '额度重置了',
    'quota-restored': '用完的额度恢复了',
    'will-run-out': '照这个速度，额度撑不到重置',
    'credential-lost': '登录失效或被拒绝',
    'credential-recovered': '登录恢复正常',
    'service-failing': '连续多次读不到 Kimi 额度',
    'service-recovered': '又能读到 Kimi 额度了',
  },
};
