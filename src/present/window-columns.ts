import { readingRank, type WindowId } from '../domain/quota-window.ts';

/** As many as fit; of any more, the first ones. */
const maxColumns = 4;

/** A table's columns: one row for each window, in display order, of the first account that has it. */
export function windowColumns<T extends { readonly id: WindowId }>(
  rows: readonly T[],
): readonly T[] {
  const byId = new Map(rows.toReversed().map((row) => [row.id, row]));
  return [...byId.values()]
    .toReversed()
    .toSorted((a, b) => readingRank(a.id) - readingRank(b.id))
    .slice(0, maxColumns);
}
