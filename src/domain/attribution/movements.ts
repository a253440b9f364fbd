import { calendarMonthBefore } from '../calendar-month.ts';
import type { HistorySample, HistorySeries } from '../history.ts';
import { areBeforeSameReset, isSameMoment, sameMomentMs } from '../same-moment.ts';

/** How far a window's used share moved between two readings, or from its start to a reading. */
export type Movement = {
  readonly fromMs: number;
  readonly toMs: number;
  /** In percent of the window; slightly negative if Kimi corrected its count. */
  readonly points: number;
  /** Counts the window's periods: a reset begins the next. */
  readonly period: number;
  /** The window was used up, so that more may have been asked for than the reading shows. */
  readonly isFull: boolean;
  /** The steps in which its ends were read, in percent. */
  readonly step: number;
};

/** The ledger counts token use in spans of this length, which `TokenUse.at` begins. */
export const bucketMs = 5 * 60_000;

/** A window shorter than this begins with its first use, not at its predecessor's end. */
const fixedFromMinutes = 1440;
/** Corrections by less than this are movements back; a deeper fall begins another period. */
const maxCorrection = 5;

/**
 * The movements of a window, in order of time and without overlaps. Time without a movement is time
 * of which nothing is known: before a reset, after the last reading, before the first.
 */
export function movementsOf(series: HistorySeries): readonly Movement[] {
  const movements: Movement[] = [];
  let before: HistorySample | undefined;
  const step = readingStep(series.samples);
  let period = 0;
  for (const sample of series.samples) {
    const start = startBetween(series, before, sample);
    if (start !== undefined) period += 1;
    for (const [fromMs, toMs] of start?.unused ?? [])
      movements.push({ fromMs, toMs, points: 0, period: period - 1, isFull: false, step });
    const fromMs = start === undefined ? (before?.atMs ?? sample.atMs) : start.atMs;
    const points = sample.usedPercent - (start === undefined ? (before?.usedPercent ?? 0) : 0);
    const isFull = sample.usedPercent >= 100;
    if (fromMs < sample.atMs)
      movements.push({ fromMs, toMs: sample.atMs, points, period, isFull, step });
    before = sample;
  }
  return movements;
}

/** The share of the time from `sinceMs` to `untilMs` that movements cover, 0 to 1. */
export function coverageOf(
  movements: readonly Movement[],
  { sinceMs, untilMs }: { sinceMs: number; untilMs: number },
): number {
  if (untilMs <= sinceMs) return 0;
  const covered = movements.map(({ fromMs, toMs }) =>
    Math.max(0, Math.min(toMs, untilMs) - Math.max(fromMs, sinceMs)),
  );
  return Math.min(1, covered.reduce((sum, ms) => sum + ms, 0) / (untilMs - sinceMs));
}

/**
 * The steps in which a window's readings move, in percent: 1 for whole percents, 0.5 for 200
 * requests, nearly 0 for a ratio with many digits.
 */
export function readingStep(samples: readonly HistorySample[]): number {
  const isMultiple = (step: number): boolean =>
    samples.every(({ usedPercent }) => {
      const steps = usedPercent / step;
      return Math.abs(steps - Math.round(steps)) < 1e-6;
    });
  const limit = samples.at(-1)?.limit;
  const counted = limit !== undefined && limit > 0 ? [100 / limit] : [];
  return [1, 0.5, ...counted, 0.1, 0.01].find((step) => isMultiple(step)) ?? 0.01;
}

type Start = {
  readonly atMs: number;
  /** Before it, time in which no period of the window ran. */
  readonly unused: readonly (readonly [fromMs: number, toMs: number])[];
};

/** The start of a new period between two readings; undefined if both are of one period. */
function startBetween(
  series: HistorySeries,
  before: HistorySample | undefined,
  sample: HistorySample,
): Start | undefined {
  const known = startOf(series, sample);
  if (before === undefined) return { atMs: known ?? sample.atMs, unused: [] };
  if (!isReset(series, before, sample)) return undefined;
  // Kimi corrected its count by much, the plan grew, or quota was given back: how much was used in
  // between is not known, and what is left of the old use is not new use.
  if (areBeforeSameReset(before, sample)) return { atMs: sample.atMs, unused: [] };
  const recordedMs = series.resetsAtMs.findLast((at) => at > before.atMs && at <= sample.atMs);
  const began = known !== undefined && known < sample.atMs ? known : recordedMs;
  const atMs = Math.max(before.atMs, began ?? (sample.usedPercent > 0 ? before.atMs : sample.atMs));
  const lengthMs = (series.lengthMinutes ?? Number.POSITIVE_INFINITY) * 60_000;
  const endMs = Math.max(before.atMs, before.resetsAtMs ?? Number.POSITIVE_INFINITY);
  // A whole period fits into a longer break, and nothing would be known of it.
  return { atMs, unused: endMs < atMs && atMs - endMs < lengthMs ? [[endMs, atMs]] : [] };
}

function isReset(
  { resetsAtMs }: HistorySeries,
  before: HistorySample,
  sample: HistorySample,
): boolean {
  if (before.usedPercent - sample.usedPercent >= maxCorrection) return true;
  if (resetsAtMs.some((at) => at > before.atMs && at <= sample.atMs)) return true;
  const announced = before.resetsAtMs;
  if (announced === undefined || announced > sample.atMs + sameMomentMs) return false;
  return sample.resetsAtMs !== undefined && !isSameMoment(announced, sample.resetsAtMs);
}

/** When the period of a reading began, if its end and length are known. */
function startOf({ windowId, lengthMinutes }: HistorySeries, { resetsAtMs, atMs }: HistorySample) {
  if (resetsAtMs === undefined || resetsAtMs < atMs) return undefined;
  if (windowId === 'monthly') return calendarMonthBefore(resetsAtMs);
  if (lengthMinutes === undefined) return undefined;
  const startMs = resetsAtMs - lengthMinutes * 60_000;
  // The use that began the period is in the span of the ledger that holds its start.
  return lengthMinutes < fixedFromMinutes ? Math.floor(startMs / bucketMs) * bucketMs : startMs;
}
