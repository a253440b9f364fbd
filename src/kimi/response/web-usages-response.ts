import type { GoodsVersion } from '../../domain/cached-usage.ts';
import { Failure } from '../../domain/failure.ts';
import { sortWindows, weeklyMinutes, type QuotaWindow } from '../../domain/quota-window.ts';
import { isSameMoment } from '../../domain/same-moment.ts';
import { collectWindows } from './collect-windows.ts';
import { readGoodsVersion } from './goods-version.ts';
import { noWindows, type ParsedUsage } from './parsed-usage.ts';
import { readQuotaCount, unitOf } from './quota-count.ts';
import { readSubscriptionStats } from './subscription-stats.ts';
import { fieldOf, listOf } from './wire.ts';

export type WebUsagesResponse = {
  /** The body of GetUsages. */
  readonly usages: unknown;
  /** The body of GetSubscriptionStats, undefined if it did not come in time. */
  readonly stats: unknown;
  readonly nowMs: number;
  /** From the profile of the same user, if one is known. */
  readonly goodsVersion?: GoodsVersion | undefined;
};

/**
 * Reads the web gateway's GetUsages response and, if it came in time, GetSubscriptionStats.
 * `nowMs` turns relative resets into times. Throws `unreadable-answer`: `no-coding-scope` without a
 * FEATURE_CODING entry, `no-windows` if neither response has a readable quota. Plans of the second
 * catalogue have no weekly quota: what the gateway still gives as one is a leftover and left out.
 */
export function readWebUsagesResponse({
  usages,
  stats,
  nowMs,
  goodsVersion: known,
}: WebUsagesResponse): ParsedUsage {
  const body = fieldOf(usages, 'usages') === undefined ? fieldOf(usages, 'data') : usages;
  const coding = listOf(fieldOf(body, 'usages')).find(
    (entry) => fieldOf(entry, 'scope') === 'FEATURE_CODING',
  );
  if (coding === undefined) {
    throw new Failure('unreadable-answer', 'FEATURE_CODING scope not found in response', {
      detail: { code: 'no-coding-scope' },
    });
  }
  const weekly = readQuotaCount(fieldOf(coding, 'detail'), nowMs, weeklyMinutes);
  const rows = listOf(fieldOf(coding, 'limits')).map((row) => readQuotaCount(row, nowMs));
  const counts = [weekly, ...rows].filter((count) => count !== undefined);
  const unit = unitOf(counts);
  const counted = collectWindows(counts, unit);
  const goodsVersion = readGoodsVersion(body) ?? readGoodsVersion(stats) ?? known;
  const isLeftover = ({ lengthMinutes, id }: QuotaWindow) =>
    goodsVersion === 'second' && (lengthMinutes === weeklyMinutes || id === 'weekly');
  const windows = sortWindows([...counted, ...statsWindows(stats, counted)]).filter(
    (window) => !isLeftover(window),
  );
  if (windows.length === 0) throw noWindows();
  return {
    windows,
    goodsVersion,
    weeklyRequestLimit: unit === 'requests' ? weekly?.limit : undefined,
  };
}

/**
 * What the statistics add to the counts: the monthly pool, a 5-hour window if the counts have none,
 * and a 7-day window if it is not the weekly quota again.
 */
function statsWindows(stats: unknown, counted: readonly QuotaWindow[]): QuotaWindow[] {
  const { monthly, session, codeWeekly } = readSubscriptionStats(stats);
  const weekly = counted.find(({ id }) => id === 'weekly');
  const hasSession = counted.some(({ id }) => id === 'session');
  return [
    hasSession ? undefined : session,
    monthly,
    codeWeekly !== undefined && isWeeklyAgain(codeWeekly, weekly) ? undefined : codeWeekly,
  ].filter((window) => window !== undefined);
}

/**
 * Within one point and with the same reset it is the weekly quota, rounded differently. Without
 * both resets nothing proves it.
 */
function isWeeklyAgain(row: QuotaWindow, weekly: QuotaWindow | undefined): boolean {
  return (
    weekly?.reliable === true &&
    weekly.resetsAtMs !== undefined &&
    isSameMoment(weekly.resetsAtMs, row.resetsAtMs) &&
    Math.abs(weekly.usedPercent - row.usedPercent) <= 1
  );
}
