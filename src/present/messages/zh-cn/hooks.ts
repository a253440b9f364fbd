import type { Messages } from '../en.ts';

export const hooks: Messages['hooks'] = {
  none: (path) => `还没有钩子。规则写在 ${path} 的 "hooks" 里：`,
  events: '事件：',
  onAny: '任何事件',
  rule: ({ events, window }) => (window === undefined ? events : `${events}（${window}）`),
  atMost: (seconds) => `最长 ${seconds} 秒`,
  missing: '文件不存在',
  noneFor: (event) => `没有规则对应 ${event}。`,
  unsafe: (path) =>
    `钩子不会运行：其他用户可以修改 ${path} 或其上级文件夹，进而决定这里运行什么。请检查写入权限。`,
  ok: (ms) => `成功，用时 ${ms} 毫秒`,
  exitCode: (code) => `失败，退出码 ${code}`,
  notFound: '文件不存在或不可执行',
  timedOut: (seconds) => `${seconds} 秒后仍未结束，已终止`,
  notRun: '未执行',
};
