import { tightestWindow } from '../domain/tightest-window.ts';
import type { UsageRow } from './usage-view.ts';

/**
 * Is what this window says still current? Not after its reset, and not if its counters could not be
 * read.
 */
export function stillHolds({ reliable, resets }: UsageRow): boolean {
  return reliable && resets?.since !== true;
}

/** The tightest window of those that are still current; undefined if none is. */
export function tightestRow(rows: readonly UsageRow[]): UsageRow | undefined {
  return tightestWindow(rows.filter(stillHolds), ({ leftPercent, resets }) => ({
    leftPercent,
    resetsAtMs: resets?.atMs,
  }));
}
