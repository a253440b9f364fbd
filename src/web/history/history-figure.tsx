import { useCallback, useState } from 'preact/hooks';
import type { HistorySpan } from '../../domain/daemon-api.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import { formatLocalTime } from '../../present/words/time.ts';
import { shareNumber } from '../../present/words/shares.ts';
import { HistoryChart } from './history-chart.tsx';
import { evenShareAt, shareAt, type HistoryCourse } from './history-course.ts';
import { HistoryTable } from './history-table.tsx';
import { useWords, type Words } from '../words.ts';

export type HistoryFigureFacts = {
  readonly course: HistoryCourse;
  readonly nowMs: number;
  readonly span: HistorySpan;
  readonly meters: Meters;
};

/** The chart of a window's history, with a legend, a readout, a summary and a table. */
export function HistoryFigure({ course, nowMs, span, meters }: HistoryFigureFacts) {
  const words = useWords();
  const [pointedAtMs, setPointedAtMs] = useState<number>();
  const readout = useCallback(
    (atMs: number) => readoutText(atMs, { course, meters }, words),
    [course, meters, words],
  );
  return (
    <figure>
      <div class="legend">
        <p class="readout">{readout(pointedAtMs ?? course.untilMs)}</p>
        <Legend course={course} meters={meters} />
      </div>
      <HistoryChart course={course} readout={readout} onPoint={setPointedAtMs} />
      <figcaption>{summaryText(course, span, words)}</figcaption>
      <HistoryTable course={course} nowMs={nowMs} meters={meters} />
    </figure>
  );
}

function Legend({ course, meters }: Pick<HistoryFigureFacts, 'course' | 'meters'>) {
  const { chart } = useWords().page;
  return (
    <ul aria-hidden="true">
      <li>
        <svg width="18" height="8">
          <line x1="0" x2="18" y1="4" y2="4" class="key-line" />
        </svg>
        {meters === 'left' ? chart.shareLeft : chart.shareUsed}
      </li>
      {course.evenLines.length > 0 && (
        <li>
          <svg width="18" height="8">
            <line x1="0" x2="18" y1="4" y2="4" class="key-even" />
          </svg>
          {chart.evenPace}
        </li>
      )}
      <li>
        <svg width="3" height="12">
          <line x1="1.5" x2="1.5" y1="0" y2="12" class="key-reset" />
        </svg>
        {chart.reset}
      </li>
    </ul>
  );
}

/** `Thu 20 Nov, 14:05 · 43% left · even pace 52%` */
function readoutText(
  atMs: number,
  { course, meters }: Pick<HistoryFigureFacts, 'course' | 'meters'>,
  { messages, page }: Words,
): string {
  const { usage } = messages;
  const share = shareAt(course, atMs);
  const number = share === undefined ? '–' : shareNumber(share, meters);
  const even = evenShareAt(course, atMs);
  const parts = [
    formatLocalTime(atMs, course.untilMs, undefined, messages),
    meters === 'left' ? usage.percentLeft(number) : usage.percentUsed(number),
    ...(even === undefined ? [] : [page.chart.even(shareNumber(even, meters))]),
  ];
  return parts.join(' · ');
}

function summaryText(
  { samples, resetsAtMs }: HistoryCourse,
  span: HistorySpan,
  { page: { chart } }: Words,
): string {
  if (samples.length < 2) return chart.begins;
  const left = samples.map(({ usedPercent }) => 100 - usedPercent);
  return chart.summary({
    range: chart.rangesLong[span],
    from: shareNumber(left[0] ?? 0, 'left'),
    to: shareNumber(left.at(-1) ?? 0, 'left'),
    lowest: shareNumber(Math.min(...left), 'left'),
    resets: resetsAtMs.length,
  });
}
