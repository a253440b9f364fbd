import type { signInFailures as english } from '../en/sign-in-failures.ts';
import {
  byAccount,
  setCookieCommand as setCookie,
  setKeyCommand as setKey,
  signInHost,
  type AccountFill,
  type FailureSentence,
  type FailureWords,
} from '../failure-fill.ts';

export const noKey = (fill: AccountFill): FailureWords => ({
  what: `账号 ${fill.account} 尚未设置 API Key。`,
  todo: `请添加：${setKey(fill)}`,
});

export const signInFailures: Record<keyof typeof english, FailureSentence> = {
  'api-key-rejected': (fill) => ({
    what: 'Kimi Code API Key 无效或已过期。',
    todo: `请在 Kimi Code 控制台新建一个，然后运行：${setKey(fill)}`,
  }),
  'open-platform-key': (fill) => ({
    what: '这是 Kimi 开放平台（platform.kimi.com，Moonshot）的 API Key，Kimi Code 不接受。',
    todo: `请在 Kimi Code 控制台创建 API Key，然后运行：${setKey(fill)}`,
  }),
  'jwt-as-api-key': (fill) => ({
    what: '这是网页登录令牌，不是 Kimi Code API Key。',
    todo: `请保存为网页登录：${setCookie(fill)}`,
  }),
  'unusable-key': (fill) => ({
    what: 'API Key 中有空格或不该出现的字符。',
    todo: `请从 Kimi Code 控制台重新复制，然后运行：${setKey(fill)}`,
  }),
  'api-key-locked': () => ({
    what: 'API Key 保存在系统密钥环中，但密钥环已锁定。',
    todo: '请解锁后重试；在终端中，系统可能会询问其密码。',
  }),
  'api-key-unreachable': (fill) => ({
    what: 'API Key 保存在系统密钥环中，但此处无法读取。',
    todo: `请在桌面会话中运行 KimiBar，或重新保存：${setKey(fill)}`,
  }),
  'cli-login-rejected': byAccount(
    { what: 'Kimi Code 登录被拒绝。', todo: '请重新登录 Kimi Code：kimi login' },
    noKey,
  ),
  'cli-login-renewable': byAccount(
    { what: 'Kimi Code 登录需要续期。', todo: 'Kimi Code 运行时会自动续期，请运行：kimi' },
    noKey,
  ),
  'cli-login-expired': byAccount(
    { what: 'Kimi Code 登录已过期。', todo: '请重新登录 Kimi Code：kimi login' },
    noKey,
  ),
  'cli-login-in-keyring': byAccount(
    {
      what: 'Kimi Code 将登录凭证保存在系统密钥环中，KimiBar 不读取。',
      todo: `请在 Kimi Code 控制台创建 API Key，然后运行：${setKey({})}`,
    },
    noKey,
  ),
  'web-token-rejected': byAccount(
    { what: 'Kimi 网页登录无效或已过期。', todo: '请更新令牌。' },
    (fill) => ({
      what: 'Kimi 网页登录无效或已过期。',
      todo: `请粘贴新的令牌：${setCookie(fill)}`,
    }),
  ),
  'web-token-expired': byAccount(
    (fill) => ({
      what: 'Kimi 网页登录已过期。',
      todo: `请在 ${signInHost(fill)} 重新登录，然后运行：kimibar cookies refresh`,
    }),
    (fill) => ({
      what: 'Kimi 网页登录已过期。',
      todo: `请在 ${signInHost(fill)} 重新登录，再粘贴新的令牌：${setCookie(fill)}`,
    }),
  ),
  'no-credential': byAccount(
    {
      what: '尚未登录：未找到 API Key、Kimi Code 登录或网页登录。',
      todo: '请运行设置向导：kimibar setup。没有账号也可试用：kimibar demo',
    },
    noKey,
  ),
  'no-api-key': byAccount(
    {
      what: '尚未设置 Kimi Code API Key。',
      todo: `请在 Kimi Code 控制台创建，然后运行：${setKey({})}`,
    },
    noKey,
  ),
  'no-cli-login': byAccount(
    { what: '未在这台电脑上找到 Kimi Code 登录。', todo: '请先登录 Kimi Code：kimi login' },
    noKey,
  ),
  'no-web-session': byAccount(
    (fill) => ({
      what: '未找到 Kimi 网页登录。',
      todo: `请登录 ${signInHost(fill)}，或粘贴令牌：${setCookie({})}。新版网页登录可能不再写入令牌；API Key 始终可用。`,
    }),
    (fill) => ({
      what: `账号 ${fill.account} 没有网页登录。`,
      todo: `请添加：${setCookie(fill)}`,
    }),
  ),
};
