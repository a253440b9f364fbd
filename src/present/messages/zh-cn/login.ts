import type { Messages } from '../en.ts';

export const login: Messages['login'] = {
  needsTerminal:
    'kimibar login 会打开浏览器并等待登录，需要在终端中运行。脚本中请用 kimibar config set-api-key --stdin，网页登录请用 kimibar config set-cookie --stdin',
  onlyOne: '--console 和 --web 只能选一个。',
  alreadyIn: (source) => `已登录：${source}`,
  opened: (address) => `已在浏览器中打开 ${address}`,
  notOpened: (address) => `无法打开浏览器，请手动打开：${address}`,
  waiting: (span) =>
    `最多等待 ${span}：可在浏览器、Kimi 桌面版或 Kimi Code 中登录，也可在下方粘贴 API Key。按 Ctrl-C 停止。`,
  seconds: (count) => `${count} 秒`,
  refused: (why) => `找到一个登录，但无法使用：${why}继续等待。`,
  signedIn: (source) => `登录成功：${source}`,
  timedOut: (span) =>
    `等待 ${span}后超时。新版网页登录可能不再写入 Cookie；API Key 始终可用：kimibar setup`,
};
