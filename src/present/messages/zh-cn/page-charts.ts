import type {
  accountTable as enAccountTable,
  breakdown as enBreakdown,
  chart as enChart,
  resetStrip as enResetStrip,
  rhythm as enRhythm,
} from '../en/page-charts.ts';
import { logsShared } from './breakdown.ts';

export const chart: typeof enChart = {
  heading: (window) => `${window}窗口`,
  shareLeft: '剩余',
  shareUsed: '已用',
  evenPace: '匀速',
  window: '额度',
  account: '账号',
  mainAccount: '主账号',
  range: '时间范围',
  ranges: {
    window: '当前窗口',
    '24h': '24 小时',
    '7d': '7 天',
    '30d': '30 天',
    '365d': '1 年',
  },
  rangesLong: {
    window: '当前窗口',
    '24h': '过去 24 小时',
    '7d': '过去 7 天',
    '30d': '过去 30 天',
    '365d': '过去一年',
  },
  loading: '正在加载历史…',
  empty: '该时段没有数据，下次刷新后开始显示。',
  emptyUnreadable: '该时段没有数据：Kimi 未返回该额度的有效数据。',
  begins: '从这里开始记录，图表会逐渐完整。',
  failed: '无法加载历史记录。',
  keys: '用方向键移动游标',
  pointer: '时间点',
  now: (time) => `现在 ${time}`,
  fullAt: (time) => `${time} 重置`,
  emptyAt: (time) => `${time} 用完`,
  forSpan: (span) => `等待 ${span}`,
  usedUp: '已用完',
  since: (time) => `${time} 起`,
  expected: ({ share, low, high }) => `预计约 ${share}（${low} 至 ${high}）`,
  summary: ({ range, from, to, isLeft, dry, waited }) =>
    `${range}：${isLeft ? '剩余' : '已用'}从 ${from}% 变为 ${to}%，${dry === 0 ? '从未用完。' : `用完 ${dry} 次，共等待 ${waited}。`}`,
  table: '以表格显示',
  day: ({ day, month }) => `${month}月${day}日`,
  time: '时间',
  requests: '已用请求数',
  even: (percent) => `匀速基准 ${percent}%`,
};

export const rhythm: typeof enRhythm = {
  heading: '使用规律',
  span: (days) => `过去 ${days} 天`,
  grid: '按星期和小时的用量',
  learning: (days) => `KimiBar 已记录你 ${days} 天的使用。满三天后，这里会显示你的高峰时段。`,
  cell: ({ day, hour, points }) => `${day} ${hour}：每小时 ${points} 个百分点`,
  cellDry: (text) => `${text}，曾用完`,
  dayRange: ({ first, last }) => `${first}至${last}`,
  busiest: ({ days, from, to }) => `${days} ${from}–${to} 最忙。`,
  everyDay: '每天',
  dry: ({ count, waited }) => `用完 ${count} 次，共等待 ${waited}。`,
  neverDry: '从未用完。',
  expired: ({ window, share }) => `${window}额度平均有 ${share} 到期未用。`,
};

export const resetStrip: typeof enResetStrip = {
  heading: '重置',
  label: '未来七天的重置',
  now: '现在',
};

export const breakdown: typeof enBreakdown = {
  heading: '用在哪里',
  by: '分组',
  keys: { project: '项目', session: '会话', model: '模型' },
  elsewhere: '其他地方',
  elsewhereHint: '另一台电脑、Kimi 聊天或其他 Key：本机日志没有相应记录。',
  others: (count) => `另外 ${count} 项`,
  share: (points) => `${points} 个百分点`,
  tokens: (count) => `${count} token`,
  sessions: (count) => `${count} 个会话`,
  since: ({ window, at }) => `${window}窗口，自 ${at}`,
  sinceTime: (at) => `自 ${at}`,
  estimate: '百分点为估算值。测试中，真实值约有四分之三落在所示范围内。',
  noQuota: 'Token 数来自本机日志。KimiBar 记录到额度变化后会显示百分点。',
  logsShared,
  coverage: (share) => `用量记录覆盖了 ${share} 的时间。`,
  empty: '本机的 Kimi Code 和其他工具的日志中没有这段时间的记录。',
  failed: '暂时无法读取日志。',
  loading: '正在读取日志…',
  all: '全部',
  back: '返回',
  hours: '逐小时',
  days: '逐日',
  hour: ({ at, amount }) => `${at}：${amount}`,
  price: ({ now, before, since }) =>
    `自 ${since} 起，1 个百分点相当于 ${now} token；此前为 ${before}。`,
  unnamed: '未命名',
};

export const accountTable: typeof enAccountTable = {
  account: '账号',
  outlook: '预测',
  canGoOn: ({ count, all }) =>
    count === all ? `${all} 个账号都能继续使用。` : `${all} 个账号中有 ${count} 个能继续使用。`,
  unknown: (count) => `${count} 个暂时无法确认。`,
  mostRoom: (account) => `余量最多：${account}。`,
  nextBack: ({ account, at }) => `最先恢复：${account}，${at}。`,
  showAll: (count) => `显示全部 ${count} 个账号`,
};
