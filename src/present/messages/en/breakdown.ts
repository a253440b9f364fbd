/** If there are several accounts; the page says the same. */
export const logsShared = "The logs don't name the account: all Kimi use on this computer counts.";

/** Texts of `kimibar breakdown`. */
export const breakdown = {
  title: 'where it went',
  none: 'No token use in this period. KimiBar reads the logs of Kimi Code, kimi-cli, OpenCode and Claude Code on this computer.',
  keys: {
    project: 'Project',
    session: 'Session',
    model: 'Model',
    agent: 'Agent',
    origin: 'Origin',
    day: 'Day',
    hour: 'Hour',
  },
  origins: { attended: 'attended', unattended: 'unattended', unknown: 'unknown' },
  columns: {
    points: 'Points',
    input: 'Input',
    output: 'Output',
    cacheRead: 'Cache read',
    cacheCreation: 'Cache write',
    calls: 'Calls',
    sessions: 'Sessions',
    range: 'Range',
  },
  narrowColumns: { points: 'Pts', cacheRead: 'Read', cacheCreation: 'Write' },
  total: 'Total',
  /** In the column of ranges: the total is read from Kimi, so it has none. */
  measured: 'measured',
  elsewhere: 'Elsewhere',
  explained: ({ used, explained, window }: { used: string; explained: string; window: string }) =>
    `About ${used} points of the ${window.toLowerCase()} quota were used; these logs explain ${explained}.`,
  coverage: (percent: string) => `Usage data covers ${percent} of this time.`,
  noPoints: 'How many points of the quota these are is not known yet: that needs a longer history.',
  price: ({ tokens, window }: { tokens: string; window: string }) =>
    `One point of the ${window.toLowerCase()} quota is about ${tokens} tokens.`,
  otherProviders: (list: readonly string[]) => `Not Kimi quota: ${list.join(', ')}.`,
  logsShared,
  tokensOf: (provider: string, tokens: string) => `${provider} ${tokens} tokens`,
  unknownProvider: 'unknown provider',
  unreadable: (count: number) =>
    count === 1
      ? '1 line of the logs is unreadable.'
      : `${count} lines of the logs are unreadable.`,
  exported: ({ uses, walls, path }: { uses: number; walls: number; path: string }) =>
    `Exported ${uses} records and ${walls} refusals to ${path}.`,
  imported: ({ uses, walls, machine }: { uses: number; walls: number; machine: string }) =>
    `Imported ${uses} records and ${walls} refusals of ${machine}.`,
  ownExport: 'This is an export of this computer: nothing to import.',
  notAnExport: (path: string) => `${path} is not an export of kimibar breakdown.`,
  brokenExport: (path: string, line: number) =>
    `${path} is damaged in line ${line}; nothing was imported.`,
  notSaved: "The ledger can't be written: nothing was imported.",
  notReadable: "The ledger can't be used.",
};
