import type { Messages } from '../en.ts';

export const hooks: Messages['hooks'] = {
  none: (path) => `尚未配置钩子（hooks）。请在 ${path} 的 "hooks" 中添加规则：`,
  events: '事件：',
  onAny: '任何事件',
  rule: ({ events, window }) => (window === undefined ? events : `${events}（${window}）`),
  atMost: (seconds) => `最长 ${seconds} 秒`,
  missing: '文件不存在',
  noneFor: (event) => `没有匹配 ${event} 的钩子。`,
  unsafe: (path) =>
    `钩子已停用：其他用户可以修改 ${path} 或其上级文件夹，从而执行任意命令。请修正权限。`,
  ok: (ms) => `成功，用时 ${ms} 毫秒`,
  exitCode: (code) => `失败，退出码 ${code}`,
  notFound: '文件不存在或不可执行',
  timedOut: (seconds) => `超过 ${seconds} 秒，已终止`,
  notRun: '未执行',
  unsafeCommand: '未执行：其他用户可以修改该文件或其所在文件夹',
};
