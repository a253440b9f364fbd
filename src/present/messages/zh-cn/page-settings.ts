import type { PageMessages } from '../en/page.ts';

export const pageSettings: PageMessages['settings'] = {
  heading: '设置',
  loading: '正在加载设置…',
  unreachable: '无法加载设置。',
  saving: '正在保存…',
  saved: '已保存',
  notSaved: '未保存',
  retry: '重试',

  account: '账号',
  enabled: { label: '监控 Kimi Code', hint: '关闭后 KimiBar 不发送请求。' },
  apiKey: {
    label: 'API Key',
    hint: '在 Kimi Code 控制台创建，以 sk-kimi- 开头。',
    placeholder: 'sk-kimi-…',
  },
  cookieHeader: {
    label: 'Auth Token',
    hint: '来自 Kimi 网站的 kimi-auth 值、Cookie 请求头或复制的 curl 命令。已有 API Key 时可选：可额外查看每月额度。',
    placeholder: 'kimi-auth=…',
  },
  secretSet: (hint) => `已设置，末尾为 ${hint}`,
  secretNotSet: '未设置',
  testing: '正在测试…',
  testAndSave: '测试并保存',
  saveAnyway: '仍然保存',
  forget: '清除',
  forgetSure: '确定清除？',
  keep: '保留',
  forgotten: '已清除',
  emptySecret: '请先粘贴内容。',
  worksAndSaved: (what) => `测试通过，已保存：${what}`,
  doesNotWork: (why) => `未保存：${why}`,
  testFailed: 'KimiBar 没有响应，请确认它仍在运行。',

  source: {
    label: '用量来源',
    hint: '用量数据从哪里获取。',
    options: { auto: '自动', api: 'API Key', cli: 'Kimi Code 登录', web: '网页登录' },
  },
  cookieSource: {
    label: 'Cookie 来源',
    hint: '“自动”会在浏览器中查找 Kimi 登录；“手动”只使用上面的 Auth Token。',
    options: { auto: '自动', manual: '手动', off: '关闭' },
  },
  region: {
    label: '地区',
    hint: 'API Key 属于哪个 Kimi 服务。',
    options: { auto: '自动', mainland: 'kimi.com', global: 'kimi.ai' },
  },

  accounts: {
    heading: '更多账号',
    default: {
      label: '优先显示',
      hint: '用于未指定账号的命令、状态栏、托盘图标和本页。',
      main: '主账号；未登录时为下面第一个',
    },
    name: '名称',
    rename: '改名',
    remove: '移除账号',
    removeSure: (name) => `移除 ${name} 及其 API Key？`,
    add: '添加账号',
    namePlaceholder: '名称，例如 work',
    nameFirst: '请先填写账号名称。',
    itsKey: '新账号的 API Key',
  },

  refreshing: '刷新',
  cadence: {
    label: '刷新间隔',
    hint: '自适应：页面打开或 Kimi Code 运行时更频繁，空闲时降低频率。',
    minutes: (count) => `${count} 分钟`,
    adaptive: '自适应',
  },

  notifications: '通知',
  notify: { label: '通知我', hint: '需要 kimibar tray 正在运行，通过系统通知提醒。' },
  thresholds: {
    label: '提醒阈值',
    hint: '剩余百分比，例如 50, 20, 10。',
    wrong: '请填写 1 到 99 的整数，用逗号分隔。',
  },
  lowIfLasting: {
    label: '够用时也提醒',
    hint: '即使预计能用到重置，低于阈值时也提醒。',
  },
  events: {
    label: '提醒内容',
    options: {
      'quota-low': '额度偏低',
      'will-run-out': '额度可能提前用完',
      'quota-exhausted': '额度已用完',
      'quota-restored': '已用完的额度恢复可用',
      'credential-lost': '登录失效',
      'credential-recovered': '登录恢复正常',
      'service-failing': '无法连接 Kimi',
      'service-recovered': '恢复连接 Kimi',
      'price-changed': '额度消耗明显变快或变慢',
      'quota-reset': '额度重置',
    },
  },
  quietHours: { label: '免打扰时段', hint: '该时段内不提醒；结束后如问题仍在，会补发提醒。' },
  quietTimes: {
    label: '开始与结束',
    hint: '本地时间。',
    from: '免打扰开始',
    to: '免打扰结束',
    wrong: '请填写两个不同的时间，例如 22:00 和 08:00。',
  },

  tray: '托盘图标',
  trayTitle: {
    label: '图标旁显示',
    hint: '适用于 macOS 和支持文字标签的 Linux 面板。',
    options: { icon: '无', percent: '百分比', countdown: '重置倒计时' },
  },
  trayColour: {
    label: '颜色',
    hint: '“预警”仅在额度偏低时上色。',
    options: { alert: '预警', always: '总是', never: '从不' },
  },
  trayPanel: {
    label: '面板颜色',
    hint: '“自动”跟随桌面主题。',
    options: { auto: '自动', dark: '深色', light: '浅色' },
  },

  display: '显示',
  language: {
    label: '语言',
    hint: '',
    options: { auto: '跟随浏览器', en: 'English', 'zh-CN': '简体中文' },
  },
  fixedBy: (by) => `由 ${by} 指定。`,
  meters: {
    label: '进度条显示',
    hint: '显示剩余量或已用量。',
    options: { left: '剩余', used: '已用' },
  },

  metricsAccountNames: { label: '在 /metrics 中显示账号名', hint: '关闭时账号以编号显示。' },

  preview: '预览',
  sample: '现在的通知',
  version: (version) => `KimiBar ${version}`,

  links: '链接',
  consoleLink: 'Kimi Code 控制台',
};
