import type { Messages } from '../en.ts';

export const history: Messages['history'] = {
  none: '该时段没有历史记录。每次刷新都会记录，包括 kimibar serve、tray、watch 和状态栏的刷新。',
  imported: ({ added, alreadyThere, rejected }) =>
    `采样：新增 ${added} 个，已有 ${alreadyThere} 个，拒绝 ${rejected} 个`,
  rejectedLines: (lines) => `被拒绝的行：${lines}`,
  notACsv: (path) => `${path} 不是 kimibar history 的 CSV。`,
  notImported: '无法写入历史记录，未导入任何内容。',
  oneSample: '目前只有一个采样',
  since: (time) => `${time} 至今`,
  lowest: (share) => `最低${share}`,
  highest: (share) => `最高${share}`,
  thisWindow: '本周期',
  now: '现在',
  emptyBefore: ({ moment, span }) => `${moment} 用完，比重置早 ${span}`,
  resets: (count) => `重置 ${count} 次`,
};
