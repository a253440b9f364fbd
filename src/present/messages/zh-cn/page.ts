import type { PageMessages } from '../en/page.ts';
import { pageSettings } from './page-settings.ts';

const todo: PageMessages['todo'] = {
  'credential-missing': '请在设置中连接账号。',
  'credential-rejected': '请在设置中检查登录凭证。',
  'credential-expired': '请重新登录，KimiBar 会自动识别。',
  'timed-out': 'KimiBar 会自动重试。',
  deadline: 'KimiBar 会自动重试。',
  'server-fault': '您无需处理，KimiBar 会自动重试。',
  'api-key-rejected': '请在 Kimi Code 控制台新建一个，再粘贴到设置中。',
  'open-platform-key': '请改在 Kimi Code 控制台创建 API Key，再粘贴到这里。',
  'jwt-as-api-key': '请改填到“Auth Token”一栏。',
  'web-token-rejected': '请在设置中粘贴新的令牌，或改用 API Key。',
  'web-token-expired': '请在 www.kimi.com 重新登录，或改用 API Key。',
  'no-credential': '请在 Kimi Code 控制台创建 API Key，再粘贴到设置中。',
  'no-api-key': '请在 Kimi Code 控制台创建，再粘贴到设置中。',
  'no-web-session': '请登录 www.kimi.com，或在设置中粘贴令牌。API Key 始终可用。',
};

const cadence: PageMessages['cadence'] = {
  scheduled: '按计划刷新',
  'somebody-looks': '页面打开时刷新更勤',
  'kimi-code-works': 'Kimi Code 工作时刷新更勤',
  idle: '空闲时放慢刷新',
  'battery-saver': '省电模式下放慢刷新',
  'after-reset': '额度重置后立即刷新',
  'asked-to-wait': 'Kimi 要求稍后再查询',
  'after-failure': '失败后重试',
  'needs-person': '等待更新登录凭证',
};

/** 只有页面会说的话；读数的说法与终端一致。 */
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
    unknown: '不可靠',
  },
  secondsSpan: ({ minutes, seconds }) =>
    minutes === 0 ? `${seconds} 秒` : `${minutes} 分 ${String(seconds).padStart(2, '0')} 秒`,
  requestsOf: ({ count, limit }) => `${count} / ${limit} 次请求`,
  unreliable: '计数无法读取，此处仅为估计。',
  evenPaceAt: (percent) => `匀速位置 ${percent}%`,
  meterLabel: (window) => `${window}额度`,

  loading: '正在读取用量…',
  announce: (parts) => `已更新：${parts.join('；')}`,
  todo,
  triedHeading: '尝试过的来源',
  toSettings: '打开设置',
  switchedOff: { heading: 'Kimi 已停用', text: '停用期间不会查询用量。', action: '启用' },
  offline: {
    heading: 'KimiBar 没有运行',
    text: (wait) => `${wait}后重新连接。启动命令：kimibar serve`,
    trying: '正在重新连接。启动命令：kimibar serve',
    kept: '以下是最后一次读数。',
    now: '立即重试',
  },
  locked: {
    heading: '访问此 KimiBar 需要令牌',
    text: '即启动服务时设置的令牌。仅保留到关闭此标签页为止。',
    label: '令牌',
    action: '解锁',
    wrong: '令牌不正确。',
  },

  firstRun: {
    heading: '连接您的 Kimi 账号',
    intro: '只需三步，一分钟以内。密钥只保存在本机，且仅您本人可读。',
    stepKey: '在 Kimi Code 控制台创建 API Key。',
    stepPaste: '粘贴到这里。',
    stepTest: '测试：向 Kimi 查询一次，随即显示额度。',
    others: '其他登录方式',
    othersText:
      '如果这台电脑已登录 Kimi Code、Kimi 桌面版或 www.kimi.com，KimiBar 会自动发现。已检查过：',
  },
  console: '打开 Kimi Code 控制台',
  newTab: '（在新标签页打开）',

  chart: {
    heading: '用量走势',
    shareLeft: '剩余比例',
    shareUsed: '已用比例',
    evenPace: '匀速参考线',
    reset: '重置',
    window: '额度窗口',
    account: '账号',
    mainAccount: '主账号',
    range: '时间范围',
    ranges: { '24h': '24 小时', '7d': '7 天', '30d': '30 天' },
    rangesLong: { '24h': '过去 24 小时', '7d': '过去 7 天', '30d': '过去 30 天' },
    loading: '正在读取历史…',
    empty: '这段时间还没有记录，下一次读数后开始显示。',
    begins: '记录从这里开始，每次读数后继续延伸。',
    failed: '无法读取历史记录。',
    keys: '用方向键移动指针',
    pointer: '时间点',
    summary: ({ range, from, to, lowest, resets }) =>
      `${range}：剩余从 ${from}% 变为 ${to}%，最低 ${lowest}%，重置 ${resets} 次。`,
    table: '以表格显示',
    day: ({ day, month }) => `${month}月${day}日`,
    time: '时间',
    requests: '已用请求数',
    even: (percent) => `匀速 ${percent}%`,
  },

  settings: pageSettings,
};
