import type { UsageRow } from './usage-view.ts';

/** Does what this window says still hold? Not after its reset, and not where its counters could not be read. */
export function stillHolds({ reliable, resets }: UsageRow): boolean {
  return reliable && resets?.since !== true;
}

/**
 * The window that stops the person first: the least left among those that still hold, and of equals the one that takes longer to
 * come back. Undefined where none holds.
 */
export function tightestRow(rows: readonly UsageRow[]): UsageRow | undefined {
  return rows
    .filter(stillHolds)
    .toSorted(
      (a, b) => a.leftPercent - b.leftPercent || (b.resets?.atMs ?? 0) - (a.resets?.atMs ?? 0),
    )
    .at(0);
}
