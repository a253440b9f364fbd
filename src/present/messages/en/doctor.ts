/** Texts of `doctor`; sources and reasons are in `sources.ts`. */
export const doctor = {
  config: 'Config',
  data: 'Data',
  environment: 'Environment',
  noFile: ' (not created yet; using defaults)',
  checked: 'Where KimiBar looked for a sign-in',
  found: 'found',
  testRequest: 'Test request',
  answered: (source: string) => `Kimi responded (${source})`,
  /** The account that commands show unless they name one. */
  shownAccount: (name: string) => `${name} (default)`,
  switchedOff: 'Kimi is turned off, so no request was made.',
  clock: (difference: string) =>
    `Note: ${difference}. Countdowns and events follow Kimi's clock; set yours.`,
  legacyLogin: (path: string) =>
    `Found a login of the old kimi-cli at ${path}. Kimi Code has replaced it. Run: kimi login`,
  monthlyHidden:
    'Your plan also has a monthly limit, which Kimi does not show to an API key or a Kimi Code login. With a web session, KimiBar shows it too: kimibar login --web',
  unknownLog: (path: string) =>
    `This log is in no format that KimiBar knows, so it is not counted: ${path}`,
  pushesWait: ({ count, span }: { count: number; span: string }) =>
    `Pushes of metrics that wait for the collector: ${count}, the oldest for ${span}. To see why, run: kimibar export test`,
  exposedConfig: (path: string) =>
    `The permissions of your config file let other users read the secrets in it. Run: chmod 600 ${path}`,
  otherKey:
    'KIMI_API_KEY is set, but it belongs to the Open Platform, so KimiBar does not read it. Put a Kimi Code key in KIMI_CODE_API_KEY.',
};
