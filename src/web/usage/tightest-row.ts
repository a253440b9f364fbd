import type { UsageRow } from '../../present/usage-view.ts';

/** The window with the least left among those that still say something; undefined where none does. */
export function tightestRow(rows: readonly UsageRow[]): UsageRow | undefined {
  return rows
    .filter(({ reliable, resets }) => reliable && resets?.since !== true)
    .toSorted((a, b) => a.leftPercent - b.leftPercent)
    .at(0);
}
