import { useState } from 'preact/hooks';
import { formatLocalTime } from '../../present/words/local-time.ts';
import { formatShare } from '../../present/words/percent-text.ts';
import type { HistoryCourse } from './history-course.ts';
import { useWords } from '../words.ts';

/** As many lines as a person reads. */
const rowCount = 24;

/** The same course in numbers, newest first, for whoever can't or won't read a line. Built only when opened. */
export function HistoryTable({
  course,
  nowMs,
  meters,
}: {
  readonly course: HistoryCourse;
  readonly nowMs: number;
  readonly meters: 'left' | 'used';
}) {
  const { messages, page } = useWords();
  const { chart } = page;
  const [open, setOpen] = useState(false);
  const every = Math.max(1, Math.ceil(course.samples.length / rowCount));
  const samples = open
    ? course.samples.toReversed().filter((_sample, index) => index % every === 0)
    : [];
  const counted = samples.some(({ used, limit }) => used !== undefined && limit !== undefined);
  return (
    <details class="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{chart.table}</summary>
      {open && (
        <div class="scroll" tabIndex={0} role="region" aria-label={chart.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{chart.time}</th>
                <th scope="col">{meters === 'left' ? chart.shareLeft : chart.shareUsed}</th>
                {counted && <th scope="col">{chart.requests}</th>}
              </tr>
            </thead>
            <tbody>
              {samples.map(({ atMs, usedPercent, used, limit }) => (
                <tr key={atMs}>
                  <th scope="row">{formatLocalTime(atMs, nowMs, undefined, messages)}</th>
                  <td>{formatShare(course.share(usedPercent), meters)}</td>
                  {counted && (
                    <td>{used === undefined || limit === undefined ? '' : `${used} / ${limit}`}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
