import { useState } from 'preact/hooks';
import { chartTexts, readoutText, summaryText, type ChartFacts } from './chart-words.ts';
import { HistoryChart } from './history-chart.tsx';
import { HistoryTable } from './history-table.tsx';
import { unbroken } from '../unbroken.tsx';
import { useWords } from '../words.ts';

/** The chart of a window, with a readout, a summary and a table. */
export function HistoryFigure(facts: ChartFacts & { readonly isSmall?: boolean | undefined }) {
  const { course, future, meters, isSmall = false } = facts;
  const words = useWords();
  const [pointedAtMs, setPointedAtMs] = useState<number>();
  const readout = (atMs: number): string => readoutText(atMs, facts, words);
  return (
    <figure>
      <p class="readout">{readout(pointedAtMs ?? course.nowMs)}</p>
      <HistoryChart
        course={course}
        future={future}
        texts={chartTexts(facts, words)}
        pointedAtMs={pointedAtMs}
        onPoint={setPointedAtMs}
        readout={readout}
      />
      {!isSmall && (
        <figcaption>
          <span>{unbroken(summaryText(facts, words))}</span>
          <HistoryTable course={course} nowMs={course.nowMs} meters={meters} />
        </figcaption>
      )}
    </figure>
  );
}
