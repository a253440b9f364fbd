import type { Messages } from '../en.ts';

export const cookies: Messages['cookies'] = {
  heading: '这台电脑上的 Kimi 网页登录',
  nothingToLookAt: '未找到受支持的浏览器，也未找到 Kimi 桌面版。',
  session: (left) => (left === undefined ? '已登录' : `已登录，${left}后到期`),
  withoutProfile: '未找到用户配置：',
  comma: '、',
  noSession: (host) =>
    `如需使用，请登录 ${host}，然后运行：kimibar cookies refresh。新版网页登录可能不再写入 Cookie；API Key 始终可用：kimibar setup`,
  skipped: (what, todo) => `未检查任何浏览器：${what}。如需更改，请运行：${todo}`,
  removed: (count) =>
    count === 0 ? '没有已保存的网页登录。' : `已清除 ${count} 个已保存的网页登录。`,
};
