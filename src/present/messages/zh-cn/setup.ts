import type { Messages } from '../en.ts';

export const setup: Messages['setup'] = {
  title: 'KimiBar 设置向导',
  needsTerminal:
    'kimibar setup 需要在终端中交互运行。脚本中请用 kimibar config set-api-key --stdin，网页登录请用 kimibar config set-cookie --stdin',
  found: '这台电脑上的登录',
  placeWithReason: (place, reason) => `${place}：${reason}`,
  nothingFound: '未在这台电脑上找到登录。',

  how: 'KimiBar 该用哪种方式登录？',
  useFound: (place) => `使用已找到的：${place}`,
  openUp: '使用浏览器中的登录',
  openUpHint: '系统可能要求输入密码',
  paste: '粘贴 API Key 或网页登录',
  pasteHint: 'API Key、令牌、Cookie 或 curl 命令均可',
  console: '打开 Kimi Code 控制台创建 API Key',
  opened: (address) => `已在浏览器中打开 ${address}，请在那里创建并复制 API Key，然后回到这里。`,
  notOpened: (address) => `无法打开浏览器。请手动打开以下网址，创建 API Key 后回到这里：${address}`,

  askPaste: (page) => `请在此粘贴（输入不显示）。可在 ${page} 创建 API Key；按 Esc 退出。`,
  characters: (count) => `${count} 个字符`,
  asking: (what) => `${what}，正在测试…`,
  looking: '正在测试…',
  pasted: {
    'api-key': (hint) => `这是 Kimi Code API Key（${hint}）`,
    'web-session': (hint) => `这是 Kimi 网页登录（${hint}）`,
  },
  refused: {
    empty: '未粘贴任何内容。',
    'open-platform-key':
      '这是 Kimi 开放平台（platform.kimi.com，Moonshot）的 API Key，Kimi Code 不接受。请到 Kimi Code 控制台创建一个（以 sk-kimi- 开头）。',
    'no-session-cookie': '这些 Cookie 中没有 Kimi 网页登录（kimi-auth）。API Key 始终可用。',
    expired: '该网页登录已过期。请重新登录 Kimi 网站后再复制，或改用 API Key。',
    unrecognised:
      '无法识别粘贴的内容。Kimi Code API Key 以 sk-kimi- 开头；网页登录可以是 kimi-auth 令牌、Cookie 或 curl 命令。',
  },
  rejected: {
    'api-key': '该 API Key 被拒绝：无效或已过期。',
    'web-session': '该网页登录被拒绝：无效或已过期。',
  },
  nothingSaved: '没有保存任何内容。',

  outage: '暂时无法测试该登录，接下来怎么做？',
  tryAgain: '再试一次',
  saveAnyway: '仍然保存',
  pasteOther: '粘贴其他凭证',

  accepted: (source) => `可以使用：${source}`,
  saved: (path) => `已保存到 ${path}，仅你可读。`,
  nothingToSave: '无需保存：KimiBar 会自动使用这个登录。',
  switchedOn: 'Kimi 已重新启用。',
  cliLoginLasts:
    '该登录仅在 Kimi Code 运行期间可用：有效期为 15 分钟。若要用于状态栏、guard 和通知，请创建 API Key 并粘贴：kimibar setup',
  next: `接下来可以：
  kimibar watch：实时查看
  kimibar statusline --help：在状态栏显示一行用量
  kimibar tray：托盘图标和通知`,
  done: '设置完成。随时运行 kimibar 即可查看。',
  cancelled: '已取消，没有做任何更改。',
};
