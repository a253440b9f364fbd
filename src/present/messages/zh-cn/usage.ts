import type { ServiceState } from '../../../domain/service-status.ts';
import type { Messages } from '../en.ts';
import type { MomentParts } from '../en/usage.ts';

const serviceStates: Readonly<Record<ServiceState, string>> = {
  operational: 'API 正常',
  degraded_performance: 'API 响应缓慢',
  partial_outage: 'API 部分故障',
  major_outage: 'API 严重故障',
  under_maintenance: 'API 维护中',
};

export const usage: Messages['usage'] = {
  product: 'Kimi Code',
  sourceNames: { 'api-key': 'API Key', cli: 'Kimi Code 登录', web: '网页登录' },
  wall: (time, window) =>
    window === undefined
      ? `Kimi 于 ${time} 拒绝请求：已达用量上限`
      : `Kimi 于 ${time} 拒绝请求：已达${window}上限`,
  locale: 'zh-CN',
  hourCycle: 'h23',
  notSaved: '数据目录无法写入，因此不会缓存数据。请将 KIMIBAR_DATA_DIR 设为你有权写入的目录。',
  serviceStatus: ({ state, page }) => `Kimi 状态页显示：${serviceStates[state]}（${page}）。`,
  keyInOtherVariable:
    'KIMI_API_KEY 中是 Kimi Code 的 API Key，但该变量属于开放平台，KimiBar 不会读取。请将它设为 KIMI_CODE_API_KEY。',
  disabled: 'Kimi 已停用。重新启用：kimibar config enable',

  refreshedAgo: (seconds) =>
    `${seconds} 秒前刚刷新过：KimiBar 每 10 秒最多刷新一次，Kimi 要求等待时会等待。`,

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
  weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  months: '1 2 3 4 5 6 7 8 9 10 11 12'.split(' '),
  halfDays: ['上午', '下午'],
  halfDayTime: (time, half) => `${half}${time}`,
  moment: momentText,
  atMoment: momentText,
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
  countsOf: '/',
  plain: {
    comma: '，',
    sentence: (subject, facts) => `${subject}：${facts.join('，')}。`,
    withCounts: (share, counts) => `${share}（${counts}）`,
  },
  countsUsed: (used, limit) => `已用 ${used}，上限 ${limit}`,
  split: ({ code, other }) => `其中 Code ${code}%，其他功能 ${other}%`,

  splitShort: ({ code, other }) => `Code ${code} · 其他 ${other}`,

  resetsIn: (span) => `${span}后重置`,
  usedUp: (window) => `${window}额度已用完`,
  resetsAt: (moment) => `${moment} 重置`,
  backAt: (moment) => `${moment} 恢复`,
  emptyAt: (moment) => `${moment} 用完`,
  inSpan: (span) => `，还有 ${span}`,
  resetsNow: '即将重置',
  resetSince: '读取后已重置',
  backIn: ({ span, at }) => `${at} 恢复（还有 ${span}）`,
  backNow: '即将恢复',
  stale: '数据已过时',
  clockAhead: (span) => `本机时钟比 Kimi 快 ${span}`,
  clockBehind: (span) => `本机时钟比 Kimi 慢 ${span}`,

  pace: {
    onPace: '用量正常',
    ahead: (points) => `比匀速快 ${points} 个百分点`,
    behind: (points) => `比匀速慢 ${points} 个百分点`,
    lasts: '能用到重置',
    runsOutIn: (span) => `将在 ${span}后用完`,
  },

  wallet: {
    label: '加油包',
    shortLabel: '加油包',
    balance: (amount) => `余额 ${amount}`,
    monthOfLimit: ({ used, limit }) => `本月已用 ${used}（上限 ${limit}）`,
    month: (used) => `本月已用 ${used}`,
    limit: (limit) => `每月上限 ${limit}`,
    noLimit: '未设每月上限',
    off: '已关闭',
  },
};

function momentText(parts: MomentParts): string {
  if (parts.kind === 'today') return parts.time;
  if (parts.kind === 'soon') return `${parts.weekday} ${parts.time}`;
  const { day, month, year } = parts;
  return `${year === undefined ? '' : `${year}年`}${month}月${day}日`;
}
