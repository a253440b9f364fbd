/** What `login` says. */
export const login = {
  needsTerminal:
    'kimibar login opens a browser and waits, so it needs a terminal. Without one: kimibar config set-api-key --provider kimi --stdin, or for a web session: kimibar config set-cookie --stdin',
  onlyOne: 'Use either --console or --web, not both.',
  alreadyIn: (source: string) => `Already signed in: ${source}`,
  opened: (address: string) => `Opened ${address} in the browser.`,
  notOpened: (address: string) =>
    `No browser could be opened here. Open this address yourself: ${address}`,
  waiting: (span: string) =>
    `Waiting up to ${span} for a sign-in: in the browser, in Kimi Desktop, in Kimi Code or as an API key. Ctrl-C stops.`,
  refused: (why: string) => `Found one, but it does not work: ${why} Still waiting.`,
  signedIn: (source: string) => `Signed in: ${source}`,
  timedOut: (span: string) =>
    `No usable sign-in appeared within ${span}. A new web sign-in may leave none behind; an API key always works: kimibar setup`,
};
