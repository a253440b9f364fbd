import { accountWord } from '../account-flag.ts';
import type { Messages } from '../en.ts';

export const argumentWords: Messages['arguments'] = {
  unknownOption: ({ option, ...known }) => `未知选项 ${option}${didYouMean(known)}`,
  unknownCommand: ({ command, ...known }) => `未知命令“${command}”${didYouMean(known)}`,
  scenarios: (names) => `${names.join('、')}；查看全部：kimibar demo --list --all`,
  missingValue: (option) => `${option} 缺少参数值`,
  missingArgument: ({ name, allowed }) =>
    `缺少参数 <${name}>${allowed === undefined ? '' : `。可用：${allowed}`}`,
  unexpectedArgument: (word) => `多余的参数“${word}”`,
  invalidValue: ({ option, value, allowed, similar }) => {
    const guess = similar === undefined ? '' : `是否想输入 ${similar}？`;
    return `${option} 的值“${value}”无效。${guess}可用：${allowed}`;
  },
  unknownAccount: ({ name, similar, known }) => {
    if (known.length === 0)
      return `没有名为 ${name} 的账号。可用这条命令添加：kimibar accounts add${accountWord(name)} --stdin`;
    const guess = similar === undefined ? '' : `是否想输入 ${similar}？`;
    return `没有名为 ${name} 的账号。${guess}已有账号：${known.join('、')}`;
  },
  oneOrAllAccounts: '--account 与 --all-accounts 不能同时使用。',
  secondsBetween: ({ min, max }) => `${min} 到 ${max} 秒`,
  numberBetween: ({ min, max }) => `${min} 到 ${max} 之间的数`,
  filesMissing: 'KimiBar 缺少部分文件。如果刚刚更新过，请重新运行；否则请重新安装。',
  cannotWrite: (code) => `无法写入输出（${code}）。`,
  unreadableFile: (path, code) => `无法读取 ${path}（${code}）。`,
  noConfigFile: (path) => `配置文件 ${path} 不存在。`,
  filledText: '非空文本',
  pathWithoutControls: '不含控制字符的路径',
  spanSuchAs: '时长，例如 90m、6h 或 2d',
  internalError: 'KimiBar 出现内部错误。请加 -v 重新运行以定位问题，并提交反馈。',
};

function didYouMean({ similar, of }: { similar?: string | undefined; of: string }): string {
  return similar === undefined ? `。用法见：${of} --help` : `。是否想输入 ${similar}？`;
}
