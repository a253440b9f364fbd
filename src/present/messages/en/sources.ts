import type {
  AbsentReason,
  Attempt,
  AttemptSource,
  BlockedReason,
  SkippedReason,
} from '../../../domain/attempt.ts';

/** The state of a source, then what to do about it. */
type ReasonWords = { readonly what: string; readonly todo?: string | undefined };

const places: Record<AttemptSource, string> = {
  'api-key': 'API key',
  cli: 'Kimi Code login',
  opencode: 'OpenCode key',
  'manual-cookie': 'Pasted cookie',
  'env-token': 'Token from environment',
  desktop: 'Kimi Desktop',
  browser: 'Browser',
};

const outcomes: Record<Attempt['outcome'], string> = {
  ok: 'used',
  absent: 'nothing found',
  rejected: 'rejected by Kimi',
  failed: 'request failed',
  skipped: 'skipped',
};

/** How to add a missing sign-in to each source. */
const bring: Record<AttemptSource, (host: string) => string> = {
  'api-key': () => 'Add one: kimibar config set-api-key',
  cli: () => 'Sign in to Kimi Code: kimi login',
  opencode: () => 'Add your Kimi plan to OpenCode: opencode auth login',
  'manual-cookie': () => 'Paste one: kimibar config set-cookie --stdin',
  'env-token': () => 'Set KIMI_AUTH_TOKEN.',
  desktop: () => 'Sign in to Kimi Desktop.',
  browser: (host) => `Sign in at ${host}, then run: kimibar cookies refresh`,
};

const reasons: Record<
  AbsentReason | BlockedReason | SkippedReason,
  (place: AttemptSource, host: string) => ReasonWords
> = {
  'not-set': (place, host) => ({ what: 'not set', todo: bring[place](host) }),
  'not-found': (place, host) =>
    place === 'browser'
      ? { what: 'no profile found' }
      : { what: 'not found', todo: bring[place](host) },
  'signed-out': (place, host) => ({ what: 'signed out', todo: bring[place](host) }),
  renewable: () => ({
    what: 'Kimi Code will renew this when it runs',
    todo: 'Run: kimi',
  }),
  expired: (place, host) => ({ what: 'expired', todo: bring[place](host) }),
  unreadable: () => ({
    what: 'found, but unreadable',
    todo: 'Check its permissions, or sign in again.',
  }),
  'too-large': () => ({ what: 'too large to be read', todo: 'Check what is there.' }),
  overridden: () => ({
    what: 'not used while a custom Kimi URL is set',
    todo: 'Unset KIMI_CODE_BASE_URL, KIMI_CODE_OAUTH_HOST and KIMI_OAUTH_HOST.',
  }),
  'unknown-service': () => ({
    what: 'a login of a service that KimiBar does not know',
    todo: 'Set KIMI_CODE_BASE_URL and an API key: kimibar config set-api-key',
  }),
  'not-recognised': (place, host) => ({
    what: 'not recognised as a Kimi sign-in',
    todo: bring[place](host),
  }),
  'no-session': (place, host) => ({ what: 'no Kimi session', todo: bring[place](host) }),
  'open-platform-key': () => ({
    what: 'a key of the Kimi Open Platform (platform.kimi.com, Moonshot), which Kimi Code does not accept',
    todo: 'Create a Kimi Code key in the Kimi Code Console instead, then run: kimibar config set-api-key',
  }),
  'jwt-as-api-key': () => ({
    what: 'a web session token instead of an API key',
    todo: 'Save it with: kimibar config set-cookie --stdin',
  }),
  'unusable-key': () => ({
    what: 'a key with spaces or characters that no key has',
    todo: 'Copy it again from the Kimi Code Console, then run: kimibar config set-api-key',
  }),
  'api-key-locked': () => ({
    what: 'the API key is in the system keyring, which is locked',
    todo: 'Unlock the keyring.',
  }),
  'api-key-unreachable': () => ({
    what: 'the API key is in the system keyring, but not readable from here',
    todo: 'Run KimiBar inside the desktop session, or save the key again: kimibar config set-api-key',
  }),
  'kept-in-keyring': () => ({
    what: 'kept in the system keyring by Kimi Code',
    todo: 'Create an API key in the Kimi Code Console, then run: kimibar config set-api-key',
  }),
  'keyring-locked': () => ({
    what: 'the keyring is locked',
    todo: 'Unlock the keyring, then run: kimibar cookies refresh',
  }),
  'keyring-missing': () => ({
    what: "can't reach the keyring with the browser's key",
    todo: 'Run KimiBar inside the desktop session, or install secret-tool (libsecret).',
  }),
  'keychain-denied': () => ({
    what: 'Keychain access was denied',
    todo: 'Run kimibar cookies refresh and choose Allow.',
  }),
  'full-disk-access': () => ({
    what: 'Safari needs Full Disk Access',
    todo: 'Allow your terminal in System Settings > Privacy & Security > Full Disk Access.',
  }),
  'app-bound': () => ({
    what: "the browser's cookies are locked to it (app-bound encryption)",
    todo: 'Use Firefox or Kimi Desktop, paste a token (kimibar config set-cookie --stdin), or use an API key.',
  }),
  'browser-running': () => ({
    what: 'locked by the running browser',
    todo: 'Close the browser, then run: kimibar cookies refresh',
  }),
  'needs-person': () => ({
    what: 'needs your password',
    todo: 'Run in a terminal: kimibar cookies refresh',
  }),
  undecryptable: (_, host) => ({
    what: "found, but can't be decrypted",
    todo: `Sign in again at ${host}, or paste a token: kimibar config set-cookie --stdin`,
  }),
  'other-source-chosen': () => ({
    what: 'another source is selected',
    todo: 'kimibar config set-source auto',
  }),
  'cookie-source-manual': () => ({
    what: 'only pasted cookies are used',
    todo: 'kimibar config set-cookie-source auto',
  }),
  'cookie-source-off': () => ({
    what: 'cookies are turned off',
    todo: 'kimibar config set-cookie-source auto',
  }),
  'other-account': () => ({ what: 'belongs to the main account' }),
};

export const sources = { places, outcomes, reasons };
