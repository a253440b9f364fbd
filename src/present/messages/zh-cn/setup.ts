import type { Messages } from '../en.ts';

export const setup: Messages['setup'] = {
  title: 'KimiBar 设置向导',
  needsTerminal:
    'kimibar setup 需要在终端中交互运行。没有终端时请用：kimibar config set-api-key --provider kimi --stdin，网页登录则用：kimibar config set-cookie --stdin',
  found: '在这台电脑上找到',
  placeWithReason: (place, reason) => `${place}：${reason}`,
  nothingFound: '这台电脑上没有找到任何登录。',

  how: 'KimiBar 该用哪种方式登录？',
  useFound: (place) => `使用已找到的：${place}`,
  openUp: '使用浏览器中的登录',
  openUpHint: '系统可能要求输入密码',
  paste: '粘贴 API Key 或网页登录',
  pasteHint: 'Key、令牌、Cookie 或 curl 命令均可',
  console: '打开 Kimi Code 控制台创建 API Key',
  opened: (address) => `已在浏览器中打开 ${address}，请在那里创建并复制 API Key，然后回到这里。`,
  notOpened: (address) =>
    `这里无法打开浏览器。请自行打开下面的网址，创建 API Key 后回到这里：${address}`,

  askPaste: '请在此粘贴，内容不会显示',
  characters: (count) => `${count} 个字符`,
  asking: (what) => `${what}，正在向 Kimi 查询……`,
  looking: '正在向 Kimi 查询……',
  pasted: {
    'api-key': (hint) => `这是 Kimi Code API Key（${hint}）`,
    'web-session': (hint) => `这是 Kimi 网页登录（${hint}）`,
  },
  refused: {
    empty: '没有收到内容。',
    'open-platform-key':
      '这是 Kimi 开放平台（platform.kimi.com，Moonshot）的密钥，Kimi Code 不接受。请到 Kimi Code 控制台创建，以 sk-kimi- 开头的才是。',
    'no-session-cookie': '这些 Cookie 里没有 Kimi 的登录信息（kimi-auth）。API Key 则始终可用。',
    expired: '这个登录已经过期。请重新登录 www.kimi.com 后再复制，或改用 API Key。',
    unrecognised:
      'KimiBar 不认识这段内容。Kimi Code API Key 以 sk-kimi- 开头；网页登录可以是 kimi-auth 令牌、Cookie 或 curl 命令。',
  },
  rejected: {
    'api-key': 'Kimi 不接受这个 API Key：无效或已过期。',
    'web-session': 'Kimi 不接受这个网页登录：无效或已过期。',
  },
  nothingSaved: '没有保存任何内容。',

  outage: '暂时无法验证这个登录，接下来怎么做？',
  tryAgain: '再试一次',
  saveAnyway: '直接保存',
  pasteOther: '换一个粘贴',

  accepted: (source) => `可以使用：${source}`,
  saved: (path) => `已保存到 ${path}，只有您能读取。`,
  nothingToSave: '无需保存：KimiBar 会自动找到这个登录。',
  switchedOn: 'Kimi 已重新启用。',
  done: '设置完成。以后只需运行：kimibar',
  cancelled: '已取消，没有做任何更改。',
};
