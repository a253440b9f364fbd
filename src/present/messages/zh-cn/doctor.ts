import type { Messages } from '../en.ts';

export const doctor: Messages['doctor'] = {
  config: '配置',
  data: '数据',
  environment: '环境变量',
  noFile: '（尚未创建，使用默认设置）',
  checked: 'KimiBar 查找登录的位置',
  found: '已找到',
  testRequest: '测试请求',
  answered: (source) => `Kimi 响应正常（${source}）`,
  shownAccount: (name) => `${name}（默认）`,
  switchedOff: 'Kimi 已停用，未发送请求。',
  clock: (difference) => `注意：${difference}。倒计时和事件以 Kimi 的时钟为准，请校准本机时钟。`,
  legacyLogin: (path) =>
    `在 ${path} 发现旧版 kimi-cli 的登录，它已被 Kimi Code 取代。请运行：kimi login`,
  monthlyHidden:
    '你的套餐还有每月上限，但 Kimi 不会向 API Key 或 Kimi Code 登录显示。使用网页登录即可显示：kimibar login --web',
  unknownLog: (path) => `KimiBar 不认识这个日志的格式，未计入：${path}`,
  pushesWait: ({ count, span }) =>
    `等待推送的指标：${count} 份，最早的已等待 ${span}。要查看原因，请运行：kimibar export test`,
  exposedConfig: (path) => `配置文件的权限允许其他用户读取其中的密钥。请运行：chmod 600 ${path}`,
  otherKey:
    '已设置 KIMI_API_KEY，但它属于开放平台，KimiBar 不会读取。请将 Kimi Code 的 API Key 设为 KIMI_CODE_API_KEY。',
};
