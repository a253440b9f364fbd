import type { QuotaWindow, WindowId } from '../../domain/quota-window.ts';
import { monthlyWindow, ratioWindow, readRatio, type RatioPool } from './ratio-pool.ts';
import { readInstant } from './reset-time.ts';
import { fieldOf } from './wire.ts';

/** The quotas in the web gateway's GetSubscriptionStats. */
export type SubscriptionStats = {
  readonly monthly?: QuotaWindow | undefined;
  readonly session?: QuotaWindow | undefined;
  readonly codeWeekly?: QuotaWindow | undefined;
};

/** Reads GetSubscriptionStats; unreadable parts are left out. Never throws. */
export function readSubscriptionStats(response: unknown): SubscriptionStats {
  const body = fieldOf(response, 'data') ?? response;
  return {
    monthly: readBalance(fieldOf(body, 'subscriptionBalance', 'subscription_balance')),
    session: readRateLimit(
      'session',
      fieldOf(body, 'ratelimitCode5h', 'ratelimit_code_5h', 'ratelimit_code5h'),
    ),
    codeWeekly: readRateLimit(
      'code-weekly',
      fieldOf(body, 'ratelimitCode7d', 'ratelimit_code_7d', 'ratelimit_code7d'),
    ),
  };
}

/**
 * Only the subscription's balance over all features is the shared pool; one of a single feature is
 * not.
 */
function readBalance(balance: unknown): QuotaWindow | undefined {
  if (fieldOf(balance, 'feature') !== 'FEATURE_OMNI' || fieldOf(balance, 'type') !== 'SUBSCRIPTION')
    return undefined;
  const pool = readPool(
    fieldOf(balance, 'amountUsedRatio', 'amount_used_ratio'),
    fieldOf(balance, 'expireTime', 'expire_time'),
  );
  if (pool === undefined) return undefined;
  return monthlyWindow(
    pool,
    readRatio(fieldOf(balance, 'kimiCodeUsedRatio', 'kimi_code_used_ratio')),
  );
}

/**
 * A disabled row counts nothing. A row that does not say (Kimi drops false as it drops zero) counts
 * only if something is used.
 */
function readRateLimit(id: WindowId, row: unknown): QuotaWindow | undefined {
  const pool = readPool(fieldOf(row, 'ratio'), fieldOf(row, 'resetTime', 'reset_time'));
  const enabled = fieldOf(row, 'enabled');
  const counts =
    enabled === true || (enabled === undefined && pool !== undefined && pool.ratio > 0);
  return pool === undefined || !counts ? undefined : ratioWindow(id, pool);
}

/**
 * Kimi drops a ratio of 0, so an absent one is 0 if a reset shows that the window exists. An
 * unreadable ratio stays unreadable.
 */
function readPool(ratio: unknown, reset: unknown): RatioPool | undefined {
  const resetsAtMs = readInstant(reset);
  const dropped = ratio === undefined && resetsAtMs !== undefined;
  const share = dropped ? 0 : readRatio(ratio);
  return share === undefined ? undefined : { ratio: share, resetsAtMs };
}
