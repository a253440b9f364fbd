import type { FailureCode, FailureKind } from '../../../domain/failure.ts';
import type { CadenceReason } from '../../../domain/usage-state.ts';
import { accountTable, breakdown, chart, resetStrip, rhythm } from './page-charts.ts';
import { fleetPage } from './page-fleet.ts';
import { pageSettings } from './page-settings.ts';

/** Replaces the terminal's advice if the page itself can do it. */
const todo: { readonly [key in FailureKind | FailureCode]?: string } = {
  'credential-missing': 'Connect an account in Settings.',
  'credential-rejected': 'Check your sign-in in Settings.',
  'credential-expired': 'Sign in again; KimiBar picks it up automatically.',
  'timed-out': 'KimiBar retries automatically.',
  deadline: 'KimiBar retries automatically.',
  'rate-limited': 'KimiBar waits as long as Kimi asks, then retries automatically.',
  'server-fault': "This is on Kimi's side; KimiBar retries automatically.",
  'api-key-rejected': 'Create a new one in the Kimi Code Console and paste it in Settings.',
  'open-platform-key': 'Create a Kimi Code key in the Kimi Code Console and paste it instead.',
  'jwt-as-api-key': 'Paste it into Auth Token instead.',
  'api-key-as-cookie': 'Paste it into API key instead.',
  'web-token-rejected': 'Paste a new one in Settings, or use an API key.',
  'web-token-expired': 'Sign in on the Kimi website again, or use an API key.',
  'no-credential': 'Create a key in the Kimi Code Console and paste it in Settings.',
  'no-api-key': 'Create one in the Kimi Code Console and paste it in Settings.',
  'no-web-session':
    'Sign in on the Kimi website, or paste a token in Settings. An API key always works.',
};

/** Replaces that next to the field that it speaks of. */
const todoHere: typeof todo = {
  'api-key-rejected': 'Create a new one in the Kimi Code Console.',
  'web-token-rejected': 'Copy a new one from the Kimi website, or use an API key.',
};

const cadence: Record<CadenceReason, string> = {
  scheduled: 'as scheduled',
  'page-open': 'more often while this page is open',
  'kimi-code-works': 'more often while Kimi Code is active',
  idle: 'less often when idle',
  'battery-saver': 'less often to save battery',
  'after-reset': 'right after a reset',
  'asked-to-wait': 'Kimi asked KimiBar to slow down',
  'after-failure': 'retrying after a failure',
  'needs-person': 'waiting for you to sign in',
};

/** Texts of the page only; usage is worded as in the terminal. */
export const page = {
  skipToContent: 'Skip to content',
  settingsLink: 'Settings',
  back: 'Back to usage',
  refresh: 'Refresh',
  refreshing: 'Refreshing…',
  cadence,
  /** Countdowns below an hour show seconds. */
  secondsSpan: ({ minutes, seconds }: { minutes: number; seconds: number }) =>
    minutes === 0 ? `${seconds}s` : `${minutes}m ${String(seconds).padStart(2, '0')}s`,
  countsOf: ({ count, limit, isLeft }: { count: string; limit: string; isLeft: boolean }) =>
    `${count} of ${limit} ${isLeft ? 'left' : 'used'}`,
  /** The two lines under a meter. */
  card: {
    usedUp: 'used up',
    backAt: ({ at, span }: { at: string; span: string }) => `back ${at} · in ${span}`,
    willBeLeft: (share: string) => `about ${share} will be left`,
    hardlyAny: 'hardly anything will be left',
    willLast: 'lasts until its reset',
    usableFrom: (at: string) => `usable again ${at}`,
    emptyNow: 'may be empty any moment',
    empty: (at: string) => `empty ${at}`,
    emptyBefore: ({ at, span }: { at: string; span: string }) =>
      `empty ${at}, ${span} before its reset`,
    earliest: (at: string) => `${at} at the earliest`,
    resetsAt: (at: string) => `resets ${at}`,
    in: (span: string) => `in ${span}`,
    split: ({ code, other }: { code: string; other: string }) => `Code ${code}% · other ${other}%`,
  },
  unreliable: 'Kimi sent no usable numbers for this quota.',
  evenPaceAt: (percent: string) => `even pace at ${percent}%`,
  meterLabel: (window: string) => `${window} quota`,

  /** A refusal that an agent's log recorded. */
  refused: ({ at, window }: { at: string; window: string }) =>
    `Kimi refused a prompt at ${at}: ${window} limit.`,
  wholePage: 'Open the whole page',
  /** In the tab's title. */
  tab: {
    out: 'used up',
    back: (at: string) => `back ${at}`,
    empty: (at: string) => `empty ${at}`,
  },
  loading: 'Loading usage…',
  announce: (parts: readonly string[]) => `Updated: ${parts.join('; ')}`,
  todo,
  todoHere,
  triedHeading: 'What KimiBar tried',
  toSettings: 'Open settings',
  switchedOff: {
    heading: 'Kimi is turned off',
    text: 'KimiBar makes no requests while it is off.',
    action: 'Turn on',
  },
  offline: {
    heading: 'KimiBar is not running',
    text: (wait: string) => `Reconnecting in ${wait}. To start it, run: kimibar serve`,
    trying: 'Reconnecting. To start it, run: kimibar serve',
    now: 'Try now',
  },
  broken: {
    heading: 'This page has a bug',
    text: 'Kimi usage is still being monitored. Reload the page; if it happens again, please report the line below.',
    action: 'Reload',
  },
  locked: {
    heading: 'Access token required',
    text: 'Enter the token this server was started with. It is remembered until you close this tab.',
    label: 'Token',
    action: 'Unlock',
    wrong: 'That token is not correct.',
  },

  firstRun: {
    heading: 'Connect your Kimi account',
    intro:
      'Two steps, less than a minute. The key stays on this computer, in a file only you can read.',
    stepKey: 'Create an API key in the Kimi Code Console.',
    stepPaste: 'Paste it here.',
    stepTest: 'One request tests it, and your quota appears.',
    others: 'Other ways to sign in',
    othersText:
      'Signed in to Kimi Code, Kimi Desktop or the Kimi website on this computer? KimiBar finds that automatically. Here is what it checked:',
  },
  console: 'Open the Kimi Code Console',
  newTab: '(opens in a new tab)',

  chart,
  rhythm,
  resetStrip,
  breakdown,
  accountTable,
  fleet: fleetPage,
  settings: pageSettings,
};

/** Separate from `Messages`, so that terminal commands need not load it. */
export type PageMessages = typeof page;
