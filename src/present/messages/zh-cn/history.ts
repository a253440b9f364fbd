import type { Messages } from '../en.ts';

export const history: Messages['history'] = {
  none: '这段时间还没有历史记录。运行 kimibar serve、tray 或 watch 期间会持续记录，状态栏刷新时也会记下一笔。',
  since: (time) => `${time} 至今`,
  atWorst: (share) => `最低时${share}`,
  resets: (count) => `重置 ${count} 次`,
};
