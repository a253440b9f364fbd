import type { historyScore as en } from '../en/history-score.ts';

export const historyScore: typeof en = {
  none: '暂时没有可评分的内容：还没有完整记录的额度窗口到达重置。请保持 kimibar serve、tray 或状态栏运行。',
  counts: (periods, forecasts) => `${periods} 个窗口，${forecasts} 次预测`,
  usedByElapsed: '已用 / 已过时间',
  lastHalfHour: '最近 30 分钟',
  error: '误差',
  brier: 'Brier',
  band: '落在区间内',
  legend:
    '误差：重置时已用份额的平均误差（百分点）。Brier：用完概率的评分，0 为最佳。\n落在区间内：结果落在 80% 区间的比例，80% 为准确。详见 docs/forecast.md',
};
