import { goodsVersionOf, plans, type PlanName } from './plans.ts';
import type { Quota } from './quota-account.ts';
import { countRows, ratioPool, usedRatio } from './quota-rows.ts';
import type { JsonObject } from './reply.ts';
import type { PoolName, SimulatedWallet, UsagesShape } from './scenario.ts';

/** What a usage response is made of. */
export type UsagesFacts = {
  readonly quotas: readonly Quota[];
  readonly plan: PlanName;
  readonly userId: string;
  readonly shape: UsagesShape;
  readonly wallet?: SimulatedWallet | undefined;
  readonly nowMs: number;
};

/**
 * Body of `GET /coding/v1/usages` in the scenario's shape. A quota that the account lacks is left
 * out.
 */
export function usagesResponse(facts: UsagesFacts): JsonObject {
  const { shape } = facts;
  const body = {
    ...(shape.user && accountBlock(facts)),
    ...(shape.counts !== 'none' && countBlock(facts)),
    usages: shape.pools.length === 0 ? undefined : pools(facts),
    boosterWallet: facts.wallet === undefined ? undefined : walletBlock(facts.wallet),
  };
  return shape.envelope ? { code: 0, data: body } : body;
}

function accountBlock({ plan, userId }: UsagesFacts): JsonObject {
  return {
    user: { userId, region: 'REGION_CN', membership: { level: plans[plan].level } },
    subType: 'TYPE_PURCHASE',
    version: `GOODS_VERSION_V${goodsVersionOf(plan)}`,
    authentication: { method: 'METHOD_API_KEY', scope: 'FEATURE_CODING' },
    parallel: { limit: '20' },
    totalQuota: {},
  };
}

function countBlock({ quotas, shape, nowMs }: UsagesFacts): JsonObject {
  const { week, limits } = countRows(quotas, shape, nowMs);
  return { usage: week, limits };
}

function pools(facts: UsagesFacts): JsonObject {
  return Object.fromEntries(
    facts.shape.pools
      .map((name) => [name, pool(name, facts)])
      .filter((entry) => entry[1] !== undefined),
  );
}

const quotaBehindPool = {
  limit_5h: 'session',
  limit_7d: 'weekly',
  limit_day: 'rate-1440',
  limit_week: 'weekly',
  limit_month_total: 'monthly',
  limit_month_code: 'monthly',
} as const satisfies Record<PoolName, string>;

function pool(name: PoolName, { quotas, shape }: UsagesFacts): JsonObject | undefined {
  const quota = quotas.find(({ id }) => id === quotaBehindPool[name]);
  if (quota === undefined) return undefined;
  const isCode = name === 'limit_month_code';
  const readsZero = shape.poolsReadZero ?? (isCode && shape.codePoolReadsZero);
  const ratio = isCode ? (quota.codeUsed ?? 0) / quota.limit : usedRatio(quota);
  return ratioPool(readsZero ? 0 : Math.min(1, ratio), quota.resetsAtMs);
}

function walletBlock(wallet: SimulatedWallet): JsonObject {
  const { currency, usedCurrency = currency } = wallet;
  const price = (cents: number, of = currency): JsonObject => ({
    currency: of,
    priceInCents: String(cents),
  });
  return {
    id: 'wallet-demo',
    status: wallet.disabled ? 'STATUS_DISABLED' : 'STATUS_ENABLED',
    balance: {
      type: 'BOOSTER',
      amount: amount(wallet.totalCents),
      amountLeft: wallet.leftCents === undefined ? undefined : amount(wallet.leftCents),
      unit: 'UNIT_CURRENCY',
    },
    monthlyChargeLimitEnabled: wallet.monthlyLimitCents !== undefined,
    monthlyChargeLimit:
      wallet.monthlyLimitCents === undefined ? undefined : price(wallet.monthlyLimitCents),
    monthlyUsed: price(wallet.monthlyUsedCents ?? 0, usedCurrency),
  };
}

/** Wallets count in millionths of a cent. */
function amount(cents: number): string {
  return String(cents * 1_000_000);
}
