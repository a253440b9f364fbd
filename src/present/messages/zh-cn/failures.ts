import {
  byAccount,
  setCookieCommand as setCookie,
  setKeyCommand as setKey,
  usageCommand,
  type FailureFill,
} from '../failure-fill.ts';
import { pasteProblems } from './paste-problems.ts';
import { noKey, signInFailures } from './sign-in-failures.ts';
import type { Messages } from '../en.ts';
import { placeInChinese } from './config-expectations.ts';

const moreTime = (fill: FailureFill): string =>
  `请重试，或放宽时限：${usageCommand(fill, '--timeout 60')}`;

const kinds: Messages['failures']['kinds'] = {
  'credential-missing': byAccount(
    {
      what: '尚未登录 Kimi。',
      todo: '请运行设置向导：kimibar setup。没有账号也可试用：kimibar demo',
    },
    noKey,
  ),
  'credential-rejected': byAccount(
    { what: '登录凭证被拒绝。', todo: '查看具体原因：kimibar doctor' },
    (fill) => ({ what: '登录凭证被拒绝。', todo: `请更换 API Key：${setKey(fill)}` }),
  ),
  'credential-expired': byAccount(
    { what: 'Kimi 登录已过期。', todo: '请重新登录，然后运行：kimibar usage --refresh' },
    (fill) => ({ what: 'Kimi 登录已过期。', todo: `请更换登录凭证：${setCookie(fill)}` }),
  ),
  'plan-or-quota-denied': ({ subject }) => ({
    what: `当前套餐或额度不支持此请求${inBrackets(subject)}。`,
    todo: '请到 Kimi Code 控制台查看订阅。',
  }),
  'invalid-request': ({ subject }) => ({
    what: `Kimi 拒绝了请求${inBrackets(subject)}。`,
    todo: '升级 KimiBar 或许可以解决。',
  }),
  'endpoint-missing': ({ subject }) => ({
    what: `${subject ?? '该地址'} 没有用量接口（404）。`,
    todo: '请检查 KIMI_CODE_BASE_URL 和地区设置。',
  }),
  'rate-limited': ({ wait }) => ({
    what: 'Kimi 限制了请求频率（429）。',
    todo: wait === undefined ? '请几分钟后再试。' : asksToWait(wait),
  }),
  'server-fault': ({ subject, wait }) => ({
    what: `Kimi 服务器出错${inBrackets(subject)}。`,
    todo: `这是 Kimi 服务端的问题${wait === undefined ? '，请几分钟后再试。' : `。${asksToWait(wait)}`}`,
  }),
  offline: () => ({ what: '无法连接 Kimi。', todo: '请检查网络连接。' }),
  'timed-out': (fill) => ({ what: 'Kimi 没有及时响应。', todo: moreTime(fill) }),
  'unreadable-answer': () => ({
    what: '无法解析 Kimi 的响应。',
    todo: '升级 KimiBar 或许可以解决。',
  }),
  'invalid-config': ({ subject }) => ({
    what: `配置文件有误${inBrackets(subject)}。`,
    todo: '查看具体位置：kimibar config validate',
  }),
  'invalid-arguments': ({ subject }) => ({
    what: subject ?? '参数无效。',
    todo: '用法见：kimibar --help',
  }),
  cancelled: () => ({ what: '已取消。' }),
};

const notifyProblems: Readonly<Record<string, string>> = {
  name: '名称最多 32 个字符，只能包含小写字母、数字、- 和 _，并以字母或数字开头。',
  secretUrl: '地址应为该服务提供的 https:// 地址。',
  token: '请填写令牌。',
  chat: '会话应为数字，或以 @ 开头的频道名。',
};

const codes: Messages['failures']['codes'] = {
  ...signInFailures,
  'key-not-one-word': () => ({ what: pasteProblems.apiKeyNotOneWord }),
  'api-key-as-cookie': (fill) => ({
    what: '这是 API Key，不是 Cookie。',
    todo: `请用这条命令保存：${setKey(fill)}`,
  }),
  'no-session-cookie': () => ({ what: pasteProblems.cookieWithoutSession }),
  'no-session-in-text': () => ({ what: pasteProblems.cookieNotRecognised }),
  'account-name': () => ({ what: pasteProblems.accountNameUnusual }),
  'unknown-account': ({ subject }) => ({
    what: subject === undefined ? '没有该名称的账号。' : `没有名为 ${subject} 的账号。`,
    todo: '查看已有账号：kimibar accounts',
  }),
  'account-exists': ({ subject }) => ({
    what: `名称${subject === undefined ? '' : ` ${subject} `}已被占用。`,
    todo: '请换一个名称。',
  }),
  'unknown-notify-target': ({ subject }) => ({
    what: subject === undefined ? '没有该名称的推送目标。' : `没有名为 ${subject} 的推送目标。`,
  }),
  'notify-target-exists': ({ subject }) => ({
    what: subject === undefined ? '该名称已被占用。' : `已有名为 ${subject} 的推送目标。`,
    todo: '请换一个名称。',
  }),
  'invalid-notify-target': ({ subject }) => ({
    what: notifyProblems[subject ?? ''] ?? '推送目标的信息不完整。',
  }),
  'refused-redirect': ({ subject }) => ({
    what: `Kimi 重定向到了其他站点${inBrackets(subject)}。KimiBar 没有向其发送登录凭证。`,
    todo: '请检查 Base URL 和代理。',
  }),
  'base-url': ({ subject }) => ({
    what: `Kimi Code API 的 Base URL 必须使用 HTTPS，且不含用户名和密码${inBrackets(subject)}`,
  }),
  'web-base-url': ({ subject }) => ({
    what: `Kimi 网页的 Base URL 必须使用 HTTPS，且不含用户名和密码${inBrackets(subject)}`,
  }),
  'no-windows': byAccount(
    {
      what: 'Kimi 的响应中没有 KimiBar 能识别的额度。',
      todo: '请确认订阅包含 Kimi Code。查看详情：kimibar doctor',
    },
    () => ({
      what: 'Kimi 的响应中没有 KimiBar 能识别的额度。',
      todo: '请确认该账号的订阅包含 Kimi Code。',
    }),
  ),
  'no-coding-scope': () => ({ what: '该账号未开通 Kimi Code（响应中没有 FEATURE_CODING）。' }),
  'not-json': () => ({
    what: 'Kimi 的响应不是 JSON。',
    todo: '代理可能改动了响应。请检查 Base URL 和代理。',
  }),
  intercepted: ({ subject }) => ({
    what: `收到的是网页，而不是 Kimi 的响应${inBrackets(subject)}。`,
    todo: '连接被 Wi-Fi 登录页面、过滤系统或代理拦截。请用浏览器打开任意网站以登录网络，或联系网络管理员。',
  }),
  'too-large': () => ({ what: 'Kimi 的响应超过 1 MiB。', todo: '请检查 Base URL 和代理。' }),
  'too-deep': () => ({ what: 'Kimi 的响应嵌套过深。', todo: '请检查 Base URL 和代理。' }),
  'config-syntax': ({ subject }) => ({
    what: `配置文件不是有效的 JSON${at(subject)}。`,
    todo: '请手动修正，KimiBar 不会改动该文件。',
  }),
  'config-value': ({ subject }) => ({
    what: `配置文件中有无效的值${at(subject)}。`,
    todo: '详见：kimibar config validate',
  }),
  'config-unreadable': ({ subject }) => ({
    what: `无法读取配置文件${at(subject)}。`,
    todo: '请检查读取权限。',
  }),
  'config-unwritable': ({ subject }) => ({
    what: `无法写入配置文件${at(subject)}。`,
    todo: '请检查写入权限和磁盘空间。',
  }),
  network: () => ({ what: '与 Kimi 的连接已中断。', todo: '请检查网络连接。' }),
  tls: ({ subject }) => ({
    what: `无法验证与 Kimi 的安全连接${inBrackets(subject)}。`,
    todo: '请检查系统时间；若使用公司代理，请在 NODE_EXTRA_CA_CERTS 中指定其证书。',
  }),
  proxy: ({ subject }) => ({
    what: `无法通过代理连接${inBrackets(subject)}。`,
    todo: '请检查 HTTPS_PROXY、ALL_PROXY 和 NO_PROXY。',
  }),
  dns: ({ subject }) => ({
    what: `无法解析${subject === undefined ? '服务器' : ` ${subject} `}的地址。`,
    todo: '请检查网络连接。',
  }),
  'connection-refused': ({ subject }) => ({
    what: `${subject ?? '该地址'} 拒绝连接。`,
    todo: '请检查 Base URL 和代理。',
  }),
  deadline: (fill) => ({
    what: `Kimi 没有及时响应${inBrackets(fill.subject?.replace(/s$/, '秒'))}。`,
    todo: moreTime(fill),
  }),
  argument: ({ subject }) => ({ what: subject ?? '参数无效。' }),
};

const brief: Messages['failures']['brief'] = {
  'credential-missing': () => '尚未登录',
  'credential-rejected': () => '登录被拒绝',
  'credential-expired': () => '登录已过期',
  'plan-or-quota-denied': (status) => `套餐不支持${inBrackets(status)}`,
  'invalid-request': (status) => `请求被拒绝${inBrackets(status)}`,
  'endpoint-missing': () => '找不到用量接口（404）',
  'rate-limited': () => '请求过于频繁（429）',
  'server-fault': (status) => `Kimi 服务器出错${inBrackets(status)}`,
  offline: () => '无法连接 Kimi',
  'timed-out': () => 'Kimi 响应超时',
  'unreadable-answer': () => '响应无法解析',
  'invalid-config': () => '配置文件有误',
  'invalid-arguments': () => '参数无效',
  cancelled: () => '已取消',
};

function asksToWait(wait: string): string {
  return `Kimi 要求 ${wait}后再发送请求。`;
}

function inBrackets(subject: string | undefined): string {
  return subject === undefined ? '' : `（${subject}）`;
}

function at(subject: string | undefined): string {
  return subject === undefined ? '' : `：${placeInChinese(subject)}`;
}

export const failures: Messages['failures'] = { kinds, codes, brief, between: '' };
