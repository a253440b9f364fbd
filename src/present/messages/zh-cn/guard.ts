import type { Messages } from '../en.ts';
import { spaced } from './spaced.ts';

export const guard: Messages['guard'] = {
  ok: ({ window, share, minimum }) => `${window}：${share} · 正常（下限 ${minimum}）`,
  enoughFor: ({ needed, until }) =>
    `，接下来 ${needed}够用${until === undefined ? '' : `，约可用到 ${until}`}`,
  noForecast: (needed) => `，数据还太少，无法预测接下来 ${needed}`,
  blocked: ({ window, share, minimum, resets }) =>
    `${window}：${share} · 不足（下限 ${minimum}）${resets === '' ? '' : `，${resets}`}`,
  runsOut: ({ window, share, span, moment, needed, resets }) =>
    `${window}：${share} · 不足（约够用 ${span}，到 ${moment}；需要 ${needed}）${resets === '' ? '' : `，${resets}`}`,
  unknown: ({ minimum, why }) => `无法判断：未能查询额度（下限 ${minimum}）：${why}`,
  reasons: {
    'fetch-failed': '没有最新用量',
    timeout: '请求超时',
    'window-unavailable': '没有可用的数据',
  },
  waiting: ({ window, span, at }) => spaced(`等待${window}额度重置，还需 ${span}（${at}）。`),
  waitingAgain: (span) => `暂时无法检查，${span}后重试。`,
  tooLong: ({ span, longest }) => `不等待：${span}后才重置，超过 --max-wait（${longest}）。`,
  notChecked: (longest) => `不再等待：在 --max-wait（${longest}）内未能查询额度。`,
  noReset: '不等待：重置时间未知。',
  windowUnavailable: (window) => spaced(`Kimi 的响应中没有可用的${window ?? ''}额度。`),
};
