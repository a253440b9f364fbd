import { formatNanoTime } from './response-times.ts';
import type { Quota } from './quota-account.ts';
import { countRows, roundRatio, usedRatio } from './quota-rows.ts';
import type { JsonObject } from './reply.ts';
import type { Scenario } from './scenario.ts';

/** What the web gateway's responses are made of. */
export type WebFacts = {
  readonly quotas: readonly Quota[];
  readonly scenario: Scenario;
  readonly nowMs: number;
};

/**
 * Body of `BillingService/GetUsages`: the coding scope, with the week in `detail` and the other
 * windows in `limits`.
 */
export function webUsagesResponse({ quotas, scenario, nowMs }: WebFacts): JsonObject {
  const { weeklyRow = scenario.shape.weeklyRow, dropsZeros } = scenario.web ?? {};
  const { week, limits } = countRows(quotas, { ...scenario.shape, weeklyRow }, nowMs);
  const scope = scenario.web?.codingScope === false ? 'FEATURE_OTHER' : 'FEATURE_CODING';
  return { usages: [{ scope, detail: week, limits: dropsZeros ? null : limits }] };
}

/**
 * Body of `MembershipService/GetSubscriptionStats`: the monthly pool and the ratios behind the two
 * rate limits.
 */
export function webStatsResponse({ quotas, scenario }: WebFacts): JsonObject {
  const find = (id: Quota['id']): Quota | undefined => quotas.find((quota) => quota.id === id);
  const [month, five, week] = [find('monthly'), find('session'), find('weekly')];
  const zero = scenario.shape.poolsReadZero === true;
  const stats = {
    subscriptionBalance: month === undefined ? undefined : balance(month),
    ratelimitCode5h:
      five === undefined ? undefined : rateLimit(five, zero ? 0 : usedRatio(five), true),
    ratelimitCode7d:
      week === undefined
        ? undefined
        : rateLimit(
            week,
            scenario.web?.code7dRatio ?? (zero ? 0 : usedRatio(week)),
            scenario.web?.code7dEnabled !== false,
          ),
  };
  return scenario.web?.dropsZeros ? withoutZeros(stats) : stats;
}

function withoutZeros(stats: JsonObject): JsonObject {
  const text = JSON.stringify(stats, (_, value: unknown) => (value === 0 ? undefined : value));
  return Object.fromEntries(Object.entries(JSON.parse(text) as JsonObject));
}

function balance(month: Quota): JsonObject {
  return {
    feature: 'FEATURE_OMNI',
    type: 'SUBSCRIPTION',
    amountUsedRatio: roundRatio(Math.min(1, usedRatio(month))),
    kimiCodeUsedRatio: roundRatio((month.codeUsed ?? 0) / month.limit),
    expireTime: formatNanoTime(month.resetsAtMs),
  };
}

function rateLimit(quota: Quota, ratio: number, enabled: boolean): JsonObject {
  return {
    ratio: roundRatio(Math.min(1, ratio)),
    enabled,
    resetTime: formatNanoTime(quota.resetsAtMs),
  };
}
