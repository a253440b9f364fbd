import { accountFlag, accountWord } from '../account-flag.ts';
import { pasteProblems } from './paste-problems.ts';

/** Texts of `config` and of the config file's problems. */
export const config = {
  ...pasteProblems,
  unknownProvider: 'Unknown or missing provider. Use --provider kimi.',
  unknownFormat: (word: string) => `Unknown format ${word}. Use text or json.`,

  pipeValue: (name: string) =>
    `Pipe the value, which keeps it out of the shell's history: kimibar config set ${name} - < FILE`,
  askApiKey: 'Kimi Code API key (not shown): ',
  apiKeyTwice: 'Use either --api-key or --stdin, not both.',
  apiKeyMissing: 'Missing API key. Pass --api-key <key> or pipe it with --stdin.',
  apiKeyOfOpenPlatform:
    'This is an Open Platform key; Kimi Code does not accept it. Create a Kimi Code key (sk-kimi-…) in the Kimi Code Console and use that one.',
  apiKeyIsToken: (account: string | undefined) =>
    `This is a sign-in token (JWT), not an API key. Save it with: kimibar config set-cookie${accountFlag(account)}`,
  apiKeyStored: (account: string | undefined) =>
    `Config: stored API key for Kimi Code${account === undefined ? '' : ` (account ${account})`}`,
  apiKeyKept: (account: string | undefined) =>
    `Config: the system keyring keeps the API key for Kimi Code${account === undefined ? '' : ` (account ${account})`}`,
  keyringOrFile: 'Use either --keyring or --file, not both.',
  /** `koffi`: the name of a package. */
  keyringFailed: {
    locked: () => 'The system keyring is locked. Unlock it, then try again.',
    missing: () => 'The system keyring no longer has this key. Pass the key again.',
    unavailable: () =>
      'No system keyring is reachable (GNOME Keyring, KWallet, KeePassXC, the macOS Keychain or the Windows Credential Manager). Without --keyring, the key is stored in the config file, which only you can read.',
    'koffi-missing': (koffi: string) =>
      `The Windows Credential Manager needs the optional package ${koffi}. Install it with: npm install -g ${koffi}@3`,
  },
  keyStillInKeyring:
    'The system keyring still has an API key, since it is locked or not reachable from here. Delete its KimiBar entry there.',
  inKeyring: 'in the system keyring',
  andEnabled: ' and enabled',
  accountNameMissing: 'Missing account name. Pass --account <name>.',
  /** `name` is the account that was meant, if that is clear. */
  whichAccount: (known: readonly string[], name: string | undefined) => {
    if (known.length === 0) return 'There are no named accounts.';
    const remove = `kimibar accounts remove${name === undefined ? ' NAME' : accountWord(name)}`;
    return name === undefined
      ? `Name the account to remove: ${remove}. Your accounts: ${known.join(', ')}`
      : `To remove this account, run: ${remove}`;
  },

  askCookie: 'Kimi cookie, token or copied curl command (not shown): ',
  cookieTwice: 'Use either --cookie or --stdin, not both.',
  cookieMissing: 'Missing cookie. Pass --cookie <text> or pipe it with --stdin.',
  cookieIsApiKey: (account: string | undefined) =>
    `This is an API key, not a cookie. Save it with: kimibar config set-api-key${accountFlag(account)}`,
  cookieStored: (
    form: 'jwt' | 'cookie' | 'cookie-header' | 'curl' | 'export' | 'opaque',
    account: string | undefined,
  ) => {
    const from = {
      jwt: 'a token',
      opaque: 'a token',
      cookie: 'a kimi-auth cookie',
      'cookie-header': 'a Cookie header',
      curl: 'a curl command',
      export: 'a cookie export',
    }[form];
    return `Config: stored the Kimi session from ${from}${account === undefined ? '' : ` (account ${account})`}`;
  },
  cookieExpired:
    'Note: this session has already expired. Sign in on the Kimi website again and copy a new one.',
  sourceLeavesOut: (source: string) =>
    `Note: the source is set to ${source}, so this is not used. To change that, run: kimibar config set-source auto`,
  cookieSourceOff:
    'Note: the cookie source is off, so this is not used. To change that, run: kimibar config set-cookie-source auto',

  enabled: 'Config: Kimi Code is enabled',
  disabled: 'Config: Kimi Code is disabled',
  providerLine: (name: string, enabled: boolean) => `${name}: ${enabled ? 'enabled' : 'disabled'}`,

  unknownSetting: (name: string, names: readonly string[], similar: string | undefined) =>
    `Unknown setting ${name}. ${didYouMean(similar)}Use one of: ${names.join(', ')}.`,
  setElsewhere: ({
    name,
    command,
    variable,
  }: {
    name: string;
    command?: string | undefined;
    variable?: string | undefined;
  }) => {
    if (command !== undefined) return `${name} has a command of its own: ${command}`;
    const place = variable === undefined ? 'config file' : `environment, as ${variable}`;
    return `${name} can only be set in the ${place}.`;
  },
  unknownWord: (name: string, words: readonly string[], similar: string | undefined) =>
    `Invalid value for ${name}. ${didYouMean(similar)}${words.length === 1 ? 'Use' : 'Use one of'}: ${words.join(', ')}.`,
  settingStored: (name: string, value: string) => `Config: ${name} is now ${value}`,
  settingRemoved: (name: string) => `Config: ${name} reset to its default`,
  settingOverridden: (variable: string) =>
    `Note: the environment variable ${variable} overrides this.`,
  stillMistaken:
    'Note: the config file still contains errors. To see them, run: kimibar config validate',

  fileMissing: (path: string) => `No config file at ${path} yet; using defaults.`,
  allGood: 'Config: OK',
  error: 'error',
  warning: 'warning',
  notJson: (expected: string) => `invalid JSON: expected ${expected}`,
  valueWanted: (key: string, expected: string) => `${key}: expected ${expected}`,
  unknownKey: (key: string, known: string | undefined) =>
    `${key}: unknown key${known === undefined ? ', ignored' : `; did you mean ${known}?`}`,
  repeatedKey: (key: string) => `${key}: appears twice; only the last one is used`,
  laterVersion:
    "version: written by a newer KimiBar; this version can read the file but won't change it",
  openPlatformKey: (key: string) => `${key}: an Open Platform key; Kimi Code does not accept it`,
  unusableKey: (key: string) => `${key}: contains spaces or characters that no key has`,
  readableByOthers: ({ key, path }: { key: string; path: string }) =>
    `${key}: the file's permissions let other users read this secret. Run: chmod 600 ${path}`,
  jwtAsApiKey: (key: string) => `${key}: a sign-in token (JWT), not an API key`,

  fileHeading: (path: string, exists: boolean) => `${path}${exists ? '' : ' (not created yet)'}`,
  notSet: 'not set',
  hookRules: (count: number) =>
    `${count === 1 ? '1 rule' : `${count} rules`} (see kimibar hooks list)`,
  accountValue: (apiKey: string | undefined, cookie: string | undefined, region: string) =>
    [
      apiKey === undefined ? [] : `API key ${apiKey}`,
      cookie === undefined ? [] : `cookie ${cookie}`,
      `region ${region}`,
    ]
      .flat()
      .join(', '),
  fromDefault: 'default',
  fromFile: 'config file',
};

function didYouMean(similar: string | undefined): string {
  return similar === undefined ? '' : `Did you mean ${similar}? `;
}
