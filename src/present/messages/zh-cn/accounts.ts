import { accountFlag } from '../account-flag.ts';
import type { Messages } from '../en.ts';

export const accounts: Messages['accounts'] = {
  account: '账号',
  plan: '套餐',
  outlook: '预测',
  main: '主账号',
  open: '尚未用完',
  noKey: '未设置 API Key',
  noData: '暂无数据',
  usedUp: (moment) => `已用完 · ${moment} 恢复`,
  empty: ({ at, span }) => (span === undefined ? `${at} 用完` : `${at} 用完，缺 ${span}`),
  mostRoom: (name) => `余量最多：${name}。`,
  nextBack: ({ name, at }) => `最先恢复：${name}，${at}。`,

  shownMark: '* 未指定账号的命令显示此账号',
  howToAdd: '要添加账号，请运行：kimibar accounts add NAME --stdin',
  added: (name) => `已添加账号 ${name}。要查看其额度，请运行：kimibar usage${accountFlag(name)}`,
  removed: (name) => `已移除账号 ${name}`,
  renamed: ({ name, newName }) => `账号 ${name} 已改名为 ${newName}`,
  isDefault: (name) => `未指定账号的命令现在显示 ${name}`,
  isMainDefault: '未指定账号的命令现在显示主账号；主账号未登录时显示第一个命名账号',
  exists: (name) =>
    `已有名为 ${name} 的账号。要更换其 API Key，请运行：kimibar config set-api-key${accountFlag(name)} --stdin`,
  nameTaken: (name) => `已有名为 ${name} 的账号。`,
  nameReserved: (name) => `${name} 是主账号的名称，请换一个。`,
  mainStays: '主账号没有单独的条目。要移除其 API Key，请运行：kimibar config unset apiKey',
  askApiKey: (name) => `${name} 的 Kimi Code API Key（不显示）：`,
};
