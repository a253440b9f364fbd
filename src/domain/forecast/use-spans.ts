import { calendarMonthBefore } from '../calendar-month.ts';
import type { HistorySample, HistorySeries } from '../history.ts';
import { areBeforeSameReset } from '../same-moment.ts';

/**
 * A stretch of time of which is known how much of a window was used in it, in points, or that
 * nothing could be used because the window was used up.
 */
export type UseSpan = {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly points: number;
  readonly isBlocked: boolean;
};

/** Between readings this close nothing is missed, even if the window was reset between them. */
const shortGapMs = 16 * 60_000;

/** Whole percents are rounded by less than this. */
export const maxRounding = 1;

/** The beginning of the period that a reset ends; undefined without a known length. */
export function periodStart(
  { windowId, lengthMinutes }: Pick<HistorySeries, 'windowId' | 'lengthMinutes'>,
  resetsAtMs: number | undefined,
): number | undefined {
  if (resetsAtMs === undefined) return undefined;
  if (windowId === 'monthly') return calendarMonthBefore(resetsAtMs);
  return lengthMinutes === undefined ? undefined : resetsAtMs - lengthMinutes * 60_000;
}

/**
 * What the samples of a window say of its use, in order of time, for the samples of a span of time.
 * Stretches of which nothing is known are left out.
 */
export function useSpans(series: HistorySeries, sinceMs: number, untilMs: number): UseSpan[] {
  const spans: UseSpan[] = [];
  let before: HistorySample | undefined;
  for (const sample of samplesBetween(series.samples, sinceMs, untilMs)) {
    if (before === undefined) addBeginning(spans, series, sample);
    else addSpans(spans, series, { before, sample });
    before = withoutRounding(before, sample);
  }
  if (before !== undefined && before.usedPercent >= 100)
    add(spans, {
      fromMs: before.atMs,
      untilMs: Math.min(untilMs, before.resetsAtMs ?? untilMs),
      points: 0,
      isBlocked: true,
    });
  return spans;
}

/** What was used before the first sample is known from the beginning of its period on. */
function addBeginning(spans: UseSpan[], series: HistorySeries, sample: HistorySample): void {
  const { atMs: untilMs, usedPercent: points } = sample;
  const fromMs = periodStart(series, sample.resetsAtMs);
  // A window that is used up may have been so for long.
  if (fromMs === undefined || points >= 100) return;
  add(spans, { fromMs, untilMs, points, isBlocked: false });
}

type Pair = { readonly before: HistorySample; readonly sample: HistorySample };

function addSpans(spans: UseSpan[], series: HistorySeries, { before, sample }: Pair): void {
  const { atMs: fromMs } = before;
  const points = sample.usedPercent - before.usedPercent;
  if (isSamePeriod({ before, sample })) {
    const isBlocked = before.usedPercent >= 100;
    return add(spans, { fromMs, untilMs: sample.atMs, points: Math.max(0, points), isBlocked });
  }
  const startMs = Math.max(fromMs, periodStart(series, sample.resetsAtMs) ?? fromMs);
  // A session that had not begun has no reset.
  const endMs = Math.min(before.resetsAtMs ?? fromMs, startMs);
  if (before.usedPercent >= 100) add(spans, { fromMs, untilMs: endMs, points: 0, isBlocked: true });
  else if (endMs - fromMs <= shortGapMs) add(spans, idle(fromMs, endMs));
  // A whole session may have come and gone in a longer gap.
  const lengthMs = (series.lengthMinutes ?? Infinity) * 60_000;
  if (sample.atMs - Math.max(fromMs, endMs) < lengthMs) add(spans, idle(endMs, startMs));
  add(spans, {
    fromMs: Math.min(startMs, sample.atMs),
    untilMs: sample.atMs,
    points: sample.usedPercent,
    isBlocked: false,
  });
}

/** Before the same reset, a fall is a correction, a larger plan, or quota that was given back. */
function isSamePeriod({ before, sample }: Pair): boolean {
  if (before.resetsAtMs !== undefined) return areBeforeSameReset(before, sample);
  return sample.resetsAtMs === undefined && sample.usedPercent >= before.usedPercent - 0.5;
}

/**
 * Kimi's whole percents and its ratios may come by turns: what the finer one adds again and again
 * was used once. The higher one counts.
 */
function withoutRounding(before: HistorySample | undefined, sample: HistorySample): HistorySample {
  if (before === undefined || before.usedPercent >= 100) return sample;
  const fallen = before.usedPercent - sample.usedPercent;
  return fallen > 0 && fallen < maxRounding && isSamePeriod({ before, sample })
    ? { ...sample, usedPercent: before.usedPercent }
    : sample;
}

function idle(fromMs: number, untilMs: number): UseSpan {
  return { fromMs, untilMs, points: 0, isBlocked: false };
}

function add(spans: UseSpan[], span: UseSpan): void {
  if (span.untilMs > span.fromMs || span.points > 0) spans.push(span);
}

/** The samples from `sinceMs` to `untilMs`, both included. */
export function samplesBetween(
  samples: readonly HistorySample[],
  sinceMs: number,
  untilMs: number,
): readonly HistorySample[] {
  return samples.slice(firstAfter(samples, sinceMs - 1), firstAfter(samples, untilMs));
}

function firstAfter(samples: readonly HistorySample[], atMs: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
