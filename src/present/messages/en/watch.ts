/** Texts that `kimibar watch` puts around the card. */
export const watch = {
  needsTerminal:
    'kimibar watch needs an interactive terminal. Use kimibar usage instead, or in scripts: kimibar usage --json',
  lastDay: 'Last 24 h',
  asking: 'Refreshing…',
  resetsIn: (time: string) => `resets in ${time}`,
  nextRefreshIn: (time: string) => `next refresh in ${time}`,
  keys: {
    refresh: 'refresh',
    theme: 'colours',
    help: 'keys',
    quit: 'quit',
    refreshNow: 'refresh now',
    changeColours: 'change the colours',
    closeList: 'show or hide this list',
    suspend: 'suspend; fg continues',
  },
  /** The name of the other language, in that language. */
  otherLanguage: '中文',
};
