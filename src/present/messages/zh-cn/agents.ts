import type { Messages } from '../en.ts';
import { spaced } from './spaced.ts';

export const agents: Messages['agents'] = {
  canStart: {
    'used-up': ({ window }) => `${window}额度已用完。`,
    lasts: ({ size }) => `可以：预计额度够用（${size}）。`,
    'lasts-until': ({ window, until, size }) =>
      spaced(`可以：预计${window}额度可用到 ${until}（${size}）。`),
    'too-short': ({ window, until, size }) =>
      spaced(`不行：预计${window}额度在 ${until} 用完（${size}）。`),
    'no-forecast': () => '数据还太少，无法预测额度能用多久。',
    'enough-points': ({ window, left, size }) => `可以：${window}额度剩余 ${left}（${size}）。`,
    'too-few-points': ({ window, left, size }) => `不行：${window}额度只剩 ${left}（${size}）。`,
    'perhaps-points': ({ window, left, size }) => `不一定：${window}额度剩余 ${left}（${size}）。`,
    'no-window': () => 'Kimi 的响应中没有可用的额度数据。',
  },
  back: (at) => `将于 ${at} 重置。`,
  size: {
    minutes: (span) => `需要 ${span}`,
    points: (points) => `需要 ${points} 个百分点`,
  },
  noLastSession: '本地日志中没有此文件夹的先前会话，或尚不清楚它用了多少。',
  stale: (why) => `无法检查额度。${why}`,
};
