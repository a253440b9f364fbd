import type { Messages } from '../en.ts';

export const pushResults: Messages['pushResults'] = {
  sent: '已发送',
  rejected: (code, hint) =>
    hint === undefined ? `被拒绝（${code}）` : `被拒绝（${code}）：${hint}`,
  busy: (code) => `服务繁忙（${code}），请稍后重试`,
  unreachable: '无法连接该服务',
  unsure: '已发出，但服务未及时响应',
  incomplete: '缺少地址',
  hints: {
    signature: '请检查机器人的签名密钥和关键词（每条消息都包含 Kimi）',
    credential: '请检查令牌',
    address: '请检查地址',
  },
};
