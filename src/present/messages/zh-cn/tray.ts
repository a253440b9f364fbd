import type { Messages } from '../en.ts';

export const tray: Messages['tray'] = {
  disabled: 'Kimi 已停用',

  refreshNow: '立即刷新',
  refreshing: '正在刷新…',
  openDashboard: '打开用量页面',
  fixSignIn: '修复登录…',
  snooze: '重置前不再提醒',
  accounts: '账号',
  settings: '设置…',
  quit: '退出',

  alreadyRunning: 'KimiBar 已在系统托盘中运行。',
  notChanged: '设置未能更改。',
  noSessionBus: '未找到桌面会话。请在桌面会话中运行 kimibar tray。',
  koffiMissing: (name) => `托盘图标需要可选组件 ${name}。安装命令：npm install -g ${name}@3`,
  waitingForHost: (todo) => `当前桌面尚未显示托盘图标。${todo}托盘可用后，图标会自动出现。`,
  hosts: {
    gnome:
      '请安装 GNOME 扩展“AppIndicator and KStatusNotifierItem Support”（软件包 gnome-shell-extension-appindicator）。',
    xfce: '请在面板中添加“状态托盘插件”。',
    kde: '请在面板中添加“系统托盘”小部件。',
    lxqt: '请在面板中添加“状态通知器”小部件。',
    wlroots: '请启动带托盘的状态栏，例如启用了 tray 模块的 waybar。',
    other: '请启动支持 StatusNotifier 的面板；旧式面板可配合 snixembed 使用。',
  },
};
