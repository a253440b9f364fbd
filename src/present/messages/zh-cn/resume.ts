import type { Messages } from '../en.ts';
import { spaced } from './spaced.ts';

export const resume: Messages['resume'] = {
  nothing: '没有被额度上限中断的 Kimi Code 会话，无需继续。',
  notStopped: (id) => `会话 ${id} 的最后一轮不是被额度上限中断的，或没有这个会话。无需继续。`,
  noFolder: (folder) => `会话的文件夹已不存在：${folder}`,
  noKimi: '未找到 Kimi Code：PATH 中没有 `kimi`。',
  stopped: ({ id, at, folder }) => `会话 ${id} 于 ${at} 被额度上限中断，文件夹 ${folder}`,
  wouldRun: (command) => `将在该文件夹中运行一次：${command}`,
  wouldRunNow: '额度已恢复：现在就会运行。',
  waiting: ({ window, span, at }) => spaced(`等待${window}额度重置，至 ${at}（${span}）。`),
  untrusted: '不继续：Kimi 没有给出可信的重置时间。',
  tooLong: ({ span, longest }) => `不继续：额度还要 ${span}才恢复，超过 --max-wait（${longest}）。`,
  notChecked: (longest) => `不继续：在 --max-wait（${longest}）内未能查询额度。`,
  claimed: (id) => `此次中断后已继续过一次会话 ${id}。如需自行继续：kimi --session ${id}`,
  movedOn: (id) => `会话 ${id} 在此期间已继续，无需再做。`,
};
