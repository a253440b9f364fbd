import type { PageMessages } from '../en/page.ts';
import { accountTable, breakdown, chart, resetStrip, rhythm } from './page-charts.ts';
import { fleetPage } from './page-fleet.ts';
import { pageSettings } from './page-settings.ts';

const todo: PageMessages['todo'] = {
  'credential-missing': '请在设置中连接账号。',
  'credential-rejected': '请在设置中检查登录凭证。',
  'credential-expired': '请重新登录，KimiBar 会自动识别。',
  'timed-out': 'KimiBar 会自动重试。',
  deadline: 'KimiBar 会自动重试。',
  'rate-limited': 'KimiBar 会按 Kimi 要求的时间等待，然后自动重试。',
  'server-fault': '这是 Kimi 服务端的问题，KimiBar 会自动重试。',
  'api-key-rejected': '请在 Kimi Code 控制台新建一个，再粘贴到设置中。',
  'open-platform-key': '请在 Kimi Code 控制台创建 API Key，再粘贴到这里。',
  'jwt-as-api-key': '请改填到“Auth Token”一栏。',
  'api-key-as-cookie': '请改填到“API Key”一栏。',
  'web-token-rejected': '请在设置中粘贴新的令牌，或改用 API Key。',
  'web-token-expired': '请在 Kimi 网站重新登录，或改用 API Key。',
  'no-credential': '请在 Kimi Code 控制台创建 API Key，再粘贴到设置中。',
  'no-api-key': '请在 Kimi Code 控制台创建，再粘贴到设置中。',
  'no-web-session': '请登录 Kimi 网站，或在设置中粘贴令牌。API Key 始终可用。',
};

const todoHere: PageMessages['todoHere'] = {
  'api-key-rejected': '请在 Kimi Code 控制台新建一个。',
  'web-token-rejected': '请从 Kimi 网站重新复制，或改用 API Key。',
};

const cadence: PageMessages['cadence'] = {
  scheduled: '按计划刷新',
  'page-open': '页面打开时刷新更频繁',
  'kimi-code-works': 'Kimi Code 运行时刷新更频繁',
  idle: '空闲时降低刷新频率',
  'battery-saver': '省电模式下降低刷新频率',
  'after-reset': '额度重置后立即刷新',
  'asked-to-wait': 'Kimi 要求降低请求频率',
  'after-failure': '失败后重试',
  'needs-person': '等待你登录',
};

export const page: PageMessages = {
  skipToContent: '跳到正文',
  settingsLink: '设置',
  back: '返回用量',
  refresh: '刷新',
  refreshing: '正在刷新…',
  cadence,
  secondsSpan: ({ minutes, seconds }) =>
    minutes === 0 ? `${seconds} 秒` : `${minutes} 分 ${String(seconds).padStart(2, '0')} 秒`,
  countsOf: ({ count, limit, isLeft }) => `${isLeft ? '剩余' : '已用'} ${count} / ${limit}`,
  card: {
    usedUp: '已用完',
    backAt: ({ at, span }) => `${at} 恢复 · ${span}后`,
    willBeLeft: (share) => `预计剩余约 ${share}`,
    hardlyAny: '预计几乎用完',
    willLast: '能用到重置',
    usableFrom: (at) => `${at} 起可用`,
    emptyNow: '随时可能用完',
    empty: (at) => `${at} 用完`,
    emptyBefore: ({ at, span }) => `${at} 用完，比重置早 ${span}`,
    earliest: (at) => `最早 ${at}`,
    resetsAt: (at) => `${at} 重置`,
    in: (span) => `${span}后`,
    split: ({ code, other }) => `Code ${code}% · 其他 ${other}%`,
  },
  unreliable: 'Kimi 未返回该额度的有效数据。',
  evenPaceAt: (percent) => `匀速基准 ${percent}%`,
  meterLabel: (window) => `${window}额度`,

  refused: ({ at, window }) => `Kimi 于 ${at} 拒绝了请求：${window}额度已达上限。`,
  wholePage: '打开完整页面',
  tab: {
    out: '已用完',
    back: (at) => `${at} 恢复`,
    empty: (at) => `${at} 用完`,
  },
  loading: '正在加载用量…',
  announce: (parts) => `已更新：${parts.join('；')}`,
  todo,
  todoHere,
  triedHeading: '已尝试的来源',
  toSettings: '打开设置',
  switchedOff: { heading: 'Kimi 已停用', text: '停用期间不会发送请求。', action: '启用' },
  offline: {
    heading: 'KimiBar 没有运行',
    text: (wait) => `${wait}后重新连接。启动命令：kimibar serve`,
    trying: '正在重新连接。启动命令：kimibar serve',
    now: '立即重试',
  },
  broken: {
    heading: '页面出错了',
    text: 'KimiBar 仍在监测用量。请重新加载页面；如果再次出现，请反馈下面这行内容。',
    action: '重新加载',
  },
  locked: {
    heading: '需要访问令牌',
    text: '请输入启动服务时设置的令牌。关闭此标签页前会一直记住。',
    label: '令牌',
    action: '解锁',
    wrong: '令牌不正确。',
  },

  firstRun: {
    heading: '连接你的 Kimi 账号',
    intro: '只需两步，不到一分钟。API Key 只保存在本机，且仅你可读。',
    stepKey: '在 Kimi Code 控制台创建 API Key。',
    stepPaste: '粘贴到这里。',
    stepTest: '只发送一次请求来测试，随即显示额度。',
    others: '其他登录方式',
    othersText:
      '如果这台电脑已登录 Kimi Code、Kimi 桌面版或 Kimi 网站，KimiBar 会自动识别。已检查：',
  },
  console: '打开 Kimi Code 控制台',
  newTab: '（在新标签页打开）',

  chart,
  rhythm,
  resetStrip,
  breakdown,
  accountTable,
  fleet: fleetPage,
  settings: pageSettings,
};
