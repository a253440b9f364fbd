import type { Messages } from '../en.ts';

/** If there are several accounts; the page says the same. */
export const logsShared = '日志不记录账号：本机的 Kimi 用量全部计入。';

export const breakdown: Messages['breakdown'] = {
  title: '用量去向',
  none: '该时段没有 token 用量。KimiBar 读取本机 Kimi Code、kimi-cli、OpenCode 和 Claude Code 的日志。',
  keys: {
    project: '项目',
    session: '会话',
    model: '模型',
    agent: '智能体',
    origin: '来源',
    day: '日期',
    hour: '小时',
  },
  origins: { attended: '人工发起', unattended: '自动运行', unknown: '未知' },
  columns: {
    points: '百分点',
    input: '输入',
    output: '输出',
    cacheRead: '缓存读取',
    cacheCreation: '缓存写入',
    calls: '调用',
    sessions: '会话',
    range: '范围',
  },
  narrowColumns: { points: '点', cacheRead: '读取', cacheCreation: '写入' },
  total: '合计',
  measured: '实测',
  elsewhere: '其他地方',
  explained: ({ used, explained, window }) =>
    `${window}额度约用去 ${used} 个百分点，其中 ${explained} 个可由这些日志解释。`,
  coverage: (percent) => `用量记录覆盖了 ${percent} 的时间。`,
  noPoints: '尚不清楚占用多少额度：需要更长的用量历史。',
  price: ({ tokens, window }) => `${window}额度的一个百分点约为 ${tokens} token。`,
  otherProviders: (list) => `不计入 Kimi 额度：${list.join('，')}。`,
  logsShared,
  tokensOf: (provider, tokens) => `${provider} ${tokens} token`,
  unknownProvider: '未知服务商',
  unreadable: (count) => `日志中有 ${count} 行无法读取。`,
  exported: ({ uses, walls, path }) => `已将 ${uses} 条记录和 ${walls} 次拒绝导出到 ${path}。`,
  imported: ({ uses, walls, machine }) => `已导入 ${machine} 的 ${uses} 条记录和 ${walls} 次拒绝。`,
  ownExport: '这是本机的导出文件，无需导入。',
  notAnExport: (path) => `${path} 不是 kimibar breakdown 的导出文件。`,
  brokenExport: (path, line) => `${path} 第 ${line} 行已损坏，未导入任何内容。`,
  notSaved: '无法写入账本，未导入任何内容。',
  notReadable: '无法使用账本。',
};
