import type { Messages } from '../en.ts';

export const watch: Messages['watch'] = {
  needsTerminal:
    'kimibar watch 需要交互式终端。请改用 kimibar usage，脚本中请用：kimibar usage --json',
  lastDay: '最近 24 小时',
  asking: '正在刷新…',
  resetsIn: (time) => `${time} 后重置`,
  nextRefreshIn: (time) => `${time} 后刷新`,
  keys: {
    refresh: '刷新',
    theme: '配色',
    help: '按键',
    quit: '退出',
    refreshNow: '立即刷新',
    changeColours: '切换配色',
    closeList: '显示或隐藏此列表',
    suspend: '挂起，用 fg 恢复',
  },
  otherLanguage: 'English',
};
