import { windowIds, type Backtest } from './run-backtest.ts';
import { alarmsOf, compare, methods, minAgeDays } from './summarise.ts';
import type { Case, Method } from './test-person.ts';

const names: Record<Method, string> = {
  kimibar: 'KimiBar',
  usedByElapsed: 'used / elapsed',
  lastHalfHour: 'last 30 minutes',
  oracle: 'oracle',
};
const windows = { session: '5-hour', weekly: 'Weekly', monthly: 'Monthly' } as const;

const elapsedBounds = [0, 0.06, 0.17, 0.37, 0.62, 0.82, 1] as const;

/** The score tables in Markdown. */
export function scoreTables(backtest: Backtest): string {
  const grown = backtest.cases.filter(({ ageDays }) => ageDays >= minAgeDays);
  return [
    methodTable(backtest, grown),
    unwarnable(backtest),
    elapsedTable(grown),
    habitTable(grown),
    ageTable(backtest.cases),
  ].join('\n\n');
}

function methodTable(backtest: Backtest, grown: readonly Case[]): string {
  const rows = windowIds.flatMap((id) => {
    const { scores: by, closed, openCoverage } = compare(grown.filter((one) => one.id === id));
    return methods.map((method) => {
      const { error, brier, coverage } = by[method];
      const { alarms, right, ranOut, ahead } = alarmsOf(backtest, id, method);
      const isOurs = method === 'kimibar';
      const openShare = openCoverage[method];
      return [
        windows[id],
        names[method],
        error.toFixed(1),
        isOurs ? percent(closed.error) : '',
        brier.toFixed(3),
        isOurs ? percent(closed.brier) : '',
        coverage === undefined ? '' : percent(coverage),
        openShare === undefined ? '' : percent(openShare),
        alarms === 0 ? '' : percent(right / alarms),
        alarms === 0 || ranOut === 0 ? '' : percent(ahead / ranOut),
      ];
    });
  });
  const head = [
    'Window',
    'Method',
    'Error',
    'closed',
    'Brier',
    'closed',
    'Band',
    'below 100%',
    'Precision',
    'Recall',
  ];
  return table(head, rows);
}

/** What no method can warn of. */
function unwarnable(backtest: Backtest): string {
  const parts = windowIds.map((id) => {
    const { unwarnable: without, ranOut } = alarmsOf(backtest, id, 'kimibar');
    return `${without} of ${without + ranOut} (${windows[id]})`;
  });
  return `Ran out with no reading half an hour before, not counted in the recall: ${parts.join(', ')}.`;
}

function elapsedTable(grown: readonly Case[]): string {
  const rows = windowIds.flatMap((id) =>
    elapsedBounds.slice(1).flatMap((until, index) => {
      const from = elapsedBounds[index] ?? 0;
      const cases = grown.filter(
        (one) => one.id === id && one.elapsed >= from && one.elapsed < until,
      );
      return cases.length < 10
        ? []
        : [[windows[id], `${percent(from)}–${percent(until)}`, ...scores(cases)]];
    }),
  );
  return table(['Window', 'Elapsed', ...scoreHead], rows);
}

function habitTable(grown: readonly Case[]): string {
  const habits = [...new Set(grown.map(({ habit }) => habit))];
  const rows = windowIds.flatMap((id) =>
    habits.flatMap((habit) => {
      const cases = grown.filter((one) => one.id === id && one.habit === habit);
      return cases.length < 10 ? [] : [[windows[id], habit, ...scores(cases)]];
    }),
  );
  return table(['Window', 'Habit', ...scoreHead], rows);
}

function ageTable(cases: readonly Case[]): string {
  const ages = [
    ['first day', 0, 1],
    ['rest of the week', 1, 7],
    ['weeks 2 to 4', 7, 28],
    ['later', 28, Infinity],
  ] as const;
  const rows = windowIds.flatMap((id) =>
    ages.flatMap(([name, from, until]) => {
      const some = cases.filter(
        (one) => one.id === id && one.ageDays >= from && one.ageDays < until,
      );
      return some.length < 10 ? [] : [[windows[id], name, ...scores(some)]];
    }),
  );
  return table(['Window', 'KimiBar has run for', ...scoreHead], rows);
}

const scoreHead = [
  'Cases',
  'Error',
  'used / elapsed',
  'oracle',
  'Brier',
  'used / elapsed',
  'oracle',
  'Band',
];

function scores(cases: readonly Case[]): readonly string[] {
  const { count, scores: by } = compare(cases);
  const { kimibar, usedByElapsed, oracle } = by;
  return [
    String(count),
    ...[kimibar, usedByElapsed, oracle].map(({ error }) => error.toFixed(1)),
    ...[kimibar, usedByElapsed, oracle].map(({ brier }) => brier.toFixed(3)),
    percent(kimibar.coverage ?? 0),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 100)}%` : '–';
}
