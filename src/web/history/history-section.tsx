import { useMemo, useState } from 'preact/hooks';
import { kimiTime, localTime } from '../../domain/clock-offset.ts';
import { forecastWindows } from '../../domain/forecast/forecast-windows.ts';
import type { WindowForecast } from '../../domain/forecast/window-forecast.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { bindingRow, pastRow } from './binding-row.ts';
import { futureCourse } from './future-course.ts';
import { historyCourse } from './history-course.ts';
import { HistoryFigure } from './history-figure.tsx';
import { rangesOf, rangeSpan, type HistoryRange, type RangeSpan } from './history-ranges.ts';
import { Segments } from '../segments.tsx';
import { useHistory, type History } from './use-history.ts';
import { useWords } from '../words.ts';

export type HistorySectionFacts = {
  readonly view: UsageView;
  /** What the view is of. */
  readonly outcome: UsageOutcome | undefined;
  readonly isReachable: boolean;
  /** Without choices, for the glance. */
  readonly isSmall?: boolean | undefined;
};

/** The window that binds, until its reset; other windows and ranges can be chosen. */
export function HistorySection(facts: HistorySectionFacts) {
  const { view, isSmall = false } = facts;
  const words = useWords();
  const { chart } = words.page;
  const [windowId, setWindowId] = useState<string>();
  const [chosenRange, setChosenRange] = useState<HistoryRange>();
  const past = usePastRows(facts);
  const rows = view.rows.length > 0 ? view.rows : past;
  const row = rows.find(({ id }) => id === windowId) ?? bindingRow(view) ?? past[0];
  if (row === undefined) return null;
  const ranges = rangesOf(row);
  const range = chosenRange !== undefined && ranges.includes(chosenRange) ? chosenRange : ranges[0];
  return (
    <section class={`plate history ${row.severity}`} aria-labelledby="history">
      <header>
        <h2 id="history" class={rows.length > 1 && !isSmall ? 'unseen' : ''}>
          {chart.heading(windowLabel(row, words.messages))}
        </h2>
        {!isSmall && rows.length > 1 && (
          <Segments
            legend={chart.window}
            options={rows.map((each) => [each.id, windowLabel(each, words.messages)])}
            value={row.id}
            onChange={setWindowId}
          />
        )}
        {!isSmall && (
          <Segments
            legend={chart.range}
            options={ranges.map((each) => [each, chart.ranges[each]])}
            value={range ?? '24h'}
            onChange={setChosenRange}
          />
        )}
      </header>
      <HistoryBody {...facts} row={row} range={range ?? '24h'} />
    </section>
  );
}

/** Without any usage, as after a failed start: the windows that the history knows. */
function usePastRows({ view, isReachable }: HistorySectionFacts): readonly UsageRow[] {
  const history = useHistory({
    account: view.account,
    since: view.rows.length === 0 ? '30d' : undefined,
    revision: undefined,
    isReachable,
  });
  return history.kind === 'ready' ? history.series.flatMap(pastRow) : [];
}

type HistoryBodyFacts = HistorySectionFacts & {
  readonly row: UsageRow;
  readonly range: HistoryRange;
};

function HistoryBody(facts: HistoryBodyFacts) {
  const { view, row, range, isReachable, isSmall } = facts;
  const { chart } = useWords().page;
  const minute = Math.floor(view.nowMs / 60_000);
  const resetsAtMs =
    row.resets === undefined ? undefined : localTime(view.fetched ?? {}, row.resets.atMs);
  const span = rangeSpan(range, row, { nowMs: view.nowMs, resetsAtMs });
  const history = useHistory({
    account: view.account,
    windowId: row.id,
    since: span.since,
    revision: view.fetched?.fetchedAtMs,
    isReachable,
  });
  // Computed once per response and minute, not every second.
  const drawn = useMemo(
    () => drawnCourse({ ...facts, history, span, resetsAtMs }),
    [history, view.meters, view.fetched?.stale, minute, range, row.id, row.usedPercent],
  );
  if (drawn !== undefined)
    return (
      <HistoryFigure
        {...drawn}
        range={range}
        meters={view.meters}
        clock={view.fetched ?? {}}
        isSmall={isSmall}
      />
    );
  const empty = row.reliable ? chart.empty : chart.emptyUnreadable;
  return <p class="blank">{history.kind === 'ready' ? empty : chart[history.kind]}</p>;
}

type CourseInput = HistoryBodyFacts & {
  readonly history: History;
  readonly span: RangeSpan;
  /** By this machine's clock, as the history's times are. */
  readonly resetsAtMs: number | undefined;
};

/** Undefined if there is nothing to draw. */
function drawnCourse(input: CourseInput) {
  const { history, view, row, span, range, resetsAtMs } = input;
  if (history.kind !== 'ready') return undefined;
  const series = history.series.find(({ windowId }) => windowId === row.id);
  if (series === undefined) return undefined;
  const isAhead = range === 'window' && resetsAtMs !== undefined;
  const course = historyCourse(series, {
    ...span,
    nowMs: view.nowMs,
    meters: view.meters,
    resetsAtMs: isAhead ? resetsAtMs : undefined,
  });
  if (course.parts.length === 0) return undefined;
  if (!isAhead) return { course, future: { path: [], isDryNow: false } };
  const { runsOutAtMs } = row.outlook;
  const future = futureCourse({
    course,
    usedPercent: row.usedPercent,
    resetsAtMs,
    forecast: view.fetched?.stale === true ? undefined : forecastWithPath(input),
    runsOutAtMs: runsOutAtMs === undefined ? undefined : localTime(view.fetched ?? {}, runsOutAtMs),
  });
  return { course, future };
}

/** The forecast of the drawn window, with its way to the reset by this machine's clock. */
function forecastWithPath({ row, outcome }: CourseInput): WindowForecast | undefined {
  if (outcome?.kind !== 'fresh') return row.outlook.forecast;
  const { snapshot, learned } = outcome;
  const forecast = forecastWindows({
    windows: snapshot.windows,
    nowMs: kimiTime(snapshot, snapshot.fetchedAtMs),
    clockOffsetMs: snapshot.clockOffsetMs,
    learned,
    withPath: true,
  }).get(row.id);
  const path = forecast?.path?.map((point) =>
    Object.assign({}, point, { at: localTime(snapshot, point.at) }),
  );
  return forecast === undefined ? row.outlook.forecast : { ...forecast, path };
}
