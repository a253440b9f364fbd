import type { fleetPage as enFleetPage } from '../en/page-fleet.ts';

export const fleetPage: typeof enFleetPage = {
  link: '所有机器',
  range: ({ from, to, all }) => `第 ${from}–${to} 个账号，共 ${all} 个`,
  pages: '分页',
  previous: '上一页',
  next: '下一页',
  allTeams: '所有团队',
  noTeam: '未分组',
  notSet: '要在这里查看所有机器的账号，请设置指标系统的地址：',
  nothing: '机器推送指标后才会出现。请在该机器上运行以下命令检查：',
  unreachable: '无法加载其他机器的账号。',
  again: 'KimiBar 每分钟重试一次。',
  from: (span) => `以下是 ${span}前的数据。`,
  more: (count) => `另外 ${count} 个`,
};
