import { sortWindows, weeklyMinutes, type QuotaWindow } from '../../domain/quota-window.ts';
import { collectWindows } from './collect-windows.ts';
import { noWindows } from './parsed-usage.ts';
import { readQuotaCount, unitOf, type QuotaCount } from './quota-count.ts';
import { monthlyWindow, ratioWindow, readRatio, type RatioPool } from './ratio-pool.ts';
import { readInstant } from './reset-time.ts';
import type { ParsedUsage } from './parsed-usage.ts';
import { readWallet } from './wallet.ts';
import { fieldOf, listOf, textOf } from './wire.ts';

type PoolId = 'session' | 'weekly';

/**
 * Reads an answer to `GET {base}/usages`: request counts, percent counts, the wallet and ratio pools, alone or together.
 * `nowMs` turns relative resets into moments. Throws `unreadable-answer` (`no-windows`) where no allowance can be read.
 */
export function readUsagesResponse(answer: unknown, nowMs: number): ParsedUsage {
  const body = bodyOf(answer);
  const pools = fieldOf(body, 'usages');
  const { counts, unit, weekly } = readCounts(body, nowMs);
  const counted = collectWindows(counts, unit);
  const session = pooled('session', readPool(fieldOf(pools, 'limit_5h', 'limit5h')), counted);
  const week = pooled('weekly', readPool(fieldOf(pools, 'limit_7d', 'limit7d')), counted);
  const month = readMonth(pools);
  const others = counted.filter(({ id }) => id !== 'session' && id !== 'weekly');
  const windows = [session, week, month, ...others].filter((window) => window !== undefined);
  if (windows.length === 0) throw noWindows();
  const wallet = readWallet(body);
  const level = readMembershipLevel(answer);
  return {
    windows: sortWindows(windows),
    wallet,
    level,
    ...(weekly === undefined || unit !== 'requests' ? {} : { weeklyRequestLimit: weekly.limit }),
  };
}

/** The membership level an answer carries; undefined where it names none. */
export function readMembershipLevel(answer: unknown): string | undefined {
  return textOf(fieldOf(fieldOf(fieldOf(bodyOf(answer), 'user'), 'membership'), 'level'));
}

/** Some answers come in a `data` envelope. */
function bodyOf(answer: unknown): unknown {
  return fieldOf(answer, 'usage', 'limits', 'usages') === undefined
    ? (fieldOf(answer, 'data') ?? answer)
    : answer;
}

function readCounts(
  body: unknown,
  nowMs: number,
): { counts: QuotaCount[]; unit: QuotaWindow['unit']; weekly: QuotaCount | undefined } {
  const weekly = readQuotaCount(fieldOf(body, 'usage'), nowMs, weeklyMinutes);
  const rows = listOf(fieldOf(body, 'limits'))
    .map((row) => readQuotaCount(row, nowMs))
    .filter((row) => row !== undefined);
  const counts = weekly === undefined ? rows : [weekly, ...rows];
  const unit = unitOf(counts);
  const onlyRow = rows.length === 1 ? rows[0] : undefined;
  // With pools in the answer both windows are named, so two equal counts are two quotas that happen to stand alike.
  const isTwice =
    weekly !== undefined &&
    onlyRow !== undefined &&
    fieldOf(body, 'usages') === undefined &&
    isSameCount(weekly, onlyRow);
  return { counts: isTwice ? [onceOf(weekly, onlyRow, nowMs)] : counts, unit, weekly };
}

/** Same figures and the very same moment of reset: one quota given twice, as some accounts without a weekly quota do. */
function isSameCount(weekly: QuotaCount, row: QuotaCount): boolean {
  return (
    row.used !== undefined &&
    row.used === weekly.used &&
    row.limit === weekly.limit &&
    row.resetsAtMs !== undefined &&
    row.resetsAtMs === weekly.resetsAtMs
  );
}

/** The row states its length, `usage` only implies one: the row is right unless its reset lies further away than it is long. */
function onceOf(weekly: QuotaCount, row: QuotaCount, nowMs: number): QuotaCount {
  const rowEndsMs = nowMs + (row.lengthMinutes ?? 0) * 60_000;
  return (row.resetsAtMs ?? 0) <= rowEndsMs ? row : weekly;
}

function readPool(pool: unknown): RatioPool | undefined {
  const ratio = readRatio(fieldOf(pool, 'used_ratio', 'usedRatio'));
  if (ratio === undefined) return undefined;
  const resetsAtMs = readInstant(fieldOf(pool, 'reset_time', 'resetTime'));
  return { ratio, resetsAtMs };
}

/**
 * One window out of a ratio and a count of the same length. The ratio is the finer figure and wins; but older subscriptions
 * carry a ratio of 0 as a mere placeholder beside the true count, so a zero gives way to a count that says otherwise.
 */
function pooled(
  id: PoolId,
  pool: RatioPool | undefined,
  counted: readonly QuotaWindow[],
): QuotaWindow | undefined {
  const count = counted.find((window) => window.id === id);
  if (pool === undefined) return count;
  const resetsAtMs = pool.resetsAtMs ?? count?.resetsAtMs;
  const reset = resetsAtMs === undefined ? {} : { resetsAtMs };
  if (pool.ratio === 0 && count?.used !== undefined && count.used > 0)
    return { ...count, ...reset };
  return ratioWindow(id, { ratio: pool.ratio, ...reset }, count?.label);
}

function readMonth(pools: unknown): QuotaWindow | undefined {
  const total = readPool(fieldOf(pools, 'limit_month_total', 'limitMonthTotal'));
  const code = readPool(fieldOf(pools, 'limit_month_code', 'limitMonthCode'));
  // Code's share without the whole is no allowance of its own.
  return total === undefined ? undefined : monthlyWindow(total, code?.ratio);
}
