import type { Messages } from '../en.ts';

export const exportWords: Messages['export'] = {
  off: '导出未开启，不会发送任何内容。开启：kimibar config set export.enabled true',
  noEndpoint: '尚未设置推送地址。设置：kimibar config set export.endpoint URL',
  goesTo: ({ address, headers }) =>
    headers.length === 0
      ? `每分钟推送到 ${address}：`
      : `每分钟推送到 ${address}，并带上请求头 ${headers.join('、')}：`,
  accepted: ({ address, series }) => `${address} 已接收 ${series} 条序列。`,
  notAccepted: ({ address, reason }) => `${address} 未接收指标：${reason}。`,
};
