import {
  bare,
  everyday,
  everydayStart,
  failing,
  newPlan,
  percent,
  requests,
  starting,
  withPools,
} from './everyday-scenario.ts';
import type { StartingQuota } from './quota-account.ts';
import type { Scenario } from './scenario.ts';
import { dayMs, hourMs, minuteMs, monthly, session, weekly } from './starting-quotas.ts';

/**
 * Every scenario, in the order of listings: good days, tight days, shapes of the response, rejected
 * requests, broken connections, broken bodies, leaks, and calls that only enrich. Their
 * descriptions are in `present/messages`.
 */
const table = {
  everyday,
  'fresh-week': {
    ...everyday,
    start: [session(0, 5 * hourMs), weekly(0, 7 * dayMs), monthly(0, 0, 30 * dayMs)],
  },
  'nearly-out': {
    ...everyday,
    start: [
      session(184, 12 * minuteMs),
      weekly(1925, 9 * hourMs + 20 * minuteMs),
      monthly(93, 80, 2 * dayMs),
    ],
  },
  'session-out': starting(
    session(200, 41 * minuteMs),
    weekly(900, 4 * dayMs),
    monthly(40, 30, 15 * dayMs),
  ),
  'weekly-out': starting(
    session(20, 3 * hourMs),
    weekly(2048, 3 * dayMs + 2 * hourMs + 30 * minuteMs),
    monthly(60, 50, 12 * dayMs),
  ),
  'monthly-exhausted': starting(
    session(30, 4 * hourMs),
    weekly(300, 5 * dayMs),
    monthly(100, 70, 6 * dayMs),
  ),
  overdrawn: {
    ...everyday,
    shape: percent,
    start: [session(80, 2 * hourMs), weekly(2560, dayMs + 4 * hourMs)],
  },

  'request-counts': { ...bare(requests), shape: { ...requests, user: false } },
  percent: bare(percent),
  'percent-zeros-dropped': {
    ...bare({ ...percent, dropsZeros: true }),
    start: [session(0, 4 * hourMs + 50 * minuteMs), weekly(2048, 2 * dayMs)],
  },
  wallet: { ...bare(percent), wallet: { totalCents: 5000, leftCents: 1234, currency: 'CNY' } },
  'wallet-spent': {
    ...bare(percent),
    wallet: { totalCents: 2000, monthlyLimitCents: 2000, monthlyUsedCents: 2000, currency: 'USD' },
  },
  'ratio-pools-old': bare({ ...percent, pools: ['limit_5h', 'limit_7d'] }),
  'ratio-pools-new': {
    ...bare({
      ...percent,
      weeklyRow: false,
      pools: ['limit_5h', 'limit_month_total', 'limit_month_code'],
    }),
    start: [session(87.44, 3 * hourMs), monthly(78.77, 50.5, 23 * dayMs)],
  },
  'monthly-only': {
    ...bare({
      counts: 'none',
      weeklyRow: false,
      pools: ['limit_month_total', 'limit_month_code'],
      user: false,
    }),
    start: [monthly(32, 32, 9 * dayMs)],
  },
  contradiction: {
    ...bare({ ...percent, pools: ['limit_5h', 'limit_7d'], poolsReadZero: true }),
    start: [session(2, 90 * minuteMs), weekly(2048, dayMs + 6 * hourMs)],
    web: { code7dEnabled: false },
  },
  unreliable: bare({ ...percent, counts: 'limit-only' }),
  'odd-windows': { ...bare(requests), start: [...everydayStart.slice(0, 2), ...oddWindows()] },
  variants: bare({ ...requests, counts: 'loose', user: false }),
  envelope: { ...everyday, shape: { ...withPools, envelope: true } },
  'code-weekly': { ...everyday, web: { code7dRatio: 0.6 } },
  'free-plan': {
    ...bare({ ...percent, counts: 'zero-limit' }),
    plan: 'Adagio',
    start: everydayStart.slice(0, 2),
  },
  'second-catalogue': {
    plan: 'Pro',
    shape: newPlan,
    start: [session(87, 3 * hourMs), weekly(1500, 4 * dayMs), monthly(78, 50, 23 * dayMs)],
    web: { weeklyRow: true },
  },
  'new-plan-placeholders': {
    plan: 'Plus',
    shape: { ...newPlan, counts: 'zero-limit', codePoolReadsZero: true },
    start: [session(87, 3 * hourMs), monthly(78, 50, 23 * dayMs)],
  },
  'weekly-twice': bare({ ...percent, repeatsWeek: true }),
  'extra-pools': {
    ...bare({ ...percent, counts: 'none', pools: ['limit_5h', 'limit_day', 'limit_week'] }),
    start: [...everydayStart.slice(0, 2), other('rate-1440', 500, 125, dayMs)],
  },
  'int64-limits': bare({ ...percent, counts: 'int64' }),
  'stats-zeros-dropped': {
    ...bare(percent),
    start: [session(0, 4 * hourMs + 50 * minuteMs), ...everydayStart.slice(1)],
    web: { dropsZeros: true },
  },
  'wallet-off': { ...bare(percent), wallet: { totalCents: 7500, leftCents: 4448, disabled: true } },
  'wallet-two-currencies': {
    ...bare(percent),
    wallet: {
      totalCents: 20_000,
      leftCents: 10_000,
      monthlyLimitCents: 20_000,
      monthlyUsedCents: 5000,
      currency: 'USD',
      usedCurrency: 'CNY',
    },
  },

  'no-plan': {
    ...everyday,
    plan: 'Adagio',
    faults: {
      usages: { kind: 'status', status: 402 },
      'web-usages': { kind: 'status', status: 402 },
    },
  },
  'status-400': failing({ kind: 'status', status: 400 }),
  'status-401': failing({ kind: 'status', status: 401 }),
  'status-402': failing({ kind: 'status', status: 402 }),
  'status-403': failing({ kind: 'status', status: 403 }),
  'status-404': failing({ kind: 'status', status: 404 }),
  'status-429': failing({ kind: 'status', status: 429, retryAfterSeconds: 120 }),
  'status-500': failing({ kind: 'status', status: 500 }),
  'status-503': { ...failing({ kind: 'status', status: 503 }), statusPage: 'partial_outage' },

  'page-200': failing({ kind: 'page', status: 200 }),
  'page-403': failing({ kind: 'page', status: 403 }),
  'page-511': failing({ kind: 'page', status: 511 }),

  slow: failing({ kind: 'late', delayMs: 3000 }),
  hang: { ...failing({ kind: 'silence' }), statusPage: 'major_outage' },
  'hang-up': failing({ kind: 'hang-up' }),
  'cut-off': failing({ kind: 'cut-off' }),
  redirect: failing({ kind: 'redirect', to: 'elsewhere' }),
  'redirect-within': failing({ kind: 'redirect', to: 'within' }),

  garbage: failing({ kind: 'body', body: 'garbage' }),
  empty: failing({ kind: 'body', body: 'empty' }),
  huge: failing({ kind: 'body', body: 'huge' }),
  deep: failing({ kind: 'body', body: 'deep' }),

  leaky: { ...everyday, leaks: true },
  'leaky-401': failing({ kind: 'status', status: 401, leaks: true }),
  'leaky-500': failing({ kind: 'status', status: 500, leaks: true }),

  'me-slow': { ...everyday, faults: { me: { kind: 'late', delayMs: 3000 } } },
  'me-broken': { ...everyday, faults: { me: { kind: 'body', body: 'garbage' } } },
  'stats-slow': { ...everyday, faults: { 'web-stats': { kind: 'late', delayMs: 3000 } } },
  'stats-broken': { ...everyday, faults: { 'web-stats': { kind: 'status', status: 500 } } },
  'clock-ahead': { ...everyday, clockAheadMs: -3 * hourMs },
  'clock-behind': { ...everyday, clockAheadMs: 3 * hourMs },
  'no-coding-scope': { ...everyday, web: { codingScope: false } },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof table;

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = table;

/** All names, in the order of the table. */
export const scenarioNames = Object.keys(table) as readonly ScenarioName[];

/** The scenarios that show users something; the others are for developers. */
export const scenarioGroups = {
  days: ['everyday', 'fresh-week', 'nearly-out', 'session-out', 'weekly-out', 'monthly-exhausted'],
  plans: [
    'ratio-pools-new',
    'second-catalogue',
    'monthly-only',
    'code-weekly',
    'free-plan',
    'wallet',
    'wallet-spent',
    'wallet-off',
    'overdrawn',
  ],
  trouble: ['status-401', 'no-plan', 'status-429', 'status-503', 'hang', 'page-200', 'clock-ahead'],
} as const satisfies Readonly<Record<string, readonly ScenarioName[]>>;

export const userScenarios: readonly ScenarioName[] = Object.values(scenarioGroups).flat();

export function isScenarioName(word: string): word is ScenarioName {
  return Object.hasOwn(table, word);
}

function oddWindows(): StartingQuota[] {
  return [
    { ...other('rate-90', 30, 4, 90 * minuteMs), label: 'Burst \u001B[31mlimit\u0007' },
    {
      ...other('rate-1440', 500, 125, dayMs),
      window: { duration: 24, timeUnit: 'TIME_UNIT_HOUR' },
      label: 'Daily\u202E cap\r\n',
    },
    {
      ...other('rate-unknown', 1000, 410, 14 * dayMs),
      window: { duration: 1, timeUnit: 'TIME_UNIT_FORTNIGHT' },
    },
  ];
}

function other(id: `rate-${string}`, limit: number, used: number, lengthMs: number): StartingQuota {
  return { id, limit, used, lengthMs, resetsInMs: lengthMs / 2, perRequest: 1 };
}
