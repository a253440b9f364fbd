import type { Messages } from '../en.ts';

export const history: Messages['history'] = {
  none: '该时段没有历史记录。每次刷新都会记录，包括 kimibar serve、tray、watch 和状态栏的刷新。',
  oneSample: '目前只有一个采样',
  since: (time) => `${time} 至今`,
  lowest: (share) => `最低${share}`,
  highest: (share) => `最高${share}`,
  resets: (count) => `重置 ${count} 次`,
};
