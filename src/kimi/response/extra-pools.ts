import { weeklyMinutes, type QuotaWindow, type WindowId } from '../../domain/quota-window.ts';
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
 * length says already, and not a placeholder 0 beside a window that is in use. An unreliable window
 * of the same length gives way to the pool.
 */
export function withExtraPools(windows: readonly QuotaWindow[], pools: unknown): QuotaWindow[] {
  let all = [...windows];
  for (const { names, lengthMinutes } of extraPools) {
    const pool = readRatioPool(fieldOf(pools, ...names));
    if (pool === undefined) continue;
    const mainId = windowId(lengthMinutes, 1);
    all = all.filter(({ id, reliable }) => reliable || id !== mainId);
    const sameLength = all.filter((window) => window.lengthMinutes === lengthMinutes);
    if (sameLength.some((window) => isKnown(pool, window))) continue;
    const id = sameLength.length === 0 ? mainId : freeId(all, lengthMinutes);
    all.push({ ...ratioWindow(id, pool), lengthMinutes });
  }
  return all;
}

function freeId(windows: readonly QuotaWindow[], lengthMinutes: number): WindowId {
  for (let number = 2; ; number += 1) {
    const id = windowId(lengthMinutes, number);
    if (windows.every((window) => window.id !== id)) return id;
  }
}

function isKnown(pool: RatioPool, { usedPercent, resetsAtMs }: QuotaWindow): boolean {
  if (pool.ratio === 0 && usedPercent > 0) return true;
  const mayBeSameReset =
    pool.resetsAtMs === undefined ||
    resetsAtMs === undefined ||
    isSameMoment(pool.resetsAtMs, resetsAtMs);
  return mayBeSameReset && Math.abs(pool.ratio * 100 - usedPercent) <= 1;
}
