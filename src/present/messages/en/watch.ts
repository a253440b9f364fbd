/** What `kimibar watch` says around the card. */
export const watch = {
  needsTerminal:
    'kimibar watch draws on a terminal, and this is none. Use: kimibar usage, or for scripts: kimibar usage --json',
  lastDay: 'Last 24 h',
  asking: 'Asking Kimi …',
  resetsIn: (time: string) => `resets in ${time}`,
  nextRefreshIn: (time: string) => `next refresh in ${time}`,
  keys: { refresh: 'refresh', theme: 'colours', quit: 'quit' },
  /** The other language, in its own words. */
  otherLanguage: '中文',
};
