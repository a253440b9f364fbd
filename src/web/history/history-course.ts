import type { HistorySample, HistorySeries } from '../../domain/history.ts';
import { paceLength } from '../../domain/pace.ts';
import type { Meters } from '../../domain/setting-choices.ts';

/** A corner of a drawn line. `share` is 0..100 and follows the `meters` setting. */
export type CoursePoint = { readonly atMs: number; readonly share: number };

export type TimeSpan = { readonly fromMs: number; readonly toMs: number };

/** A window's history as it is drawn. Times are epoch milliseconds. */
export type HistoryCourse = {
  readonly sinceMs: number;
  readonly untilMs: number;
  /** The end of what is known; `untilMs` is later if the future is drawn, too. */
  readonly nowMs: number;
  /** Unbroken parts of the line, each a list of steps. Between them nothing is known. */
  readonly parts: readonly (readonly CoursePoint[])[];
  /** The samples inside the span. */
  readonly samples: readonly HistorySample[];
  /** The resets inside the span. */
  readonly resetsAtMs: readonly number[];
  /** When the window was used up. */
  readonly dry: readonly TimeSpan[];
  /** The even pace of the window that is open now, from a full window to an empty one. */
  readonly even?: TimeSpan | undefined;
  readonly share: (usedPercent: number) => number;
};

export type CourseFacts = {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly nowMs: number;
  readonly meters: Meters;
  /** A longer time without a sample is a gap: KimiBar was not running. */
  readonly gapMs: number;
  /** The reset of the window that is open now. */
  readonly resetsAtMs?: number | undefined;
};

/**
 * The course of one window. Only changes are recorded, so a sample is valid until the next one. At a
 * reset the window is full again. The line is broken in gaps, so that it shows nothing that was not
 * measured.
 */
export function historyCourse(series: HistorySeries, facts: CourseFacts): HistoryCourse {
  const { sinceMs, untilMs, nowMs, resetsAtMs } = facts;
  const share = (used: number): number => (facts.meters === 'left' ? 100 - used : used);
  const levels = levelsOf(series, nowMs);
  return {
    sinceMs,
    untilMs,
    nowMs,
    parts: partsOf(levels, facts).map((part) =>
      part.map(({ atMs, usedPercent }) => ({ atMs, share: share(usedPercent) })),
    ),
    samples: series.samples.filter(({ atMs }) => atMs >= sinceMs && atMs <= nowMs),
    resetsAtMs: series.resetsAtMs.filter((atMs) => atMs > sinceMs && atMs <= nowMs),
    dry: drySpans(levels, nowMs).filter(({ toMs }) => toMs > sinceMs),
    even: evenSpan(series, resetsAtMs),
    share,
  };
}

/** The share at a moment; undefined in a gap. */
export function shareAt({ parts }: HistoryCourse, atMs: number): number | undefined {
  const part = parts.findLast(([first]) => first !== undefined && first.atMs <= atMs);
  const last = part?.at(-1);
  if (part === undefined || last === undefined || atMs > last.atMs) return undefined;
  return part.findLast((corner) => corner.atMs <= atMs)?.share;
}

/** The share of an even pace at a moment; undefined outside the window that is open now. */
export function evenShareAt({ even, share }: HistoryCourse, atMs: number): number | undefined {
  if (even === undefined || atMs < even.fromMs || atMs > even.toMs) return undefined;
  return share(((atMs - even.fromMs) / (even.toMs - even.fromMs)) * 100);
}

export type Level = { readonly atMs: number; readonly usedPercent: number };

/** What is known of the level: the samples, and nothing used at each reset between two of them. */
export function levelsOf({ samples, resetsAtMs }: HistorySeries, nowMs: number): readonly Level[] {
  const firstMs = samples[0]?.atMs ?? nowMs;
  const resets = resetsAtMs.filter((atMs) => atMs > firstMs && atMs <= nowMs);
  return [
    ...samples.filter(({ atMs }) => atMs <= nowMs),
    ...resets.map((atMs) => ({ atMs, usedPercent: 0 })),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

/** When nothing was left, until the next level. */
export function drySpans(levels: readonly Level[], nowMs: number): readonly TimeSpan[] {
  const spans: { fromMs: number; toMs: number }[] = [];
  for (const [index, { atMs, usedPercent }] of levels.entries()) {
    if (usedPercent < 100) continue;
    const toMs = levels[index + 1]?.atMs ?? nowMs;
    const last = spans.at(-1);
    if (last?.toMs === atMs) last.toMs = toMs;
    else spans.push({ fromMs: atMs, toMs });
  }
  return spans;
}

function partsOf(
  levels: readonly Level[],
  { sinceMs, nowMs, gapMs }: CourseFacts,
): readonly (readonly Level[])[] {
  const parts: Level[][] = [];
  let part: Level[] = [];
  for (const [index, level] of levels.entries()) {
    const nextMs = levels[index + 1]?.atMs ?? nowMs;
    const endMs = Math.min(nextMs, level.atMs + gapMs);
    // Of the levels before the span, only the last is carried in.
    if (nextMs > sinceMs && endMs > sinceMs)
      part.push({ ...level, atMs: Math.max(sinceMs, level.atMs) });
    if (endMs === nextMs && index < levels.length - 1) continue;
    if (part.length > 0) parts.push([...part, { ...level, atMs: Math.max(sinceMs, endMs) }]);
    part = [];
  }
  return parts;
}

function evenSpan(
  { windowId, lengthMinutes }: HistorySeries,
  resetsAtMs: number | undefined,
): TimeSpan | undefined {
  if (resetsAtMs === undefined) return undefined;
  const lengthMs = paceLength({ id: windowId, lengthMinutes }, resetsAtMs);
  return lengthMs === undefined ? undefined : { fromMs: resetsAtMs - lengthMs, toMs: resetsAtMs };
}
