import { useCallback, useMemo, useState } from 'preact/hooks';
import { formatLocalTime } from '../../present/words/local-time.ts';
import { shareNumber } from '../../present/words/percent-text.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/window-label.ts';
import { HistoryChart } from './history-chart.tsx';
import { evenShareAt, historyCourse, shareAt, type HistoryCourse } from './history-course.ts';
import { HistoryTable } from './history-table.tsx';
import { Segments } from '../segments.tsx';
import { useHistory } from './use-history.ts';
import { historySpans, type HistorySpan } from '../../domain/daemon-api.ts';
import { useWords, type Words } from '../words.ts';

const hourMs = 3_600_000;
const spansMs = { '24h': 24 * hourMs, '7d': 168 * hourMs, '30d': 720 * hourMs };
/** Older samples are thinned, so the silences that mean something grow with the range. */
const gapsMs = { '24h': 3 * hourMs, '7d': 3 * hourMs, '30d': 14 * hourMs };

export type HistorySectionFacts = {
  readonly views: readonly UsageView[];
  readonly nowMs: number;
  readonly meters: 'left' | 'used';
  readonly reachable: boolean;
};

/** One window's course over time, with the choice of window and span. */
export function HistorySection({ views, nowMs, meters, reachable }: HistorySectionFacts) {
  const words = useWords();
  const { chart } = words.page;
  const [wanted, setWanted] = useState<string>();
  const [chosen, setChosen] = useState<HistorySpan>();
  const [accountIndex, setAccountIndex] = useState(0);
  const view = views[accountIndex] ?? views[0];
  const rows = view?.rows ?? [];
  const row = rows.find(({ id }) => id === wanted) ?? rows[0];
  const range = chosen ?? naturalRange(row);
  const account = view?.account;
  const fetchedAtMs = view?.reading?.fetchedAtMs;
  const history = useHistory({
    account,
    windowId: row?.id,
    range,
    occasion: fetchedAtMs,
    reachable,
  });
  // A new line for each answer, not for each second.
  const course = useMemo(() => {
    if (history.kind !== 'ready' || history.series === undefined) return undefined;
    const untilMs = nowMs;
    return historyCourse(history.series, {
      sinceMs: untilMs - spansMs[range],
      untilMs,
      meters,
      gapMs: gapsMs[range],
    });
  }, [history, meters]);
  if (row === undefined) return null;
  return (
    <section class="plate history" aria-labelledby="history">
      <header>
        <h2 id="history">{chart.heading}</h2>
        {views.length > 1 && (
          <select
            aria-label={chart.account}
            value={accountIndex}
            onChange={(event) => setAccountIndex(Number(event.currentTarget.value))}
          >
            {views.map((each, index) => (
              <option key={index} value={index}>
                {each.account ?? chart.mainAccount}
              </option>
            ))}
          </select>
        )}
        <Segments
          legend={chart.window}
          options={rows.map((each) => [each.id, windowLabel(each, words.messages)])}
          value={row.id}
          onChange={setWanted}
        />
        <Segments
          legend={chart.range}
          options={historySpans.map((each) => [each, chart.ranges[each]])}
          value={range}
          onChange={setChosen}
        />
      </header>
      {course === undefined || course.samples.length === 0 ? (
        <p class="blank">
          {history.kind === 'loading'
            ? chart.loading
            : history.kind === 'failed'
              ? chart.failed
              : chart.empty}
        </p>
      ) : (
        <Course course={course} nowMs={nowMs} range={range} meters={meters} />
      )}
    </section>
  );
}

/** A span in which the window's own course can be seen, until the person chooses one. */
function naturalRange(row: UsageRow | undefined): HistorySpan {
  const minutes = row?.lengthMinutes ?? (row?.id === 'monthly' ? 43_200 : 1440);
  return minutes <= 1440 ? '24h' : minutes <= 10_080 ? '7d' : '30d';
}

function Course(facts: {
  readonly course: HistoryCourse;
  readonly nowMs: number;
  readonly range: HistorySpan;
  readonly meters: 'left' | 'used';
}) {
  const { course, nowMs, range, meters } = facts;
  const words = useWords();
  const { chart } = words.page;
  const [pointedMs, setPointedMs] = useState<number>();
  const readout = useCallback(
    (atMs: number) => readoutText(course, atMs, meters, words),
    [course, meters, words],
  );
  const atMs = pointedMs ?? course.untilMs;
  return (
    <figure>
      <div class="legend">
        <p class="readout">{readout(atMs)}</p>
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
      </div>
      <HistoryChart course={course} readout={readout} onPoint={setPointedMs} />
      <figcaption>{summaryText(course, range, words)}</figcaption>
      <HistoryTable course={course} nowMs={nowMs} meters={meters} />
    </figure>
  );
}

/** `Thu 20 Nov, 14:05 · 43% left · even pace 52%` */
function readoutText(
  course: HistoryCourse,
  atMs: number,
  meters: 'left' | 'used',
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
  range: HistorySpan,
  { page: { chart } }: Words,
): string {
  if (samples.length < 2) return chart.begins;
  const left = samples.map(({ usedPercent }) => 100 - usedPercent);
  return chart.summary({
    range: chart.rangesLong[range],
    from: shareNumber(left[0] ?? 0, 'left'),
    to: shareNumber(left.at(-1) ?? 0, 'left'),
    lowest: shareNumber(Math.min(...left), 'left'),
    resets: resetsAtMs.length,
  });
}
