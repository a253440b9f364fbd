import type { HistorySeries } from '../history.ts';
import { slotMs } from './week-slot.ts';
import { useSpans, type UseSpan } from './use-spans.ts';

/** Use by half hour, counted from the half hour `first` since 1970. */
export type UseGrid = {
  readonly first: number;
  /** Points of the window. */
  readonly points: Float64Array;
  /** The share of the half hour of which the use is known and could have been more, 0..1. */
  readonly known: Float64Array;
  /** The share of which the use is known to within half an hour or so. */
  readonly sharp: Float64Array;
  /** The share in which the window was used up. */
  readonly blocked: Float64Array;
};

export type GridSpan = { readonly sinceMs: number; readonly untilMs: number };

const sharpMs = 40 * 60_000;

/** How much of a long span's use falls into a half hour, as far as is known beforehand. */
export type Expectation = (slot: number) => number;

function emptyGrid({ sinceMs, untilMs }: GridSpan): UseGrid {
  const first = Math.floor(sinceMs / slotMs);
  const length = Math.max(0, Math.floor(untilMs / slotMs) - first + 1);
  return {
    first,
    points: new Float64Array(length),
    known: new Float64Array(length),
    sharp: new Float64Array(length),
    blocked: new Float64Array(length),
  };
}

/** A window's use by half hour. Use of which only the sum is known is spread as is expected. */
export function gridOf(
  series: HistorySeries,
  span: GridSpan,
  expected: Expectation = () => 1,
): UseGrid {
  const grid = emptyGrid(span);
  for (const one of useSpans(series, span.sinceMs, span.untilMs)) spread(grid, one, expected);
  return grid;
}

function spread(grid: UseGrid, span: UseSpan, expected: Expectation): void {
  const { first } = grid;
  const from = Math.floor(span.fromMs / slotMs);
  const until = Math.max(from, Math.ceil(span.untilMs / slotMs) - 1);
  const isSharp = !span.isBlocked && (span.points === 0 || span.untilMs - span.fromMs <= sharpMs);
  let whole = 0;
  for (let slot = from; slot <= until; slot += 1) whole += overlap(span, slot) * expected(slot);
  for (let slot = from; slot <= until; slot += 1) {
    const index = slot - first;
    if (index < 0 || index >= grid.points.length) continue;
    const share = overlap(span, slot);
    const target = span.isBlocked ? grid.blocked : grid.known;
    target[index] = Math.min(1, (target[index] ?? 0) + share);
    if (isSharp) grid.sharp[index] = Math.min(1, (grid.sharp[index] ?? 0) + share);
    if (span.points === 0) continue;
    const part = whole > 0 ? (share * expected(slot)) / whole : 1 / (until - from + 1);
    grid.points[index] = (grid.points[index] ?? 0) + span.points * part;
  }
}

/** The share of a half hour that a span covers; a moment counts as a little. */
function overlap({ fromMs, untilMs }: UseSpan, slot: number): number {
  const startMs = slot * slotMs;
  const ms = Math.min(untilMs, startMs + slotMs) - Math.max(fromMs, startMs);
  return Math.max(1e-6, ms / slotMs);
}
