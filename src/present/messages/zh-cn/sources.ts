import type { AttemptSource } from '../../../domain/attempt.ts';
import type { Messages } from '../en.ts';

const bring: Record<AttemptSource, (host: string) => string> = {
  'api-key': () => '请添加：kimibar config set-api-key',
  cli: () => '请登录 Kimi Code：kimi login',
  opencode: () => '请在 OpenCode 中添加 Kimi 套餐：opencode auth login',
  'manual-cookie': () => '请粘贴：kimibar config set-cookie --stdin',
  'env-token': () => '请设置 KIMI_AUTH_TOKEN。',
  desktop: () => '请登录 Kimi 桌面版。',
  browser: (host) => `请登录 ${host}，然后运行：kimibar cookies refresh`,
};

const reasons: Messages['sources']['reasons'] = {
  'not-set': (place, host) => ({ what: '未设置', todo: bring[place](host) }),
  'not-found': (place, host) =>
    place === 'browser' ? { what: '未找到用户配置' } : { what: '未找到', todo: bring[place](host) },
  'signed-out': (place, host) => ({ what: '已退出登录', todo: bring[place](host) }),
  renewable: () => ({ what: 'Kimi Code 运行时会自动续期', todo: '请运行：kimi' }),
  expired: (place, host) => ({ what: '已过期', todo: bring[place](host) }),
  unreadable: () => ({ what: '已找到，但无法读取', todo: '请检查读取权限，或重新登录。' }),
  'too-large': () => ({ what: '文件过大，未读取', todo: '请检查该文件。' }),
  overridden: () => ({
    what: '已自定义 Kimi 地址，故不使用',
    todo: '请取消设置 KIMI_CODE_BASE_URL、KIMI_CODE_OAUTH_HOST 和 KIMI_OAUTH_HOST。',
  }),
  'unknown-service': () => ({
    what: '该登录属于 KimiBar 不认识的服务',
    todo: '请设置 KIMI_CODE_BASE_URL 和 API Key：kimibar config set-api-key',
  }),
  'not-recognised': (place, host) => ({
    what: '无法识别为 Kimi 登录凭证',
    todo: bring[place](host),
  }),
  'no-session': (place, host) => ({ what: '没有 Kimi 网页登录', todo: bring[place](host) }),
  'open-platform-key': () => ({
    what: '这是 Kimi 开放平台（platform.kimi.com，Moonshot）的 API Key，Kimi Code 不接受',
    todo: '请在 Kimi Code 控制台创建 API Key，然后运行：kimibar config set-api-key',
  }),
  'jwt-as-api-key': () => ({
    what: 'API Key 处填写的是网页登录令牌',
    todo: '请用此命令保存：kimibar config set-cookie --stdin',
  }),
  'unusable-key': () => ({
    what: 'API Key 中有空格或不该出现的字符',
    todo: '请从 Kimi Code 控制台重新复制，然后运行：kimibar config set-api-key',
  }),
  'api-key-locked': () => ({
    what: 'API Key 保存在系统密钥环中，但密钥环已锁定',
    todo: '请解锁密钥环。',
  }),
  'api-key-unreachable': () => ({
    what: 'API Key 保存在系统密钥环中，但此处无法读取',
    todo: '请在桌面会话中运行 KimiBar，或重新保存：kimibar config set-api-key',
  }),
  'kept-in-keyring': () => ({
    what: 'Kimi Code 将其保存在系统密钥环中',
    todo: '请在 Kimi Code 控制台创建 API Key，然后运行：kimibar config set-api-key',
  }),
  'keyring-locked': () => ({
    what: '密钥环已锁定',
    todo: '请解锁密钥环，然后运行：kimibar cookies refresh',
  }),
  'keyring-missing': () => ({
    what: '无法访问保存浏览器密钥的密钥环',
    todo: '请在桌面会话中运行 KimiBar，或安装 secret-tool（libsecret）。',
  }),
  'keychain-denied': () => ({
    what: '钥匙串拒绝访问',
    todo: '运行 kimibar cookies refresh，并选择“允许”。',
  }),
  'full-disk-access': () => ({
    what: 'Safari 需要“完全磁盘访问权限”',
    todo: '请在“系统设置 > 隐私与安全性 > 完全磁盘访问权限”中允许终端。',
  }),
  'app-bound': () => ({
    what: '浏览器的 Cookie 已锁定（应用绑定加密）',
    todo: '可改用 Firefox、Kimi 桌面版，粘贴令牌（kimibar config set-cookie --stdin），或使用 API Key。',
  }),
  'browser-running': () => ({
    what: '浏览器正在运行，文件被占用',
    todo: '请关闭浏览器，然后运行：kimibar cookies refresh',
  }),
  'needs-person': () => ({
    what: '需要你输入密码',
    todo: '请在终端运行：kimibar cookies refresh',
  }),
  undecryptable: (_, host) => ({
    what: '已找到，但无法解密',
    todo: `请在 ${host} 重新登录，或粘贴令牌：kimibar config set-cookie --stdin`,
  }),
  'other-source-chosen': () => ({ what: '已指定其他来源', todo: 'kimibar config set-source auto' }),
  'cookie-source-manual': () => ({
    what: '只使用手动粘贴的 Cookie',
    todo: 'kimibar config set-cookie-source auto',
  }),
  'cookie-source-off': () => ({
    what: '已关闭 Cookie 来源',
    todo: 'kimibar config set-cookie-source auto',
  }),
  'other-account': () => ({ what: '属于主账号' }),
};

export const sources: Messages['sources'] = {
  places: {
    'api-key': 'API Key',
    cli: 'Kimi Code 登录',
    opencode: 'OpenCode 中的 API Key',
    'manual-cookie': '手动粘贴的 Cookie',
    'env-token': '环境变量中的令牌',
    desktop: 'Kimi 桌面版',
    browser: '浏览器',
  },
  outcomes: {
    ok: '已使用',
    absent: '未找到',
    rejected: '被 Kimi 拒绝',
    failed: '请求失败',
    skipped: '已跳过',
  },
  reasons,
};
