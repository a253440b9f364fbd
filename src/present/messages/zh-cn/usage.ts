import type { Messages } from '../en.ts';

export const usage: Messages['usage'] = {
  product: 'Kimi Code',
  locale: 'zh-CN',
  unkept: '数据目录无法写入，下次运行仍需向 Kimi 查询。可用 KIMIBAR_DATA_DIR 指定其他目录。',
  disabled: 'Kimi 已停用。重新启用：kimibar config enable --provider kimi',

  now: '现在',
  span: ({ days, hours, minutes }) =>
    [
      ...(days === undefined ? [] : [`${days} 天`]),
      ...(hours === undefined ? [] : [`${hours} 小时`]),
      ...(minutes === undefined ? [] : [`${minutes} 分钟`]),
    ].join(' '),
  tightSpan: ({ days, hours, minutes }) =>
    [
      ...(days === undefined ? [] : [`${days}天`]),
      ...(hours === undefined ? [] : [`${hours}时`]),
      ...(minutes === undefined ? [] : [`${minutes}分`]),
    ].join(''),
  justNow: '刚刚',
  old: (span) => `${span}前`,
  localTime: ({ date, time }) =>
    date === undefined ? time : `${date.month}月${date.day}日 ${date.weekday} ${time}`,
  nextRefreshIn: (span) => `${span}后刷新`,

  windows: {
    session: '5 小时',
    weekly: '每周',
    monthly: '每月',
    codeWeekly: 'Code 7 天',
    days: (count) => `${count} 天`,
    hours: (count) => `${count} 小时`,
    minutes: (count) => `${count} 分钟`,
    other: '其他',
  },

  percentLeft: (percent) => `剩余 ${percent}%`,
  percentUsed: (percent) => `已用 ${percent}%`,
  unreadable: '无法读取',
  countsUsed: (used, limit) => `已用 ${used}，上限 ${limit}`,
  split: ({ code, other }) => `Code 已用 ${code}%，其他功能 ${other}%`,

  resetsIn: (span) => `${span}后重置`,
  resetsNow: '即将重置',
  resetSince: '此后已重置',
  usedUp: (window) => `${window}额度已用完`,
  backIn: ({ span, at }) => `${span}后恢复（${at}）`,
  backNow: '即将恢复',
  stale: '数据已过时',

  pace: {
    onPace: '进度正常',
    inDeficit: (points) => `超支 ${points}%`,
    inReserve: (points) => `富余 ${points}%`,
    expected: (percent) => `按匀速应已用 ${percent}%`,
    lasts: '够用到重置',
    emptyIn: (span) => `预计 ${span}后用完`,
    runsOutIn: (span) => `${span}后用完`,
  },

  wallet: {
    label: '加油包',
    left: ({ balance, total }) => `剩余 ${balance}，共 ${total}`,
    monthOfLimit: ({ used, limit }) => `本月已用 ${used}，上限 ${limit}`,
    month: (used) => `本月已用 ${used}`,
  },
};
