import type { Messages } from '../en.ts';

export const exportWords: Messages['export'] = {
  off: '导出未开启，不会发送任何内容。开启：kimibar config set export.enabled true',
  noEndpoint: '尚未设置推送地址。设置：kimibar config set export.endpoint URL',
  goesTo: ({ address, headers }) =>
    headers.length === 0
      ? `每分钟推送到 ${address}：`
      : `每分钟推送到 ${address}，并带上请求头 ${headers.join('、')}：`,
  accepted: ({ address, series }) => `${address} 已接收 ${series} 条序列。`,
  invalidVariable: (name) => `${name} 需要是 http:// 或 https:// 地址。`,
  collector: {
    locked: ({ address, reason }) =>
      `${address} 需要有效的请求头（${reason}）。请运行以下命令设置：kimibar config set export.headers -`,
    foreign: ({ address, reason }) =>
      `${address} 不接收 OTLP/HTTP（${reason}）。请检查地址中的路径和端口；不支持 gRPC。`,
    other: ({ address, reason }) => `${address} 未接收指标：${reason}。`,
  },
};
