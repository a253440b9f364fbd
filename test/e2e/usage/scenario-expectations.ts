import type { FailureCode, FailureKind } from '../../../src/domain/failure.ts';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';

/**
 * The result of a scenario: a line for each window and the wallet, or the failure and the reason of
 * the key's attempt.
 */
export type Expected =
  | {
      readonly windows: readonly string[];
      readonly plan?: string | undefined;
      readonly wallet?: string | undefined;
      readonly widget?: readonly (string | undefined)[] | undefined;
    }
  | {
      readonly exit: number;
      readonly reason: FailureKind;
      readonly code: FailureCode;
      readonly flags?: readonly string[] | undefined;
    };

const everydayWindows = [
  'session 69.5% 139/200 requests in 300 min',
  'weekly 10.449219% 214/2048 requests in 10080 min',
  'monthly 55% percent in 43200 min of 25+30',
];
const dollars = '10000/20000 USD, this month 5000/20000';
const everyday: Expected = { windows: everydayWindows, wallet: dollars };
const counted: Expected = { windows: everydayWindows.slice(0, 2) };
const inPercent = [
  'session 70% 70/100 percent in 300 min',
  'weekly 10% 10/100 percent in 10080 min',
];
const unreadable = (code: FailureCode): Expected => ({
  exit: 3,
  reason: 'unreadable-answer',
  code,
});
const refused = (reason: FailureKind, code: FailureCode = 'http-status'): Expected => ({
  exit: 1,
  reason,
  code,
});

export const expectations: Readonly<Record<ScenarioName, Expected>> = {
  everyday: { ...everyday, widget: ['214/2048 requests', 'Rate: 139/200 per 5 hours', '55% used'] },
  'fresh-week': {
    windows: [
      'session 0% 0/200 requests in 300 min',
      'weekly 0% 0/2048 requests in 10080 min',
      'monthly 0% percent in 43200 min of 0+0',
    ],
    wallet: dollars,
  },
  'nearly-out': {
    windows: [
      'session 92% 184/200 requests in 300 min',
      'weekly 93.994141% 1925/2048 requests in 10080 min',
      'monthly 93% percent in 43200 min of 80+13',
    ],
    wallet: dollars,
  },
  'session-out': {
    windows: [
      'session 100% 200/200 requests in 300 min, out',
      'weekly 43.945313% 900/2048 requests in 10080 min',
      'monthly 40% percent in 43200 min of 30+10',
    ],
    wallet: dollars,
  },
  'weekly-out': {
    windows: [
      'session 10% 20/200 requests in 300 min',
      'weekly 100% 2048/2048 requests in 10080 min, out',
      'monthly 60% percent in 43200 min of 50+10',
    ],
    wallet: dollars,
  },
  'monthly-exhausted': {
    windows: [
      'session 15% 30/200 requests in 300 min',
      'weekly 14.648438% 300/2048 requests in 10080 min',
      'monthly 100% percent in 43200 min, out of 70+30',
    ],
    wallet: dollars,
  },
  overdrawn: {
    windows: [
      'session 40% 40/100 percent in 300 min',
      'weekly 100% 125/100 percent in 10080 min, out',
    ],
    wallet: dollars,
  },

  'request-counts': counted,
  percent: { windows: inPercent, widget: ['10% used', '70% used'] },
  'percent-zeros-dropped': {
    windows: [
      'session 0% 0/100 percent in 300 min',
      'weekly 100% 100/100 percent in 10080 min, out',
    ],
  },
  wallet: { windows: inPercent, wallet: '1234/5000 CNY, this month 0/no limit' },
  'wallet-spent': { windows: inPercent, wallet: '0/2000 USD, this month 2000/2000' },
  'ratio-pools-old': {
    windows: ['session 69.5% percent in 300 min', 'weekly 10.45% percent in 10080 min'],
  },
  'ratio-pools-new': {
    windows: [
      'session 43.72% percent in 300 min',
      'monthly 78.77% percent in 43200 min of 50.5+28.27',
    ],
    widget: [undefined, '44% used', '79% used'],
  },
  'monthly-only': {
    windows: ['monthly 32% percent in 43200 min of 32+0'],
    widget: [undefined, undefined, '32% used'],
  },
  contradiction: {
    windows: [
      'session 1% 1/100 percent in 300 min',
      'weekly 100% 100/100 percent in 10080 min, out',
    ],
  },
  unreliable: {
    windows: ['session 0% ?/100 percent, a guess', 'weekly 0% ?/100 percent, a guess'],
    widget: [undefined, undefined],
  },
  'odd-windows': {
    windows: [
      ...everydayWindows.slice(0, 2),
      'rate-90 13.333333% 4/30 requests in 90 min',
      'rate-1440 25% 125/500 requests in 1440 min',
      'rate-unknown 41% 410/1000 requests',
    ],
    widget: [
      '214/2048 requests',
      'Rate: 139/200 per 5 hours',
      'Rate: 4/30 per 90 minutes',
      'Rate: 125/500 per 24 hours',
      'Rate: 410/1000',
    ],
  },
  variants: counted,
  envelope: everyday,
  'code-weekly': everyday,
  'free-plan': unreadable('no-windows'),

  'second-catalogue': {
    windows: ['session 43.5% percent in 300 min', 'monthly 78% percent in 43200 min of 50+28'],
    plan: 'Pro',
  },
  'new-plan-placeholders': {
    windows: ['session 43.5% percent in 300 min', 'monthly 78% percent in 43200 min'],
    plan: 'Plus',
  },
  'weekly-twice': { windows: inPercent },
  'extra-pools': {
    windows: [
      'session 69.5% percent in 300 min',
      'weekly 10.45% percent in 10080 min',
      'rate-1440 25% percent in 1440 min',
    ],
  },
  'int64-limits': {
    windows: ['session 69.5% percent in 300 min', 'weekly 10.4492% percent in 10080 min'],
  },
  'stats-zeros-dropped': {
    windows: ['session 0% 0/100 percent in 300 min', ...inPercent.slice(1)],
  },
  'wallet-off': { windows: inPercent, wallet: '4448/7500 CNY, this month 0/no limit, off' },
  'wallet-two-currencies': {
    windows: inPercent,
    wallet: '10000/20000 USD, this month 5000/20000, spent in CNY',
  },
  'no-plan': refused('plan-or-quota-denied'),
  'status-400': refused('invalid-request'),
  'status-401': refused('credential-rejected', 'api-key-rejected'),
  'status-402': refused('plan-or-quota-denied'),
  'status-403': refused('plan-or-quota-denied'),
  'status-404': refused('endpoint-missing'),
  'status-429': refused('rate-limited'),
  'status-500': refused('server-fault'),
  'status-503': refused('server-fault'),

  'page-200': unreadable('intercepted'),
  'page-403': refused('offline', 'intercepted'),
  'page-511': refused('offline', 'intercepted'),

  slow: everyday,
  hang: { exit: 4, reason: 'timed-out', code: 'deadline', flags: ['--timeout', '0.7'] },
  'hang-up': refused('offline', 'network'),
  'cut-off': refused('offline', 'network'),
  redirect: refused('invalid-request', 'refused-redirect'),
  'redirect-within': everyday,

  garbage: unreadable('not-json'),
  empty: unreadable('no-windows'),
  huge: unreadable('too-large'),
  deep: unreadable('too-deep'),

  // An unreadable currency is none: the region decides.
  leaky: { ...everyday, wallet: '10000/20000 CNY, this month 5000/20000' },
  'leaky-401': refused('credential-rejected', 'api-key-rejected'),
  'leaky-500': refused('server-fault'),

  'me-slow': everyday,
  'me-broken': everyday,
  'stats-slow': everyday,
  'stats-broken': everyday,
  'clock-ahead': everyday,
  'clock-behind': everyday,
  'no-coding-scope': everyday,
};
