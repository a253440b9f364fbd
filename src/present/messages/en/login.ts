/** Texts of `login`. */
export const login = {
  needsTerminal:
    'kimibar login opens a browser and waits, so it needs a terminal. In scripts, use kimibar config set-api-key --stdin, or for a web session kimibar config set-cookie --stdin',
  onlyOne: 'Use either --console or --web, not both.',
  alreadyIn: (source: string) => `Already signed in: ${source}`,
  opened: (address: string) => `Opened ${address} in the browser.`,
  notOpened: (address: string) => `Couldn't open a browser. Open this address: ${address}`,
  waiting: (span: string) =>
    `Waiting up to ${span} for a sign-in in the browser, Kimi Desktop or Kimi Code, or an API key that you paste below. Press Ctrl-C to stop.`,
  seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
  refused: (why: string) => `Found a sign-in, but it doesn't work: ${why} Still waiting.`,
  signedIn: (source: string) => `Signed in: ${source}`,
  timedOut: (span: string) =>
    `Timed out after ${span}. Newer web sign-ins may not leave a usable cookie; an API key always works: kimibar setup`,
};
