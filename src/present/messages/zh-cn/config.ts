import type { Messages } from '../en.ts';
import { inChinese } from './config-expectations.ts';

export const config: Messages['config'] = {
  unknownProvider: '未指定服务，或服务名称不对。请使用 --provider kimi。',
  unknownFormat: (word) => `不支持的格式 ${word}，可用：text、json。`,

  askApiKey: 'Kimi Code API Key（输入不显示）：',
  apiKeyTwice: '--api-key 和 --stdin 只能选一个。',
  apiKeyMissing: '缺少 API Key。请用 --api-key <key> 传入，或通过管道配合 --stdin 传入。',
  apiKeyOfOpenPlatform:
    '这是开放平台的 Key，Kimi Code 不接受。请到 Kimi Code 控制台新建 Key（以 sk-kimi- 开头）再试。',
  apiKeyIsToken: '这是登录令牌（JWT），不是 API Key。请用这条命令保存：kimibar config set-cookie',
  apiKeyNotOneWord: '这不是 API Key：其中有空格、换行或特殊字符。请只粘贴 Key 本身。',
  apiKeyStored: (account) =>
    `配置：已保存 Kimi Code 的 API Key${account === undefined ? '' : `（账号 ${account}）`}`,
  andEnabled: '，并已启用',
  accountNameMissing: '缺少账号名称。请用 --account <name> 指定。',
  accountNameUnusual: '账号名称要简短，只用一行可见字符。',

  askCookie: 'Kimi 的 Cookie、令牌或复制的 curl 命令（输入不显示）：',
  cookieTwice: '--cookie 和 --stdin 只能选一个。',
  cookieMissing: '缺少 Cookie。请用 --cookie <text> 传入，或通过管道配合 --stdin 传入。',
  cookieNotRecognised:
    '没有从中找到 Kimi 的登录信息。请从 www.kimi.com 复制 kimi-auth 的值、Cookie 请求头，或整条 curl 命令。',
  cookieIsApiKey:
    '这是 API Key，不是 Cookie。请用这条命令保存：kimibar config set-api-key --provider kimi',
  cookieWithoutSession:
    '这些 Cookie 里没有 Kimi 的登录信息（kimi-auth）。请先登录 www.kimi.com，再重新复制。',
  cookieStored: (form, account) => {
    const from = {
      jwt: '令牌',
      opaque: '令牌',
      cookie: ' kimi-auth Cookie',
      'cookie-header': ' Cookie 请求头',
      curl: ' curl 命令',
      export: '导出的 Cookie',
    }[form];
    return `配置：已保存 Kimi 登录信息（来自${from}${account === undefined ? '' : `，账号 ${account}`}）`;
  },
  cookieExpired: '注意：这个登录已经过期。请重新登录 www.kimi.com 后再复制一次。',
  sourceLeavesOut: (source) =>
    `注意：当前数据来源是 ${source}，不会用到它。可改回自动：kimibar config set-source auto`,
  cookieSourceOff:
    '注意：Cookie 来源已关闭，不会用到它。可重新打开：kimibar config set-cookie-source auto',

  enabled: '配置：Kimi Code 已启用',
  disabled: '配置：Kimi Code 已停用',
  providerLine: (name, enabled) => `${name}：${enabled ? '已启用' : '已停用'}`,

  unknownSetting: (name, names, similar) =>
    `没有 ${name} 这个设置项，${didYouMean(similar)}可用：${names.join('、')}。`,
  unknownWord: (name, words, similar) =>
    `${name} 的值不对，${didYouMean(similar)}可用：${words.map(inChinese).join('、')}。`,
  settingStored: (name, value) => `配置：${name} 已设为 ${value}`,
  settingRemoved: (name) => `配置：${name} 已恢复默认`,
  settingOverridden: (variable) => `注意：环境变量 ${variable} 优先于配置文件。`,
  stillMistaken: '注意：配置文件里还有错误。查看：kimibar config validate',

  fileMissing: (path) => `还没有配置文件（${path}），目前使用默认设置。`,
  allGood: '配置：没有问题',
  error: '错误',
  warning: '警告',
  notJson: (expected) => `此处不是有效的 JSON，应为：${inChinese(expected)}`,
  valueWanted: (key, expected) => `${key} 应为：${inChinese(expected)}`,
  unknownKey: (key, known) =>
    `${key}：未知的键${known === undefined ? '，已忽略' : `，是不是想写 ${known}？`}`,
  repeatedKey: (key) => `${key}：出现了两次，只有最后一个生效`,
  laterVersion: 'version：由更新版本的 KimiBar 写入；当前版本尽量读取，但不会改动它',
  openPlatformKey: (key) => `${key}：这是开放平台的 Key，Kimi Code 不接受`,
  jwtAsApiKey: (key) => `${key}：这是登录令牌（JWT），不是 API Key`,

  fileHeading: (path, exists) => `${path}${exists ? '' : '（尚未创建）'}`,
  notSet: '未设置',
  accountValue: (apiKey, cookie, region) =>
    [
      apiKey === undefined ? [] : `API Key ${apiKey}`,
      cookie === undefined ? [] : `Cookie ${cookie}`,
      `区域 ${region}`,
    ]
      .flat()
      .join('，'),
  fromDefault: '默认',
  fromFile: '配置文件',
};

function didYouMean(similar: string | undefined): string {
  return similar === undefined ? '' : `是否想输入 ${similar}？`;
}
