import type { Messages } from '../en.ts';

export const doctor: Messages['doctor'] = {
  config: '配置',
  data: '数据',
  environment: '环境变量',
  noFile: '（尚未创建，使用默认设置）',
  places: '按以下顺序查找登录信息',
  found: '已找到',
  reading: '读取额度',
  answered: (source) => `Kimi 已应答（${source}）`,
  switchedOff: 'Kimi 已停用，未发出任何请求。',
  legacyLogin: (path) =>
    `在 ${path} 发现旧版 kimi-cli 的登录信息。它已被 Kimi Code 取代，请在 Kimi Code 中登录。`,
  otherKey:
    '已设置 KIMI_API_KEY，但它属于开放平台，不会被读取。Kimi Code 的密钥请放入 KIMI_CODE_API_KEY。',
};
