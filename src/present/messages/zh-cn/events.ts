import type { Messages } from '../en.ts';
import { spaced } from './spaced.ts';

export const events: Messages['events'] = {
  ofAccount: (account, title) => `${account} · ${title}`,
  ofKimi: (title) => `Kimi · ${title}`,
  between: ' · ',

  quotaLow: ({ window, left }) => `${window}额度仅剩 ${left}%`,
  quotaExhausted: (window) => `${window}额度已用完`,
  quotaReset: (window) => `${window}额度已重置`,
  quotaRestored: (window) => `${window}额度已恢复`,
  willRunOut: (window) => `${window}额度可能提前用完`,
  willRunOutAt: ({ window, moment }) => spaced(`${window}额度大约${moment}用完`),
  beforeReset: ({ span, at }) => spaced(`比重置（${at}）早${span}`),
  likely: (share) => `可能性约 ${share}`,
  credentialLost: 'Kimi 登录已失效',
  credentialRecovered: 'Kimi 登录已恢复',
  serviceFailing: '暂时无法获取 Kimi 额度',
  serviceFailingBody: '恢复之前显示上次获取的数据。',
  serviceRecovered: '已恢复获取 Kimi 额度',
  recoveredBody: '数据已是最新。',

  drainsFaster: (window) => `${window}额度消耗变快`,
  lastsLonger: (window) => `${window}额度消耗变慢`,
  pointPrice: ({ before, now, since }) =>
    `一个百分点原为 ${before} token，自 ${since} 起为 ${now}。`,

  meanings: {
    'quota-low': '额度低于提醒阈值，且可能不够用到重置',
    'quota-exhausted': '额度已用完',
    'quota-reset': '额度已重置',
    'quota-restored': '已用完的额度恢复可用',
    'will-run-out': '额度很可能在重置前用完',
    'credential-lost': '登录缺失、过期或被拒绝',
    'credential-recovered': '登录恢复正常',
    'service-failing': '连续三次无法获取 Kimi 额度',
    'price-changed': '额度的一个百分点对应的 token 数明显变化',
    'service-recovered': '恢复获取 Kimi 额度',
  },
};
