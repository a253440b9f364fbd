import { sortWindows, weeklyMinutes, type QuotaWindow } from '../../domain/quota-window.ts';
import { isSameMoment } from '../../domain/same-moment.ts';
import { collectWindows } from './collect-windows.ts';
import { withExtraPools } from './extra-pools.ts';
import { readGoodsVersion } from './goods-version.ts';
import { noWindows, type ParsedUsage } from './parsed-usage.ts';
import { readQuotaCount, unitOf, type QuotaCount } from './quota-count.ts';
import { monthlyWindow, ratioWindow, readRatioPool, type RatioPool } from './ratio-pool.ts';
import { readWallet } from './wallet.ts';
import { fieldOf, listOf, textOf } from './wire.ts';

type PoolId = 'session' | 'weekly';

/**
 * Reads a response of `GET {base}/usages`: request counts, percent counts, the wallet and ratio
 * pools, alone or together. `nowMs` turns relative resets into times. Throws `unreadable-answer`
 * (`no-windows`) if no quota can be read.
 */
export function readUsagesResponse(response: unknown, nowMs: number): ParsedUsage {
  const body = bodyOf(response);
  const pools = fieldOf(body, 'usages');
  const { counts, unit, weekly } = readCounts(body, nowMs);
  const counted = collectWindows(counts, unit);
  const session = pooled('session', readRatioPool(fieldOf(pools, 'limit_5h', 'limit5h')), counted);
  const week = pooled('weekly', readRatioPool(fieldOf(pools, 'limit_7d', 'limit7d')), counted);
  const month = readMonth(pools);
  const others = counted.filter(({ id }) => id !== 'session' && id !== 'weekly');
  const known = [session, week, month, ...others].filter((window) => window !== undefined);
  const windows = withExtraPools(known, pools);
  if (windows.length === 0) throw noWindows();
  return {
    windows: sortWindows(windows),
    wallet: readWallet(body),
    level: readMembershipLevel(response),
    goodsVersion: readGoodsVersion(body),
    weeklyRequestLimit: unit === 'requests' ? weekly?.limit : undefined,
  };
}

/** The membership level of a response; undefined if it names none. */
export function readMembershipLevel(response: unknown): string | undefined {
  return textOf(fieldOf(fieldOf(fieldOf(bodyOf(response), 'user'), 'membership'), 'level'));
}

/** Some responses come in a `data` envelope. */
function bodyOf(response: unknown): unknown {
  return fieldOf(response, 'usage', 'limits', 'usages') === undefined
    ? (fieldOf(response, 'data') ?? response)
    : response;
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
  // Pools name both windows, so with pools two equal counts are two quotas that happen to be equal.
  const isTwice =
    weekly !== undefined &&
    onlyRow !== undefined &&
    fieldOf(body, 'usages') === undefined &&
    isSameCount(weekly, onlyRow);
  return { counts: isTwice ? [onceOf(weekly, onlyRow, nowMs)] : counts, unit, weekly };
}

/** Same figures and same reset: accounts without a weekly quota may give one quota twice. */
function isSameCount(weekly: QuotaCount, row: QuotaCount): boolean {
  return (
    row.used !== undefined &&
    row.used === weekly.used &&
    row.limit === weekly.limit &&
    row.resetsAtMs !== undefined &&
    isSameMoment(row.resetsAtMs, weekly.resetsAtMs)
  );
}

/**
 * The row states its length while `usage` only implies one, so the row is right, unless its reset
 * is further away than it is long.
 */
function onceOf(weekly: QuotaCount, row: QuotaCount, nowMs: number): QuotaCount {
  const rowEndsMs = nowMs + (row.lengthMinutes ?? 0) * 60_000;
  return (row.resetsAtMs ?? 0) <= rowEndsMs ? row : weekly;
}

/**
 * One window from a ratio and a count of the same length. The ratio is the finer figure and wins,
 * but older subscriptions carry a placeholder ratio of 0 beside the true count, so a zero gives way
 * to a count above zero. If both say the same, requests say it exactly.
 */
function pooled(
  id: PoolId,
  pool: RatioPool | undefined,
  counted: readonly QuotaWindow[],
): QuotaWindow | undefined {
  const count = counted.find((window) => window.id === id);
  if (pool === undefined) return count;
  const resetsAtMs = pool.resetsAtMs ?? count?.resetsAtMs;
  if (pool.ratio === 0 && count?.used !== undefined && count.used > 0)
    return { ...count, resetsAtMs };
  const window = ratioWindow(id, { ratio: pool.ratio, resetsAtMs }, count?.label);
  return count !== undefined && agree(count, window) ? { ...count, resetsAtMs } : window;
}

/** A count of requests says the same as a ratio, give or take its rounding. */
function agree(count: QuotaWindow, { usedPercent }: QuotaWindow): boolean {
  return (
    count.unit === 'requests' && count.reliable && Math.abs(count.usedPercent - usedPercent) <= 0.5
  );
}

function readMonth(pools: unknown): QuotaWindow | undefined {
  const total = readRatioPool(fieldOf(pools, 'limit_month_total', 'limitMonthTotal'));
  const code = readRatioPool(fieldOf(pools, 'limit_month_code', 'limitMonthCode'));
  // Code's share without the total is not a quota of its own.
  return total === undefined ? undefined : monthlyWindow(total, code?.ratio);
}
