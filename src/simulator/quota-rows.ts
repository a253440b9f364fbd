import { formatNanoTime, formatSecondTime } from './response-times.ts';
import type { Quota } from './quota-account.ts';
import type { JsonObject } from './reply.ts';
import type { UsagesShape } from './scenario.ts';

/** The counts of each window: the week's, if the shape has a week, and a row for each other one. */
export function countRows(
  quotas: readonly Quota[],
  shape: UsagesShape,
  nowMs: number,
): { week?: JsonObject | undefined; limits: JsonObject[] } {
  const week = shape.weeklyRow ? quotas.find(({ id }) => id === 'weekly') : undefined;
  const others = quotas.filter(({ id }) => id !== 'weekly' && id !== 'monthly');
  // The repeated row's reset differs by a moment, as the real Kimi's does.
  const twin = week && shape.repeatsWeek ? [{ ...week, resetsAtMs: week.resetsAtMs + 1_373 }] : [];
  return {
    week: week === undefined ? undefined : quotaCounts(week, shape, nowMs),
    limits: [...others, ...twin].map((quota) => limitRow(quota, shape, nowMs)),
  };
}

/** One row of `limits[]`: the window's length and its counts. */
function limitRow(quota: Quota, shape: UsagesShape, nowMs: number): JsonObject {
  const window = quota.window ?? {
    duration: quota.lengthMs / 60_000,
    timeUnit: 'TIME_UNIT_MINUTE',
  };
  const counts = quotaCounts(quota, shape, nowMs);
  if (shape.counts === 'loose') return { window, name: quota.label, ...counts };
  return { window, name: quota.label, detail: counts };
}

/** Limit, used, remaining and reset of one quota, in the scenario's shape. */
function quotaCounts(quota: Quota, shape: UsagesShape, nowMs: number): JsonObject {
  if (shape.counts === 'loose') return looseCounts(quota, nowMs);
  const resetTime = formatNanoTime(quota.resetsAtMs);
  if (shape.counts === 'zero-limit') return { limit: '0', used: '0', remaining: '0', resetTime };
  if (shape.counts === 'limit-only') return { limit: '100', resetTime };
  if (shape.counts === 'int64')
    return { limit: String(int64Max), used: String(int64Share(usedRatio(quota))), resetTime };
  const { limit, used } =
    shape.counts === 'percent'
      ? inPercent(quota)
      : { limit: quota.limit, used: wholeRequests(quota.used) };
  const remaining = Math.max(0, limit - used);
  return {
    limit: String(limit),
    used: used === 0 && shape.dropsZeros ? undefined : String(used),
    // The real Kimi never sends `"remaining":"0"`: it leaves the key out.
    remaining: remaining === 0 ? undefined : String(remaining),
    resetTime,
  };
}

const int64Max = 2n ** 63n - 1n;

function int64Share(ratio: number): bigint {
  return (int64Max * BigInt(Math.round(ratio * 1e6))) / 1_000_000n;
}

/** A ratio pool, with Kimi's four digits. */
export function ratioPool(ratio: number, resetsAtMs: number): JsonObject {
  return { used_ratio: roundRatio(ratio), reset_time: formatSecondTime(resetsAtMs) };
}

export function roundRatio(ratio: number): number {
  return Math.round(ratio * 10_000) / 10_000;
}

export function usedRatio(quota: Quota): number {
  return quota.used / quota.limit;
}

/** Sums of many small costs fall short of whole requests by a rounding error. */
function wholeRequests(used: number): number {
  return Math.floor(used + 1e-6);
}

function inPercent(quota: Quota): { limit: number; used: number } {
  return { limit: 100, used: Math.round(usedRatio(quota) * 100) };
}

/**
 * Numbers instead of texts; the week's reset in seconds from now, the others' as text of epoch
 * seconds.
 */
function looseCounts(quota: Quota, nowMs: number): JsonObject {
  const reset =
    quota.id === 'weekly'
      ? { reset_in: Math.round((quota.resetsAtMs - nowMs) / 1000) }
      : { reset_at: String(Math.floor(quota.resetsAtMs / 1000)) };
  return {
    limit: quota.limit,
    used: wholeRequests(quota.used),
    remaining: Math.max(0, quota.limit - Math.floor(quota.used)),
    ...reset,
  };
}
