import type { Messages } from '../en.ts';

export const history: Messages['history'] = {
  none: '该时段没有历史记录。运行 kimibar serve、tray 或 watch 期间会持续记录，状态栏刷新时也会记录。',
  oneSample: '目前只有一个采样',
  since: (time) => `${time} 至今`,
  lowest: (share) => `最低${share}`,
  highest: (share) => `最高${share}`,
  resets: (count) => `重置 ${count} 次`,
};
