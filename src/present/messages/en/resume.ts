/** Texts of `resume`. Windows come as labels (`5-hour`), times as local ones. */
export const resume = {
  nothing: 'No session of Kimi Code was stopped by a limit. Nothing to continue.',
  notStopped: (id: string) =>
    `The last turn of session ${id} was not stopped by a limit, or there is no such session. Nothing to continue.`,
  noFolder: (folder: string) => `The session's folder is gone: ${folder}`,
  noKimi: 'Kimi Code was not found: there is no `kimi` on the PATH.',
  stopped: ({ id, at, folder }: { id: string; at: string; folder: string }) =>
    `Session ${id} was stopped by a limit at ${at}, in ${folder}`,
  wouldRun: (command: string) => `Would run there, once: ${command}`,
  wouldRunNow: 'The quota is back: it would run now.',
  waiting: ({ window, span, at }: { window: string; span: string; at: string }) =>
    `Waiting for the ${window.toLowerCase()} quota to reset, until ${at} (${span}).`,
  untrusted: 'Not continuing: Kimi gives no reset time that can be relied on.',
  tooLong: ({ span, longest }: { span: string; longest: string }) =>
    `Not continuing: the quota is not back for ${span}, longer than --max-wait (${longest}).`,
  notChecked: (longest: string) =>
    `Not continuing: the quota could not be checked within --max-wait (${longest}).`,
  claimed: (id: string) =>
    `Session ${id} was already continued once after this limit. To continue it yourself: kimi --session ${id}`,
  movedOn: (id: string) => `Session ${id} has been continued meanwhile. Nothing left to do.`,
};
