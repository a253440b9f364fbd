import type { Messages } from '../en.ts';

export const statusLine: Messages['statusLine'] = {
  product: 'Kimi',
  short: { session: '5h', weekly: '7d', monthly: '本月', codeWeekly: 'Code 7d', other: '其他' },
  days: (count) => `${count}d`,
  hours: (count) => `${count}h`,
  minutes: (count) => `${count}m`,
  left: (share) => share.replace(/ (\S+)$/, ' 剩余 $1'),
  used: (share) => share.replace(/ (\S+)$/, ' 已用 $1'),
  usedUp: '已用完',
  back: (moment) => `${moment} 恢复`,
  empty: (moment) => `${moment} 用完`,
  emptySoon: '即将用完',
  lasts: '够用',
  probablyLasts: '大概够用',
  hasReset: '已重置',
  off: '已停用',
  noData: '暂无数据',
  failed(kind) {
    switch (kind) {
      case 'credential-missing':
        return '尚未登录';
      case 'credential-rejected':
        return '登录被拒绝';
      case 'credential-expired':
        return '登录已过期';
      case 'plan-or-quota-denied':
        return '没有套餐';
      case 'invalid-config':
        return '配置文件有误';
      case 'invalid-arguments':
        return '没有此账号';
      case 'offline':
        return '网络已断开';
      default:
        return '服务无响应';
    }
  },

  refresh: '立即刷新',
  openConsole: '打开 Kimi Code 控制台',
};
