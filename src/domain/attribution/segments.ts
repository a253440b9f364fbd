import { bucketMs, type Movement } from './movements.ts';
import { emptyColumns, type TokenTimeline } from './token-columns.ts';

/**
 * Movements taken together: long enough that the steps of the readings matter little, short enough
 * to show when use happened. Either with token use or without any.
 */
export type Segment = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: number;
  readonly period: number;
  readonly isFull: boolean;
  /** The coarsest step of its readings, in percent. */
  readonly step: number;
  /** Token use in this time, by model and kind. */
  readonly tokens: readonly number[];
  readonly isActive: boolean;
  /** What it was joined from, in order of time. */
  readonly movements: readonly Movement[];
};

type Part = { -readonly [K in keyof Segment]: Segment[K] } & {
  tokens: number[];
  movements: Movement[];
};

/** A break in token use of at least this long separates segments. */
const breakMs = 30 * 60_000;
/** With token use, a segment moves at least so far, and so many steps of the readings. */
const minPoints = 1.5;
const minSteps = 4;
const minActiveMs = 45 * 60_000;
const maxActiveMs = 6 * 3_600_000;

/** Cuts movements into segments. */
export function segmentsOf(
  movements: readonly Movement[],
  timeline: TokenTimeline,
): readonly Segment[] {
  const parts = joined(withTokens(movements, timeline), (last, part) => {
    return !last.isActive && !part.isActive;
  });
  return joined(parts, (last, part) => {
    if (!last.isActive) return false;
    if (!part.isActive) return part.toMs - part.fromMs < breakMs;
    const joinedMs = part.toMs - last.fromMs;
    const isLong = last.points >= Math.max(minPoints, minSteps * last.step);
    return joinedMs < minActiveMs || (!isLong && joinedMs < maxActiveMs);
  });
}

/** Joins neighbours of one period that belong together. Nothing is joined to a full window. */
function joined(
  parts: Iterable<Part>,
  belongsTo: (last: Part, part: Part) => boolean,
): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    const isNext = last?.period === part.period && last.toMs === part.fromMs && !last.isFull;
    if (last !== undefined && isNext && belongsTo(last, part)) join(last, part);
    else all.push(part);
  }
  return all;
}

function join(last: Part, part: Part): void {
  last.toMs = part.toMs;
  last.points += part.points;
  last.isFull ||= part.isFull;
  last.step = Math.max(last.step, part.step);
  last.movements.push(...part.movements);
  for (const [index, count] of part.tokens.entries())
    last.tokens[index] = (last.tokens[index] ?? 0) + count;
}

/** Each movement with its share of the tokens. Tokens of a span count as used evenly within it. */
function* withTokens(movements: readonly Movement[], timeline: TokenTimeline): Generator<Part> {
  const { spans, models } = timeline;
  let first = 0;
  for (const movement of movements) {
    const tokens = emptyColumns(models);
    let isActive = false;
    while (first < spans.length && (spans[first]?.atMs ?? 0) + bucketMs <= movement.fromMs)
      first += 1;
    for (let index = first; index < spans.length; index += 1) {
      const span = spans[index];
      if (span === undefined || span.atMs >= movement.toMs) break;
      const share = overlapShare(span.atMs, movement);
      isActive ||= share > 0;
      for (const [column, count] of span.tokens.entries())
        tokens[column] = (tokens[column] ?? 0) + count * share;
    }
    yield { ...movement, tokens, isActive, movements: [movement] };
  }
}

/** The share of a span of the ledger that lies in a movement, 0 to 1. */
export function overlapShare(
  atMs: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): number {
  return Math.max(0, Math.min(atMs + bucketMs, toMs) - Math.max(atMs, fromMs)) / bucketMs;
}
