import type { Messages } from '../en.ts';

export const notify: Messages['notify'] = {
  none: '尚未添加推送目标。例如：\n  kimibar notify add ntfy --url https://ntfy.sh/my-secret-topic',
  added: (name) => `已添加 ${name}。发送测试消息：kimibar notify test ${name}`,
  removed: (name) => `已删除 ${name}。`,
  nameTaken: (name) =>
    `已有名为 ${name} 的目标。请用 --name 换一个名称，或先将其删除：kimibar notify remove ${name}`,
  unusualName: '名称最多 32 个字符，只能包含小写字母、数字、- 和 _，并以字母或数字开头。',
  unknownTarget: ({ name, names, similar }) =>
    [
      `没有名为 ${name} 的目标。`,
      similar === undefined ? undefined : `你是指 ${similar} 吗？`,
      names.length === 0 ? undefined : `现有目标：${names.join('、')}`,
    ]
      .filter((part) => part !== undefined)
      .join(''),
  invalid: (key, expected) => `${key} 无效，应为：${expected}。`,
  addressMissing: (kind, part) =>
    `缺少 ${kind} 的 ${part}。请使用 --${part}，或通过 --stdin 传入。`,
  ask: {
    url: '请粘贴该服务提供的地址（URL）：',
    token: '请粘贴机器人的令牌：',
  },
  unknownEvents: (events) => `--events 中有未知事件。可用事件：${events.join(', ')}`,
  unusualQuietHours: '免打扰时段由两个时间组成，例如 22:00-08:00。',
  defaultEvents: '与桌面通知相同的事件',
  quiet: ({ from, to }) => `免打扰 ${from}-${to}`,
  withAccountNames: '包含账号名称',
  testTitle: 'KimiBar 测试消息',
  testBody: 'Kimi 额度通知将发送到这里。',
};
