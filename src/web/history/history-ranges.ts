import { paceLength } from '../../domain/pace.ts';
import type { UsageRow } from '../../present/usage-view.ts';

export const historyRanges = ['window', '24h', '7d', '30d', '365d'] as const;
/** What the chart shows: the window that is open now until its reset, or a span until now. */
export type HistoryRange = (typeof historyRanges)[number];

const hourMs = 3_600_000;
const spansMs = {
  '24h': 24 * hourMs,
  '7d': 168 * hourMs,
  '30d': 720 * hourMs,
  '365d': 8760 * hourMs,
};

/**
 * A longer time without a sample is a gap: KimiBar was not running. Old samples are thinned to one
 * in six hours.
 */
const [shortGapMs, longGapMs] = [3 * hourMs, 14 * hourMs];

export type RangeSpan = {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly gapMs: number;
  /** For the server: a little more, so that the level at the left edge is known. */
  readonly since: string;
};

/** The span of a range. `resetsAtMs` is the reset of the window by this machine's clock. */
export function rangeSpan(
  range: HistoryRange,
  row: UsageRow,
  { nowMs, resetsAtMs }: { readonly nowMs: number; readonly resetsAtMs: number | undefined },
): RangeSpan {
  const lengthMs = resetsAtMs === undefined ? undefined : openLength(row, resetsAtMs);
  const [sinceMs, untilMs] =
    range === 'window' && resetsAtMs !== undefined && lengthMs !== undefined
      ? [resetsAtMs - lengthMs, resetsAtMs]
      : [nowMs - spansMs[range === 'window' ? '24h' : range], nowMs];
  const gapMs = nowMs - sinceMs > 8 * 24 * hourMs ? longGapMs : shortGapMs;
  return { sinceMs, untilMs, gapMs, since: `${Math.ceil((nowMs - sinceMs + gapMs) / hourMs)}h` };
}

/** The ranges that make sense for a window: `window` needs a reset ahead and a known length. */
export function rangesOf(row: UsageRow): readonly HistoryRange[] {
  const isOpen =
    row.resets !== undefined &&
    !row.resets.since &&
    row.resets.inMs > 0 &&
    openLength(row, row.resets.atMs) !== undefined;
  return historyRanges.filter((range) => range !== 'window' || isOpen);
}

function openLength(row: UsageRow, resetsAtMs: number): number | undefined {
  const lengthMs = paceLength(row, resetsAtMs) ?? (row.lengthMinutes ?? 0) * 60_000;
  return lengthMs > 0 ? lengthMs : undefined;
}
