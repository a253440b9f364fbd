import type { pasteProblems as inEnglish } from '../en/paste-problems.ts';

export const pasteProblems: typeof inEnglish = {
  apiKeyNotOneWord: '这不是 API Key：其中有空格、换行或特殊字符。请只粘贴 API Key 本身。',
  cookieNotRecognised:
    '未从中找到 Kimi 网页登录。请从 Kimi 网站复制 kimi-auth 的值、Cookie 请求头，或整条 curl 命令。',
  cookieWithoutSession:
    '这些 Cookie 中没有 Kimi 网页登录（kimi-auth）。请先登录 Kimi 网站，再重新复制。',
  accountNameUnusual: '账号名称须为一行可见字符，且不宜过长。',
};
