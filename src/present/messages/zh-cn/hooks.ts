import type { Messages } from '../en.ts';

export const hooks: Messages['hooks'] = {
  none: (path) => `还没有钩子。规则写在 ${path} 的 "hooks" 里：`,
  events: '事件：',
  onAny: '任何事件',
  rule: ({ events, window }) => (window === undefined ? events : `${events}（${window}）`),
  atMost: (seconds) => `最长 ${seconds} 秒`,
  missing: '文件不存在',
  noneFor: (event) => `没有规则对应 ${event}。`,
  ok: (ms) => `成功，用时 ${ms} 毫秒`,
  exitCode: (code) => `失败，退出码 ${code}`,
  notFound: '文件不存在或不可执行',
  timedOut: (seconds) => `${seconds} 秒后仍未结束，已终止`,
  notRun: '未执行',
};
