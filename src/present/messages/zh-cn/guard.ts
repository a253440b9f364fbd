import type { Messages } from '../en.ts';

export const guard: Messages['guard'] = {
  line: ({ window, left, verdict, minimum, why }) =>
    `kimi ${window}：${left === undefined ? '未知' : `剩余 ${left}%`}，${verdict}（下限 ${minimum}%${why === undefined ? '' : `；${why}`}）`,
  verdicts: { ok: '正常', blocked: '不足', unknown: '无法判断' },
  waiting: ({ window, span, at }) => `等待${window}额度重置，还有 ${span}（${at}）。`,
  waitingAgain: (span) => `暂时无法检查，${span}后重试。`,
  tooLong: ({ span, longest }) => `不再等待：${span}后才重置，--max-wait 为 ${longest}。`,
  noReset: '不再等待：重置时间未知。',
  windowUnavailable: (window) => `该账号的读数中没有可信的 ${window} 窗口。`,
};
