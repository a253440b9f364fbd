import type { RecentUse } from './recent-use.ts';
import type { Rhythm } from './rhythm.ts';
import { slotMs, weekSlotOf } from './week-slot.ts';

/** A rhythm as it is now: what the forecasts of all windows have in common. */
export type RhythmNow = {
  /** The probability of use in each half hour of the week. */
  readonly likely: Float64Array;
  /** The probability of use at usual hours. */
  readonly usual: number;
  /** How much is used today compared with other days, and its relative variance. */
  readonly factor: number;
  readonly variance: number;
};

type RhythmNowRequest = {
  readonly rhythm: Rhythm;
  readonly recent: RecentUse;
  readonly nowMs: number;
};

export function rhythmNow(request: RhythmNowRequest): RhythmNow {
  const { rhythm, recent, nowMs } = request;
  const likely = Float64Array.from(rhythm.cells, (_, slot) => likelyActive(rhythm, slot));
  const before = likely[weekSlotOf(nowMs - slotMs, () => rhythm.utcOffsetMinutes)] ?? 0;
  const usual = usualActivity(likely);
  return {
    likely,
    // Use at an unusual hour says that the rhythm is off.
    usual: recent.active === 1 ? Math.min(usual, Math.sqrt(usual * before)) : usual,
    ...todayOf(request, likely),
  };
}

/**
 * How today compares with other days. How much is used while there is any use says most; without
 * any, the day may be one off.
 */
function todayOf(
  { rhythm, recent }: RhythmNowRequest,
  likely: Float64Array,
): Pick<RhythmNow, 'factor' | 'variance'> {
  const { dayVariance, activeVariance, activePoints } = rhythm;
  const slots = recent.activeSlots;
  if (slots > 0) {
    const weight = dayVariance / (activeVariance + 0.05);
    const factor = (1 + (weight * recent.activePoints) / activePoints) / (1 + weight * slots);
    return { factor, variance: dayVariance / (1 + weight * slots) };
  }
  const weight = dayVariance / noiseOf(rhythm, likely);
  const factor = (1 + recent.points * weight) / (1 + recent.expected * weight);
  return { factor, variance: dayVariance / (1 + recent.expected * weight) };
}

/** The variance of a day's use for each expected point of it, at a constant factor. */
function noiseOf({ cells, persistence, activeVariance }: Rhythm, likely: Float64Array): number {
  let squares = 0;
  let sum = 0;
  for (const [slot, cell] of cells.entries()) {
    const mean = likely[slot] ?? 0;
    squares += (cell / mean) ** 2 * mean * (1 + activeVariance - mean);
    sum += cell;
  }
  return ((squares + 1e-9) / (sum + 1e-9)) * ((1 + persistence) / (1 - persistence));
}

/**
 * The probability of use in a half hour of the week. Both it and the points are estimates: together
 * they must not make an active half hour much larger than others.
 */
function likelyActive({ cells, activity, activePoints }: Rhythm, slot: number): number {
  const least = (cells[slot] ?? 0) / (2 * activePoints + 1e-9);
  return Math.min(1, Math.max(1e-6, least, activity[slot] ?? 0));
}

/** The probability of use in the half hours in which there is use, on average. */
function usualActivity(likely: Float64Array): number {
  let squares = 0;
  let sum = 0;
  for (const one of likely) {
    squares += one ** 2;
    sum += one;
  }
  return squares / sum;
}
