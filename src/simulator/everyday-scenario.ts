import type { StartingQuota } from './quota-account.ts';
import type { Fault, Scenario, Surface, UsagesShape } from './scenario.ts';
import { dayMs, hourMs, minuteMs, monthly, session, weekly } from './starting-quotas.ts';

export const requests: UsagesShape = { counts: 'requests', weeklyRow: true, pools: [], user: true };
export const percent: UsagesShape = { ...requests, counts: 'percent' };
/** As Kimi answers today for older plans: ratios beside the counts. */
export const withPools: UsagesShape = {
  ...requests,
  pools: ['limit_5h', 'limit_7d', 'limit_month_total', 'limit_month_code'],
};

export const newPlan: UsagesShape = {
  ...percent,
  weeklyRow: false,
  pools: ['limit_5h', 'limit_month_total', 'limit_month_code'],
};

export const everydayStart: readonly StartingQuota[] = [
  session(139, 2 * hourMs + 5 * minuteMs),
  // Half an hour extra, so that the card says `3d 2h` for a while.
  weekly(214, 3 * dayMs + 2 * hourMs + 30 * minuteMs),
  monthly(55, 25, 12 * dayMs),
];
export const everyday: Scenario = {
  plan: 'Allegretto',
  start: everydayStart,
  shape: withPools,
  wallet: {
    totalCents: 20_000,
    leftCents: 10_000,
    monthlyLimitCents: 20_000,
    monthlyUsedCents: 5000,
    currency: 'USD',
  },
};

/**
 * The everyday account in another shape, without a wallet; only the web gateway has its monthly
 * pool.
 */
export function bare(shape: UsagesShape): Scenario {
  return { plan: 'Allegretto', start: everydayStart, shape };
}

export function starting(...start: readonly StartingQuota[]): Scenario {
  return { ...everyday, start };
}

/** The everyday account, with every call failing. */
export function failing(fault: Fault): Scenario {
  const faults: Record<Surface, Fault> = {
    usages: fault,
    me: fault,
    'web-usages': fault,
    'web-stats': fault,
  };
  return { ...everyday, faults };
}
