import { isHistorySeries, isReportedWindowId } from '../history-shape.ts';
import type { HistorySeries } from '../history.ts';
import { isListOf, isNumber, isRecordOf, isShape, type Guard } from '../shape.ts';
import type { Rhythm } from './rhythm.ts';

/** What forecasts need to know of an account's past. Plain data: kept as JSON. */
export type Learned = {
  readonly rhythm: Rhythm;
  /** Samples of the last day, see `recentSamples`, by this machine's clock. */
  readonly recent: readonly HistorySeries[];
};

const isCells: Guard<readonly number[]> = (value): value is readonly number[] =>
  Array.isArray(value) && value.length === 336 && value.every(isNumber);

export const isLearned: Guard<Learned> = isShape<Learned>({
  rhythm: isShape<Rhythm>({
    learnedAtMs: isNumber,
    utcOffsetMinutes: isNumber,
    weeks: isNumber,
    daysSeen: isNumber,
    unit: isReportedWindowId,
    cells: isCells,
    activity: isCells,
    dayOff: isNumber,
    activePoints: isNumber,
    persistence: isNumber,
    activeVariance: isNumber,
    levelVariance: isNumber,
    dayVariance: isNumber,
    throttle: isNumber,
    ratios: isRecordOf(isNumber),
  }),
  recent: isListOf(isHistorySeries),
});
