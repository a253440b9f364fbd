import { stillHolds } from '../../present/tightest-row.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';

/** The window that decides: the verdict's, else the one that is expected to be used the most. */
export function bindingRow({ rows, verdict }: UsageView): UsageRow | undefined {
  const decides = rows.find(({ id }) => id === verdict.window);
  const [tightest] = rows.filter(stillHolds).toSorted((a, b) => usedAtReset(b) - usedAtReset(a));
  return decides ?? tightest ?? rows[0];
}

function usedAtReset({ outlook, usedPercent }: UsageRow): number {
  return outlook.forecast?.usedAtResetPercent.p50 ?? usedPercent;
}
