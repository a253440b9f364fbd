import { weeklyMinutes, type QuotaWindow } from '../../domain/quota-window.ts';
import { isSameMoment } from '../../domain/same-moment.ts';
import { windowId } from './collect-windows.ts';
import { ratioWindow, readRatioPool, type RatioPool } from './ratio-pool.ts';
import { fieldOf } from './wire.ts';

/** Pools that only other trackers have seen, beside or instead of the usual four. */
const extraPools = [
  { names: ['limit_day', 'limitDay'], lengthMinutes: 1_440 },
  { names: ['limit_week', 'limitWeek'], lengthMinutes: weeklyMinutes },
] as const;

/**
 * The windows with a row for each extra pool that says something new: not what a window of the same
 * length says already, and not a placeholder 0 beside a window that is in use.
 */
export function withExtraPools(windows: readonly QuotaWindow[], pools: unknown): QuotaWindow[] {
  const all = [...windows];
  for (const { names, lengthMinutes } of extraPools) {
    const pool = readRatioPool(fieldOf(pools, ...names));
    const sameLength = all.filter((window) => window.lengthMinutes === lengthMinutes);
    if (pool === undefined || sameLength.some((window) => isKnown(pool, window))) continue;
    const id = windowId(lengthMinutes, sameLength.length + 1);
    all.push({ ...ratioWindow(id, pool), lengthMinutes });
  }
  return all;
}

function isKnown(pool: RatioPool, { usedPercent, resetsAtMs }: QuotaWindow): boolean {
  if (pool.ratio === 0 && usedPercent > 0) return true;
  const mayBeSameReset =
    pool.resetsAtMs === undefined ||
    resetsAtMs === undefined ||
    isSameMoment(pool.resetsAtMs, resetsAtMs);
  return mayBeSameReset && Math.abs(pool.ratio * 100 - usedPercent) <= 1;
}
