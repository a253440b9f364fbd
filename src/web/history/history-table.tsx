import { useState } from 'preact/hooks';
import type { Meters } from '../../domain/setting-choices.ts';
import { formatLocalTime } from '../../present/words/time.ts';
import { formatShare, groupedCount } from '../../present/words/shares.ts';
import type { HistoryCourse } from './history-course.ts';
import { useWords } from '../words.ts';

/** The table is thinned to about this many rows. */
const maxRows = 24;

export type HistoryTableFacts = {
  readonly course: HistoryCourse;
  readonly nowMs: number;
  readonly meters: Meters;
};

/** The history in numbers, newest first. Built only when opened. */
export function HistoryTable(facts: HistoryTableFacts) {
  const { chart } = useWords().page;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="numbers" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{chart.table}</summary>
      {isOpen && (
        <div class="scroll" tabIndex={0} role="region" aria-label={chart.table}>
          <Table {...facts} />
        </div>
      )}
    </details>
  );
}

function Table({ course, nowMs, meters }: HistoryTableFacts) {
  const { messages, page } = useWords();
  const { chart } = page;
  const every = Math.max(1, Math.ceil(course.samples.length / maxRows));
  const samples = course.samples.toReversed().filter((_sample, index) => index % every === 0);
  const hasCounts = samples.some(({ used, limit }) => used !== undefined && limit !== undefined);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{chart.time}</th>
          <th scope="col">{meters === 'left' ? chart.shareLeft : chart.shareUsed}</th>
          {hasCounts && <th scope="col">{chart.requests}</th>}
        </tr>
      </thead>
      <tbody>
        {samples.map(({ atMs, usedPercent, used, limit }) => (
          <tr key={atMs}>
            <th scope="row">{formatLocalTime(atMs, nowMs, undefined, messages)}</th>
            <td>{formatShare(course.share(usedPercent), meters)}</td>
            {hasCounts && (
              <td>
                {used === undefined || limit === undefined
                  ? ''
                  : `${groupedCount(used)} / ${groupedCount(limit)}`}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
