import type { Messages } from '../en.ts';

export const cookies: Messages['cookies'] = {
  heading: '这台电脑上的 Kimi 登录',
  nothingToLookAt: '这台电脑上没有 KimiBar 认识的浏览器，也没有 Kimi 桌面版。',
  session: (left) => (left === undefined ? '已登录' : `已登录，${left}后到期`),
  notInstalled: '未安装：',
  comma: '、',
  noSession:
    '如需使用，请登录 www.kimi.com，然后运行：kimibar cookies refresh。新版登录可能不留下 Cookie，API Key 则始终可用：kimibar setup',
  skipped: (what, todo) => `没有查看任何浏览器：${what}。如需更改，请运行：${todo}`,
  forgotten: (count) => (count === 0 ? '没有已保存的登录。' : `已清除保存的 ${count} 个登录。`),
};
