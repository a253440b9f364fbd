import type { Messages } from '../en.ts';
import { placeInChinese } from './config-expectations.ts';

const setKey = 'kimibar config set-api-key --provider kimi';
const setCookie = 'kimibar config set-cookie --stdin';

const kinds: Messages['failures']['kinds'] = {
  'credential-missing': () => ({
    what: '没有找到可用的 Kimi 登录方式。',
    todo: '请运行设置向导：kimibar setup',
  }),
  'credential-rejected': () => ({
    what: 'Kimi 拒绝了登录凭证。',
    todo: '查看是哪一个、为什么：kimibar doctor',
  }),
  'credential-expired': () => ({
    what: 'Kimi 登录已过期。',
    todo: '请重新登录，然后运行：kimibar usage --refresh',
  }),
  'plan-or-quota-denied': ({ subject }) => ({
    what: `因套餐或额度限制，Kimi 拒绝了请求${inBrackets(subject)}。`,
    todo: '请到 Kimi Code 控制台查看订阅。',
  }),
  'invalid-request': ({ subject }) => ({
    what: `请求无效：Kimi 不接受这个请求${inBrackets(subject)}。`,
    todo: '升级 KimiBar 或许可以解决。',
  }),
  'endpoint-missing': ({ subject }) => ({
    what: `${subject ?? '该地址'} 没有用量接口（404）。`,
    todo: '请检查 KIMI_CODE_BASE_URL 和地区设置。',
  }),
  'rate-limited': ({ wait }) => ({
    what: 'Kimi 要求降低请求频率（429）。',
    todo: wait === undefined ? 'KimiBar 会稍后再查询。' : `KimiBar 将在 ${wait}后再查询。`,
  }),
  'server-fault': ({ subject }) => ({
    what: `Kimi 服务暂无响应${inBrackets(subject)}。`,
    todo: '您无需处理，几分钟后再试即可。',
  }),
  offline: () => ({ what: '无法连接 Kimi。', todo: '请检查网络连接。' }),
  'timed-out': () => ({
    what: 'Kimi 没有及时响应。',
    todo: '请重试，或放宽时限：kimibar usage --timeout 60',
  }),
  'unreadable-answer': () => ({
    what: 'KimiBar 无法解读 Kimi 的响应。',
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

const codes: Messages['failures']['codes'] = {
  'api-key-rejected': () => ({
    what: 'Kimi Code API Key 无效或已过期。',
    todo: `请在 Kimi Code 控制台新建一个，然后运行：${setKey}`,
  }),
  'open-platform-key': () => ({
    what: '这是 Kimi 开放平台（platform.kimi.com，Moonshot）的密钥，Kimi Code 不接受。',
    todo: `请改在 Kimi Code 控制台创建 API Key，然后运行：${setKey}`,
  }),
  'jwt-as-api-key': () => ({
    what: '这是网页登录令牌，不是 Kimi Code API Key。',
    todo: `请改用此命令保存：${setCookie}`,
  }),
  'cli-login-rejected': () => ({
    what: 'Kimi 拒绝了 Kimi Code 的登录。',
    todo: '请在 Kimi Code 中重新登录。',
  }),
  'cli-login-expired': () => ({
    what: 'Kimi Code 的登录已过期。',
    todo: '启动一次 Kimi Code，它会自动续期。',
  }),
  'web-token-rejected': () => ({ what: 'Kimi 网页令牌无效或已过期。', todo: '请更新令牌。' }),
  'web-token-expired': () => ({
    what: 'Kimi 网页登录已过期。',
    todo: '请在 www.kimi.com 重新登录，然后运行：kimibar cookies refresh',
  }),
  'no-credential': () => ({
    what: '没有找到 API Key、Kimi Code 登录或 Kimi 网页登录。',
    todo: '请运行设置向导：kimibar setup',
  }),
  'no-api-key': () => ({
    what: '尚未设置 Kimi Code API Key。',
    todo: `请在 Kimi Code 控制台创建，然后运行：${setKey}`,
  }),
  'no-cli-login': () => ({
    what: '这台电脑上没有找到 Kimi Code 登录。',
    todo: '请先登录 Kimi Code 再试。',
  }),
  'no-web-session': () => ({
    what: '没有找到 Kimi 网页登录。',
    todo: `请登录 www.kimi.com，或粘贴令牌：${setCookie}。新版登录可能不留下令牌，此时请用 API Key。`,
  }),
  'unknown-account': ({ subject }) => ({
    what: `设置里没有名为 ${subject ?? '该名称'} 的账号。`,
    todo: '查看已有账号：kimibar config show',
  }),
  'refused-redirect': ({ subject }) => ({
    what: `Kimi 的地址跳转到了别处${inBrackets(subject)}，KimiBar 不会带着您的登录信息跟过去。`,
    todo: '请检查基础地址和代理。',
  }),
  'base-url': () => ({ what: 'Kimi Code API 基础地址必须使用 HTTPS，且不含用户名和密码' }),
  'web-base-url': () => ({ what: 'Kimi 网页基础地址必须使用 HTTPS，且不含用户名和密码' }),
  'no-windows': () => ({
    what: 'Kimi 的响应里没有可读的额度。',
    todo: '请确认订阅包含 Kimi Code：kimibar doctor',
  }),
  'no-coding-scope': () => ({ what: '响应中没有 FEATURE_CODING 范围' }),
  'not-json': () => ({
    what: 'Kimi 的响应不是 JSON。',
    todo: '可能被代理或登录页面拦截，请检查网络。',
  }),
  'too-large': () => ({ what: 'Kimi 的响应超过 1 MiB。', todo: '请检查基础地址和代理。' }),
  'too-deep': () => ({ what: 'Kimi 的响应嵌套过深。', todo: '请检查基础地址和代理。' }),
  'config-syntax': ({ subject }) => ({
    what: `配置文件不是有效的 JSON${at(subject)}。`,
    todo: '请直接修改，KimiBar 不会改动它。',
  }),
  'config-value': ({ subject }) => ({
    what: `配置文件中有不允许的值${at(subject)}。`,
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
  network: () => ({ what: '无法连接 Kimi：连接中断。', todo: '请检查网络连接。' }),
  tls: ({ subject }) => ({
    what: `无法验证与 Kimi 的安全连接${inBrackets(subject)}。`,
    todo: '请检查系统时间；若使用公司代理，请在 NODE_EXTRA_CA_CERTS 中指定其证书。',
  }),
  proxy: ({ subject }) => ({
    what: `请求未能通过代理${inBrackets(subject)}。`,
    todo: '请检查 HTTPS_PROXY 和 NO_PROXY。',
  }),
  dns: ({ subject }) => ({
    what: `找不到服务器${subject === undefined ? '' : ` ${subject}`}。`,
    todo: '请检查网络连接。',
  }),
  'connection-refused': ({ subject }) => ({
    what: `${subject ?? '该地址'} 拒绝连接。`,
    todo: '请检查基础地址和代理。',
  }),
  deadline: ({ subject }) => ({
    what: `Kimi 没有及时响应${inBrackets(subject)}。`,
    todo: '请重试，或放宽时限：kimibar usage --timeout 60',
  }),
  argument: ({ subject }) => ({ what: subject ?? '参数无效。' }),
};

const brief: Messages['failures']['brief'] = {
  'credential-missing': () => '未找到登录',
  'credential-rejected': () => '登录被 Kimi 拒绝',
  'credential-expired': () => '登录已过期',
  'plan-or-quota-denied': (status) => `套餐或额度被拒${inBrackets(status)}`,
  'invalid-request': (status) => `请求不被接受${inBrackets(status)}`,
  'endpoint-missing': () => '找不到用量接口（404）',
  'rate-limited': () => '请求过于频繁（429）',
  'server-fault': (status) => `Kimi 暂无响应${inBrackets(status)}`,
  offline: () => '无法连接 Kimi',
  'timed-out': () => 'Kimi 响应超时',
  'unreadable-answer': () => '响应无法解读',
  'invalid-config': () => '配置文件有误',
  'invalid-arguments': () => '参数无效',
  cancelled: () => '已取消',
};

function inBrackets(subject: string | undefined): string {
  return subject === undefined ? '' : `（${subject}）`;
}

function at(subject: string | undefined): string {
  return subject === undefined ? '' : `：${placeInChinese(subject)}`;
}

export const failures: Messages['failures'] = { kinds, codes, brief, between: '' };
