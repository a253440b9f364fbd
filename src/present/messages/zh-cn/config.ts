import type { Messages } from '../en.ts';
import { accountFlag, accountWord } from '../account-flag.ts';
import { inChinese } from './config-expectations.ts';
import { pasteProblems } from './paste-problems.ts';

export const config: Messages['config'] = {
  ...pasteProblems,
  unknownProvider: '未指定服务，或服务名称不对。请使用 --provider kimi。',
  unknownFormat: (word) => `不支持的格式 ${word}，可用：text、json。`,

  pipeValue: (name) =>
    `请通过管道传入该值，以免留在 shell 历史中：kimibar config set ${name} - < 文件`,
  askApiKey: 'Kimi Code API Key（输入不显示）：',
  apiKeyTwice: '--api-key 和 --stdin 只能选一个。',
  apiKeyMissing: '缺少 API Key。请用 --api-key <key> 传入，或通过管道配合 --stdin 传入。',
  apiKeyOfOpenPlatform:
    '这是开放平台的 API Key，Kimi Code 不接受。请到 Kimi Code 控制台新建一个（以 sk-kimi- 开头）再试。',
  apiKeyIsToken: (account) =>
    `这是登录令牌（JWT），不是 API Key。请用这条命令保存：kimibar config set-cookie${accountFlag(account)}`,
  apiKeyStored: (account) =>
    `已保存 Kimi Code API Key${account === undefined ? '' : `（账号 ${account}）`}`,
  apiKeyKept: (account) =>
    `Config：Kimi Code 的 API Key 已保存到系统密钥环${account === undefined ? '' : `（账号 ${account}）`}`,
  keyringOrFile: '--keyring 和 --file 只能用一个。',
  keyringFailed: {
    locked: () => '系统密钥环已锁定。请解锁后重试。',
    missing: () => '系统密钥环中已没有此 API Key。请重新输入。',
    unavailable: () =>
      '无法访问系统密钥环（GNOME Keyring、KWallet、KeePassXC、macOS 钥匙串或 Windows 凭据管理器）。不带 --keyring 时，API Key 保存在只有你能读取的配置文件中。',
    'koffi-missing': (koffi) =>
      `Windows 凭据管理器需要可选组件 ${koffi}。安装命令：npm install -g ${koffi}@3`,
  },
  keyStillInKeyring:
    '系统密钥环已锁定或从这里无法访问，其中仍保留着 API Key。请在密钥环中删除名为 KimiBar 的条目。',
  inKeyring: '在系统密钥环中',
  andEnabled: '，并已启用',
  accountNameMissing: '缺少账号名称。请用 --account <name> 指定。',
  whichAccount: (known, name) => {
    if (known.length === 0) return '没有命名账号。';
    const remove = `kimibar accounts remove${name === undefined ? ' NAME' : accountWord(name)}`;
    return name === undefined
      ? `请指定要移除的账号：${remove}。已有账号：${known.join('、')}`
      : `要移除此账号，请运行：${remove}`;
  },

  askCookie: 'Kimi 的 Cookie、令牌或复制的 curl 命令（输入不显示）：',
  cookieTwice: '--cookie 和 --stdin 只能选一个。',
  cookieMissing: '缺少 Cookie。请用 --cookie <text> 传入，或通过管道配合 --stdin 传入。',
  cookieIsApiKey: (account) =>
    `这是 API Key，不是 Cookie。请用这条命令保存：kimibar config set-api-key${accountFlag(account)}`,
  cookieStored: (form, account) => {
    const from = {
      jwt: '令牌',
      opaque: '令牌',
      cookie: ' kimi-auth Cookie',
      'cookie-header': ' Cookie 请求头',
      curl: ' curl 命令',
      export: '导出的 Cookie',
    }[form];
    return `已保存 Kimi 网页登录（来自${from}${account === undefined ? '' : `，账号 ${account}`}）`;
  },
  cookieExpired: '注意：该网页登录已过期。请重新登录 Kimi 网站后再复制一次。',
  sourceLeavesOut: (source) =>
    `注意：当前用量来源为 ${source}，不会用到它。如需更改，请运行：kimibar config set-source auto`,
  cookieSourceOff:
    '注意：Cookie 来源已关闭，不会用到它。如需更改，请运行：kimibar config set-cookie-source auto',

  enabled: '已启用 Kimi Code',
  disabled: '已停用 Kimi Code',
  providerLine: (name, enabled) => `${name}：${enabled ? '已启用' : '已停用'}`,

  unknownSetting: (name, names, similar) =>
    `没有 ${name} 这个设置项，${didYouMean(similar)}可用：${names.join('、')}。`,
  setElsewhere: ({ name, command, variable }) => {
    if (command !== undefined) return `${name} 请用专门的命令设置：${command}`;
    return variable === undefined
      ? `${name} 只能在配置文件中设置。`
      : `${name} 只能用环境变量 ${variable} 设置。`;
  },
  unknownWord: (name, words, similar) =>
    `${name} 的值无效，${didYouMean(similar)}可用：${words.map(inChinese).join('、')}。`,
  settingStored: (name, value) => `${name} 已设为 ${value}`,
  settingRemoved: (name) => `${name} 已恢复默认值`,
  settingOverridden: (variable) => `注意：环境变量 ${variable} 会覆盖此设置。`,
  stillMistaken: '注意：配置文件中仍有错误。查看详情：kimibar config validate',

  fileMissing: (path) => `还没有配置文件（${path}），目前使用默认设置。`,
  allGood: '配置文件没有问题',
  error: '错误',
  warning: '警告',
  notJson: (expected) => `此处不是有效的 JSON，应为：${inChinese(expected)}`,
  valueWanted: (key, expected) => `${key} 应为：${inChinese(expected)}`,
  unknownKey: (key, known) =>
    `${key}：未知的键${known === undefined ? '，已忽略' : `，是不是想写 ${known}？`}`,
  repeatedKey: (key) => `${key}：出现了两次，只有最后一个生效`,
  laterVersion: 'version：该文件由更高版本的 KimiBar 写入；当前版本只读取、不修改',
  openPlatformKey: (key) => `${key}：这是开放平台的 API Key，Kimi Code 不接受`,
  unusableKey: (key) => `${key}：其中有空格或不该出现的字符`,
  readableByOthers: ({ key, path }) =>
    `${key}：文件权限允许其他用户读取该密钥。请运行：chmod 600 ${path}`,
  jwtAsApiKey: (key) => `${key}：这是登录令牌（JWT），不是 API Key`,

  fileHeading: (path, exists) => `${path}${exists ? '' : '（尚未创建）'}`,
  notSet: '未设置',
  hookRules: (count) => `${count} 条规则（见 kimibar hooks list）`,
  accountValue: (apiKey, cookie, region) =>
    [
      apiKey === undefined ? [] : `API Key ${apiKey}`,
      cookie === undefined ? [] : `Cookie ${cookie}`,
      `地区 ${region}`,
    ]
      .flat()
      .join('，'),
  fromDefault: '默认',
  fromFile: '配置文件',
};

function didYouMean(similar: string | undefined): string {
  return similar === undefined ? '' : `是否想输入 ${similar}？`;
}
