import type { Messages } from '../en.ts';

export const login: Messages['login'] = {
  needsTerminal:
    'kimibar login 会打开浏览器并等待登录，需要在终端中运行。没有终端时请用：kimibar config set-api-key --provider kimi --stdin，网页登录则用：kimibar config set-cookie --stdin',
  onlyOne: '--console 和 --web 只能选一个。',
  alreadyIn: (source) => `已经登录：${source}`,
  opened: (address) => `已在浏览器中打开 ${address}`,
  notOpened: (address) => `这里无法打开浏览器，请自行打开：${address}`,
  waiting: (span) =>
    `等待登录，最长 ${span}：浏览器、Kimi 桌面版、Kimi Code 或 API Key 均可。按 Ctrl-C 停止。`,
  refused: (why) => `找到一个登录，但无法使用：${why}继续等待。`,
  signedIn: (source) => `登录成功：${source}`,
  timedOut: (span) =>
    `${span}内没有出现可用的登录。新版网页登录可能不留下 Cookie，API Key 则始终可用：kimibar setup`,
};
