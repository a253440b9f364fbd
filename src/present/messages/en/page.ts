import type { FailureCode, FailureKind } from '../../../domain/failure.ts';
import type { Severity } from '../../../domain/severity.ts';
import type { CadenceReason } from '../../../domain/usage-state.ts';
import { pageSettings } from './page-settings.ts';

/** Where the page can do itself what the terminal needs a command for, this stands in place of that advice. */
const todo: { readonly [key in FailureKind | FailureCode]?: string } = {
  'credential-missing': 'Connect an account in the settings.',
  'credential-rejected': 'Look at the sign-ins in the settings.',
  'credential-expired': 'Sign in again; KimiBar notices by itself.',
  'timed-out': 'KimiBar tries again by itself.',
  deadline: 'KimiBar tries again by itself.',
  'server-fault': 'Nothing to do here: KimiBar tries again by itself.',
  'api-key-rejected': 'Create a new one in the Kimi Code Console and paste it in the settings.',
  'open-platform-key': 'Create a Kimi Code key in the Kimi Code Console and paste that one.',
  'jwt-as-api-key': 'Paste it as Auth Token instead.',
  'web-token-rejected': 'Paste a fresh one in the settings, or use an API key.',
  'web-token-expired': 'Sign in again at www.kimi.com, or use an API key.',
  'no-credential': 'Create a key in the Kimi Code Console and paste it in the settings.',
  'no-api-key': 'Create one in the Kimi Code Console and paste it in the settings.',
  'no-web-session':
    'Sign in at www.kimi.com, or paste a token in the settings. An API key always works.',
};

const cadence: Record<CadenceReason, string> = {
  scheduled: 'as scheduled',
  'somebody-looks': 'sooner while this page is open',
  'kimi-code-works': 'sooner while Kimi Code is working',
  idle: 'later while nothing happens',
  'battery-saver': 'later to spare the battery',
  'after-reset': 'right after a reset',
  'asked-to-wait': 'Kimi asked for a pause',
  'after-failure': 'trying again after a failure',
  'needs-person': 'waiting for a new sign-in',
};

const severity: Record<Severity, string> = {
  calm: 'plenty left',
  busy: 'in use',
  'nearly-out': 'nearly out',
  out: 'used up',
  unknown: 'unreliable',
};

/** What only the page says; everything about a reading is said as in the terminal. */
export const page = {
  skipToContent: 'Skip to content',
  settingsLink: 'Settings',
  back: 'Back to usage',
  refresh: 'Refresh',
  refreshing: 'Refreshing…',
  cadence,
  severity,
  /** Below an hour the seconds are worth seeing. */
  secondsSpan: ({ minutes, seconds }: { minutes: number; seconds: number }) =>
    minutes === 0 ? `${seconds}s` : `${minutes}m ${String(seconds).padStart(2, '0')}s`,
  requestsOf: ({ count, limit }: { count: string; limit: string }) =>
    `${count} of ${limit} requests`,
  unreliable: 'The counters could not be read: this gauge is a guess.',
  evenPaceAt: (percent: string) => `even pace at ${percent} %`,
  meterLabel: (window: string) => `${window} quota`,

  loading: 'Reading usage…',
  announce: (parts: readonly string[]) => `Updated: ${parts.join('; ')}`,
  todo,
  triedHeading: 'What was tried',
  toSettings: 'Open settings',
  switchedOff: {
    heading: 'Kimi is switched off',
    text: 'Nothing is asked while it is off.',
    action: 'Switch on',
  },
  offline: {
    heading: 'KimiBar is not running',
    text: (wait: string) => `Trying to reach it again in ${wait}. Start it with: kimibar serve`,
    trying: 'Trying to reach it again. Start it with: kimibar serve',
    kept: 'Below is what was known last.',
    now: 'Try now',
  },
  locked: {
    heading: 'This KimiBar asks for its token',
    text: 'It is the one that was set when the server was started. It is kept until this tab is closed.',
    label: 'Token',
    action: 'Unlock',
    wrong: 'That token was not accepted.',
  },

  firstRun: {
    heading: 'Connect your Kimi account',
    intro:
      'Three steps, a minute at most. The key stays on this computer, in a file only you can read.',
    stepKey: 'Create an API key in the Kimi Code Console.',
    stepPaste: 'Paste it here.',
    stepTest: 'Test it: Kimi is asked once, and your quota appears.',
    others: 'Other ways in',
    othersText:
      'Signed in with Kimi Code, Kimi Desktop or at www.kimi.com on this computer? KimiBar finds that by itself. Here is where it looked:',
  },
  console: 'Open the Kimi Code Console',
  newTab: '(opens in a new tab)',

  chart: {
    heading: 'Over time',
    shareLeft: 'Share left',
    shareUsed: 'Share used',
    evenPace: 'Even pace',
    reset: 'Reset',
    window: 'Window',
    account: 'Account',
    mainAccount: 'Main account',
    range: 'Time range',
    ranges: { '24h': '24 h', '7d': '7 d', '30d': '30 d' },
    rangesLong: { '24h': 'the last 24 hours', '7d': 'the last 7 days', '30d': 'the last 30 days' },
    loading: 'Reading history…',
    empty: 'Nothing remembered for this time yet. The line begins with the next reading.',
    begins: 'The record begins here; the line grows with each reading.',
    failed: 'The history could not be read.',
    keys: 'Arrow keys move the pointer',
    pointer: 'Point in time',
    summary: ({
      range,
      from,
      to,
      lowest,
      resets,
    }: {
      range: string;
      from: string;
      to: string;
      lowest: string;
      resets: number;
    }) =>
      `In ${range}: from ${from} % to ${to} % left, lowest ${lowest} %, ${resets === 1 ? '1 reset' : `${resets} resets`}.`,
    table: 'Show as table',
    day: ({ day, month }: { day: string; month: string }) => `${day} ${month}`,
    time: 'Time',
    requests: 'Requests used',
    even: (percent: string) => `even pace ${percent} %`,
  },

  settings: pageSettings,
};

/** What only the page says. Kept apart from `Messages`, so that no terminal run has to load it. */
export type PageMessages = typeof page;
