import type { HistorySample, HistorySeries } from '../../domain/history.ts';
import { paceLength } from '../../domain/pace.ts';
import { isSameMoment } from '../../domain/same-moment.ts';

/** A window's history as it is drawn. Shares are 0..100 and follow the `meters` setting; times are epoch milliseconds. */
export type HistoryCourse = {
  readonly sinceMs: number;
  readonly untilMs: number;
  /** The line's corners. An undefined share ends a part of the line. */
  readonly line: readonly { readonly atMs: number; readonly share: number | undefined }[];
  /** The samples inside the span. */
  readonly samples: readonly HistorySample[];
  /** The resets inside the span. */
  readonly resetsAtMs: readonly number[];
  /** Lines of even pace, each from a full window to an empty one. */
  readonly evenLines: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly share: (usedPercent: number) => number;
};

export type CourseFacts = {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly meters: 'left' | 'used';
  /** A longer time without a sample is a gap: KimiBar was not running. */
  readonly gapMs: number;
};

/**
 * The course of one window. Only changes are recorded, so a sample is valid until the next one. The
 * line is broken at resets and gaps, so that it shows nothing that was not measured.
 */
export function historyCourse(series: HistorySeries, facts: CourseFacts): HistoryCourse {
  const { sinceMs, untilMs, meters, gapMs } = facts;
  const share = (usedPercent: number): number =>
    meters === 'left' ? 100 - usedPercent : usedPercent;
  const known = series.samples.filter(({ atMs }) => atMs <= untilMs);
  const resetsAtMs = series.resetsAtMs.filter((atMs) => atMs > sinceMs && atMs <= untilMs);
  const line = known.flatMap((sample, index) => {
    const nextMs = known[index + 1]?.atMs ?? untilMs;
    const resetMs = resetsAtMs.find((atMs) => atMs > sample.atMs && atMs <= nextMs);
    const endMs = Math.min(resetMs ?? nextMs, sample.atMs + gapMs);
    const corner = { atMs: sample.atMs, share: share(sample.usedPercent) };
    if (endMs >= nextMs && resetMs === undefined && index < known.length - 1) return [corner];
    return [
      corner,
      { atMs: Math.max(endMs, sample.atMs + 1), share: corner.share },
      { atMs: Math.max(endMs, sample.atMs + 1) + 1, share: undefined },
    ];
  });
  const samples = known.filter(({ atMs }) => atMs >= sinceMs);
  return {
    sinceMs,
    untilMs,
    line,
    samples,
    resetsAtMs,
    evenLines: evenLinesOf(series, facts),
    share,
  };
}

/** The share at a moment; undefined in a gap. */
export function shareAt(course: HistoryCourse, atMs: number): number | undefined {
  return course.line.findLast((corner) => corner.atMs <= atMs)?.share;
}

/** The share of an even pace at a moment; undefined outside all known windows. */
export function evenShareAt(course: HistoryCourse, atMs: number): number | undefined {
  const even = course.evenLines.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs);
  return even === undefined
    ? undefined
    : course.share(((atMs - even.fromMs) / (even.toMs - even.fromMs)) * 100);
}

/** Only windows with a pace have these lines. */
function evenLinesOf(
  { windowId, samples, lengthMinutes }: HistorySeries,
  { sinceMs, untilMs }: CourseFacts,
): HistoryCourse['evenLines'] {
  const ends: number[] = [];
  for (const { resetsAtMs } of samples) {
    if (resetsAtMs === undefined) continue;
    const known = ends.findIndex((end) => isSameMoment(end, resetsAtMs));
    if (known >= 0) ends[known] = resetsAtMs;
    else ends.push(resetsAtMs);
  }
  return ends
    .toSorted((a, b) => a - b)
    .flatMap((toMs) => {
      const lengthMs = paceLength({ id: windowId, lengthMinutes }, toMs);
      return lengthMs === undefined ? [] : [{ fromMs: toMs - lengthMs, toMs }];
    })
    .filter(({ fromMs, toMs }) => toMs > sinceMs && fromMs < untilMs);
}
