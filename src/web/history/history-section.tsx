import { useMemo, useState } from 'preact/hooks';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { historyCourse } from './history-course.ts';
import { HistoryFigure, type HistoryFigureFacts } from './history-figure.tsx';
import { Segments } from '../segments.tsx';
import { useHistory, type History } from './use-history.ts';
import { historySpans, type HistorySpan } from '../../domain/daemon-api.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import { useWords } from '../words.ts';

const hourMs = 3_600_000;
const spansMs = { '24h': 24 * hourMs, '7d': 168 * hourMs, '30d': 720 * hourMs };
/** A longer time without a sample is a gap. Older samples are thinned, so it grows with the span. */
const gapsMs = { '24h': 3 * hourMs, '7d': 3 * hourMs, '30d': 14 * hourMs };

export type HistorySectionFacts = {
  readonly views: readonly UsageView[];
  readonly nowMs: number;
  readonly meters: Meters;
  readonly isReachable: boolean;
};

/** The history of one window, with a choice of account, window and time span. */
export function HistorySection({ views, nowMs, meters, isReachable }: HistorySectionFacts) {
  const words = useWords();
  const { chart } = words.page;
  const [accountIndex, setAccountIndex] = useState(0);
  const [windowId, setWindowId] = useState<string>();
  const [chosenSpan, setChosenSpan] = useState<HistorySpan>();
  const view = views[accountIndex] ?? views[0];
  const rows = view?.rows ?? [];
  const row = rows.find(({ id }) => id === windowId) ?? rows[0];
  const span = chosenSpan ?? defaultSpan(row);
  const history = useHistory({
    account: view?.account,
    windowId: row?.id,
    span,
    revision: view?.fetched?.fetchedAtMs,
    isReachable,
  });
  if (row === undefined) return null;
  return (
    <section class="plate history" aria-labelledby="history">
      <header>
        <h2 id="history">{chart.heading}</h2>
        {views.length > 1 && (
          <AccountChoice views={views} index={accountIndex} onChange={setAccountIndex} />
        )}
        <Segments
          legend={chart.window}
          options={rows.map((each) => [each.id, windowLabel(each, words.messages)])}
          value={row.id}
          onChange={setWindowId}
        />
        <SpanChoice span={span} onChange={setChosenSpan} />
      </header>
      <HistoryBody history={history} nowMs={nowMs} span={span} meters={meters} />
    </section>
  );
}

type AccountChoiceFacts = {
  readonly views: readonly UsageView[];
  readonly index: number;
  readonly onChange: (index: number) => void;
};

function AccountChoice({ views, index, onChange }: AccountChoiceFacts) {
  const { chart } = useWords().page;
  return (
    <select
      aria-label={chart.account}
      value={index}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {views.map(({ account }, option) => (
        <option key={option} value={option}>
          {account ?? chart.mainAccount}
        </option>
      ))}
    </select>
  );
}

type SpanChoiceFacts = {
  readonly span: HistorySpan;
  readonly onChange: (span: HistorySpan) => void;
};

function SpanChoice({ span, onChange }: SpanChoiceFacts) {
  const { chart } = useWords().page;
  const options = historySpans.map((each) => [each, chart.ranges[each]] as const);
  return <Segments legend={chart.range} options={options} value={span} onChange={onChange} />;
}

type HistoryBodyFacts = Pick<HistoryFigureFacts, 'nowMs' | 'span' | 'meters'> & {
  readonly history: History;
};

function HistoryBody({ history, nowMs, span, meters }: HistoryBodyFacts) {
  const { chart } = useWords().page;
  // Computed once per response, not every second.
  const course = useMemo(() => {
    if (history.kind !== 'ready' || history.series === undefined) return undefined;
    const sinceMs = nowMs - spansMs[span];
    return historyCourse(history.series, { sinceMs, untilMs: nowMs, meters, gapMs: gapsMs[span] });
  }, [history, meters]);
  if (course === undefined || course.samples.length === 0)
    return <p class="blank">{history.kind === 'ready' ? chart.empty : chart[history.kind]}</p>;
  return <HistoryFigure course={course} nowMs={nowMs} span={span} meters={meters} />;
}

/** A span that shows about one period of the window. */
function defaultSpan(row: UsageRow | undefined): HistorySpan {
  const minutes = row?.lengthMinutes ?? (row?.id === 'monthly' ? 43_200 : 1440);
  return minutes <= 1440 ? '24h' : minutes <= 10_080 ? '7d' : '30d';
}
