import { formatNanoTime, formatSecondTime } from './response-times.ts';
import type { Quota } from './quota-account.ts';
import type { UsagesShape } from './scenario.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** How far each window is used up: the week's counts by themselves, where the shape has a week, and a row for each other window. */
export function countRows(
  quotas: readonly Quota[],
  shape: UsagesShape,
  nowMs: number,
): { week?: JsonObject | undefined; limits: JsonObject[] } {
  const week = shape.weeklyRow ? quotas.find(({ id }) => id === 'weekly') : undefined;
  const others = quotas.filter(({ id }) => id !== 'weekly' && id !== 'monthly');
  return {
    week: week === undefined ? undefined : quotaCounts(week, shape, nowMs),
    limits: others.map((quota) => limitRow(quota, shape, nowMs)),
  };
}

/** One row of `limits[]`: how long the window is and how much of it is used. */
function limitRow(quota: Quota, shape: UsagesShape, nowMs: number): JsonObject {
  const window = quota.window ?? {
    duration: quota.lengthMs / 60_000,
    timeUnit: 'TIME_UNIT_MINUTE',
  };
  const label = quota.label === undefined ? {} : { name: quota.label };
  if (shape.counts === 'loose') return { window, ...label, ...quotaCounts(quota, shape, nowMs) };
  return { window, ...label, detail: quotaCounts(quota, shape, nowMs) };
}

/** Limit, used, remaining and reset of one quota, as the shape has them. */
function quotaCounts(quota: Quota, shape: UsagesShape, nowMs: number): JsonObject {
  if (shape.counts === 'loose') return looseCounts(quota, nowMs);
  const resetTime = formatNanoTime(quota.resetsAtMs);
  if (shape.counts === 'zero-limit') return { limit: '0', used: '0', remaining: '0', resetTime };
  if (shape.counts === 'limit-only') return { limit: '100', resetTime };
  const { limit, used } =
    shape.counts === 'percent'
      ? inPercent(quota)
      : { limit: quota.limit, used: Math.floor(quota.used + 1e-6) };
  const remaining = Math.max(0, limit - used);
  return {
    limit: String(limit),
    ...(used === 0 && shape.dropsZeros ? {} : { used: String(used) }),
    // The real service never says `"remaining":"0"`: it leaves the key out.
    ...(remaining === 0 ? {} : { remaining: String(remaining) }),
    resetTime,
  };
}

/** A ratio pool, four digits as the service gives them. */
export function ratioPool(ratio: number, resetsAtMs: number): JsonObject {
  return { used_ratio: roundRatio(ratio), reset_time: formatSecondTime(resetsAtMs) };
}

export function roundRatio(ratio: number): number {
  return Math.round(ratio * 10_000) / 10_000;
}

export function usedRatio(quota: Quota): number {
  return quota.used / quota.limit;
}

function inPercent(quota: Quota): { limit: number; used: number } {
  return { limit: 100, used: Math.round(usedRatio(quota) * 100) };
}

/** Numbers instead of text; the week's reset as seconds from now, the other windows' as epoch seconds in text. */
function looseCounts(quota: Quota, nowMs: number): JsonObject {
  const reset =
    quota.id === 'weekly'
      ? { reset_in: Math.round((quota.resetsAtMs - nowMs) / 1000) }
      : { reset_at: String(Math.floor(quota.resetsAtMs / 1000)) };
  return {
    limit: quota.limit,
    used: Math.floor(quota.used + 1e-6),
    remaining: Math.max(0, quota.limit - Math.floor(quota.used)),
    ...reset,
  };
}
