import type { Messages } from '../en.ts';

export const fleet: Messages['fleet'] = {
  noAddress:
    '要查询哪个指标系统？请指定地址：kimibar fleet --from URL，或保存下来：kimibar config set fleet.url URL',
  invalidAddress: '--from 需要 http:// 或 https:// 地址。',
  engine: {
    locked: ({ address, reason }) =>
      `${address} 需要有效的令牌（${reason}）。请运行以下命令设置：kimibar config set fleet.token -`,
    foreign: ({ address, reason }) =>
      `${address} 没有 Prometheus 查询 API（${reason}）。请检查地址中的路径。`,
    away: ({ address, reason }) => `无法连接 ${address}（${reason}）。请检查地址和网络连接。`,
    untrusted: ({ address }) =>
      `无法与 ${address} 建立安全连接：证书不受信任（请用 NODE_EXTRA_CA_CERTS 指定其颁发机构的证书文件），或者对方只支持 HTTP。`,
    late: ({ address }) => `${address} 未在限定时间内响应。`,
    other: ({ address, reason }) => `${address} 未能响应查询：${reason}。`,
  },
  nothing: '指标系统中没有 KimiBar 的账号。',
  pastEnd: '这一页没有账号。',
  machine: '机器',
  account: '账号',
  quotas: '已用',
  trouble: '状况',
  mostRoom: '余量最多',
  nextBack: '即将恢复',
  silent: '无上报的机器',
  team: '团队',
  teams: '团队',
  accounts: '账号',
  out: '已用完',
  short: '将用完',
  failing: '失败',
  signedOut: '登录已失效',
  fails: (kind) => `失败：${kind}`,
  isOut: '已用完',
  backIn: (left) => `已用完，${left}后恢复`,
  likelyOut: (likelihood) => `将用完：${likelihood}`,
};
