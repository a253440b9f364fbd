import type { PageMessages } from '../en/page.ts';
import { pageSettings } from './page-settings.ts';

const todo: PageMessages['todo'] = {
  'credential-missing': '请在设置中连接账号。',
  'credential-rejected': '请在设置中检查登录凭证。',
  'credential-expired': '请重新登录，KimiBar 会自动识别。',
  'timed-out': 'KimiBar 会自动重试。',
  deadline: 'KimiBar 会自动重试。',
  'server-fault': '这是 Kimi 服务端的问题，KimiBar 会自动重试。',
  'api-key-rejected': '请在 Kimi Code 控制台新建一个，再粘贴到设置中。',
  'open-platform-key': '请在 Kimi Code 控制台创建 API Key，再粘贴到这里。',
  'jwt-as-api-key': '请改填到“Auth Token”一栏。',
  'web-token-rejected': '请在设置中粘贴新的令牌，或改用 API Key。',
  'web-token-expired': '请在 Kimi 网站重新登录，或改用 API Key。',
  'no-credential': '请在 Kimi Code 控制台创建 API Key，再粘贴到设置中。',
  'no-api-key': '请在 Kimi Code 控制台创建，再粘贴到设置中。',
  'no-web-session': '请登录 Kimi 网站，或在设置中粘贴令牌。API Key 始终可用。',
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
  severity: {
    calm: '充足',
    busy: '使用中',
    'nearly-out': '即将用完',
    out: '已用完',
    blocked: '等待更长周期的额度',
    unknown: '不可靠',
  },
  secondsSpan: ({ minutes, seconds }) =>
    minutes === 0 ? `${seconds} 秒` : `${minutes} 分 ${String(seconds).padStart(2, '0')} 秒`,
  requestsOf: ({ count, limit }) => `${count} / ${limit} 次请求`,
  unreliable: 'Kimi 未返回该额度的有效数据。',
  evenPaceAt: (percent) => `匀速基准 ${percent}%`,
  meterLabel: (window) => `${window}额度`,

  loading: '正在加载用量…',
  announce: (parts) => `已更新：${parts.join('；')}`,
  todo,
  triedHeading: '已尝试的来源',
  toSettings: '打开设置',
  switchedOff: { heading: 'Kimi 已停用', text: '停用期间不会发送请求。', action: '启用' },
  offline: {
    heading: 'KimiBar 没有运行',
    text: (wait) => `${wait}后重新连接。启动命令：kimibar serve`,
    trying: '正在重新连接。启动命令：kimibar serve',
    lastKnown: '以下为上次获取的数据。',
    now: '立即重试',
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
    intro: '只需三步，不到一分钟。API Key 只保存在本机，且仅你可读。',
    stepKey: '在 Kimi Code 控制台创建 API Key。',
    stepPaste: '粘贴到这里。',
    stepTest: '测试：只发送一次请求，随即显示额度。',
    others: '其他登录方式',
    othersText:
      '如果这台电脑已登录 Kimi Code、Kimi 桌面版或 Kimi 网站，KimiBar 会自动识别。已检查：',
  },
  console: '打开 Kimi Code 控制台',
  newTab: '（在新标签页打开）',

  chart: {
    heading: '历史',
    shareLeft: '剩余',
    shareUsed: '已用',
    evenPace: '匀速基准',
    reset: '重置',
    window: '额度',
    account: '账号',
    mainAccount: '主账号',
    range: '时间范围',
    ranges: { '24h': '24 小时', '7d': '7 天', '30d': '30 天' },
    rangesLong: { '24h': '过去 24 小时', '7d': '过去 7 天', '30d': '过去 30 天' },
    loading: '正在加载历史…',
    empty: '该时段没有数据，下次刷新后开始显示。',
    begins: '从这里开始记录，图表会逐渐完整。',
    failed: '无法加载历史记录。',
    keys: '用方向键移动游标',
    pointer: '时间点',
    summary: ({ range, from, to, lowest, resets }) =>
      `${range}：剩余从 ${from}% 变为 ${to}%，最低 ${lowest}%，重置 ${resets} 次。`,
    table: '以表格显示',
    day: ({ day, month }) => `${month}月${day}日`,
    time: '时间',
    requests: '已用请求数',
    even: (percent) => `匀速基准 ${percent}%`,
  },

  settings: pageSettings,
};
