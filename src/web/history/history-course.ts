import type { HistorySample, HistorySeries } from '../../domain/history.ts';
import { sessionMinutes, weeklyMinutes } from '../../domain/quota-window.ts';

/** A window's course, ready to be drawn. Shares are 0..100 and follow the `meters` setting; times are epoch milliseconds. */
export type HistoryCourse = {
  readonly sinceMs: number;
  readonly untilMs: number;
  /** The line's corners; `undefined` shares break it where nothing is known. */
  readonly line: readonly { readonly atMs: number; readonly share: number | undefined }[];
  /** What was really measured inside the span. */
  readonly samples: readonly HistorySample[];
  /** When the window began anew, inside the span. */
  readonly resetsAtMs: readonly number[];
  /** Even burns, each from a whole window to an empty one. */
  readonly evenLines: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly share: (usedPercent: number) => number;
};

export type CourseFacts = {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly meters: 'left' | 'used';
  /** A silence longer than this is a gap, not a level: nobody looked. */
  readonly gapMs: number;
};

/** Windows that end within this of each other are the same window: services round. */
const sameResetMs = 5 * 60_000;

/**
 * The course of one window. A sample holds until the next one, since only changes are kept; the line is broken at resets
 * and silences, so that it never claims what nobody saw.
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

/** What the line says at a moment; undefined where it is broken. */
export function shareAt(course: HistoryCourse, atMs: number): number | undefined {
  return course.line.findLast((corner) => corner.atMs <= atMs)?.share;
}

/** Where an even burn would stand at a moment, as a share; undefined outside every window that is known. */
export function evenShareAt(course: HistoryCourse, atMs: number): number | undefined {
  const even = course.evenLines.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs);
  return even === undefined
    ? undefined
    : course.share(((atMs - even.fromMs) / (even.toMs - even.fromMs)) * 100);
}

/** Only windows that have a pace at all get a line to compare with. */
function evenLinesOf(
  { samples, lengthMinutes }: HistorySeries,
  { sinceMs, untilMs }: CourseFacts,
): HistoryCourse['evenLines'] {
  if (lengthMinutes !== sessionMinutes && lengthMinutes !== weeklyMinutes) return [];
  const lengthMs = lengthMinutes * 60_000;
  const ends: number[] = [];
  for (const { resetsAtMs } of samples) {
    if (resetsAtMs === undefined) continue;
    const known = ends.findIndex((end) => Math.abs(end - resetsAtMs) < sameResetMs);
    if (known >= 0) ends[known] = resetsAtMs;
    else ends.push(resetsAtMs);
  }
  return ends
    .toSorted((a, b) => a - b)
    .map((toMs) => ({ fromMs: toMs - lengthMs, toMs }))
    .filter(({ fromMs, toMs }) => toMs > sinceMs && fromMs < untilMs);
}
