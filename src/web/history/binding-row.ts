import type { HistorySeries } from '../../domain/history.ts';
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

/** A window that only the history knows, as it was last; empty without a sample. */
export function pastRow({
  windowId: id,
  label,
  lengthMinutes,
  samples,
}: HistorySeries): readonly UsageRow[] {
  const last = samples.at(-1);
  if (last === undefined) return [];
  const { usedPercent } = last;
  return [
    {
      id,
      label,
      lengthMinutes,
      usedPercent,
      leftPercent: 100 - usedPercent,
      meter: { fill: (100 - usedPercent) / 100 },
      outlook: { state: 'unknown', severity: 'unknown' },
      severity: 'unknown',
      exhausted: false,
      reliable: true,
    },
  ];
}
