import { scoreOf, type Outcome, type Score } from '../../src/domain/forecast/score.ts';
import { alarmProbabilityOf } from '../../src/domain/events/window-events.ts';
import { scoreAlarms, type AlarmScore } from './alarms.ts';
import type { Backtest } from './run-backtest.ts';
import type { Case, Method } from './test-person.ts';

export type Comparison = {
  readonly count: number;
  readonly scores: Readonly<Record<Method, Score>>;
  /** Of the gap from used/elapsed to the oracle, the share that is closed: 1 is all of it. */
  readonly closed: { readonly error: number; readonly brier: number };
  /**
   * The coverage of the ranges that end below 100%. Those that reach it hold more than 80%, if only
   * because all that run out end at 100%.
   */
  readonly openCoverage: Readonly<Record<Method, number | undefined>>;
};

export const methods = ['kimibar', 'usedByElapsed', 'lastHalfHour', 'oracle'] as const;

/** From the second week on: before, there is no rhythm to know. */
export const minAgeDays = 7;

/** The scores of all methods in the same cases. Cases without an oracle are left out. */
export function compare(cases: readonly Case[]): Comparison {
  const judged = cases.filter(({ predictions }) => predictions.oracle !== undefined);
  const outcomesOf = (method: Method): readonly Outcome[] =>
    judged.flatMap(({ predictions, usedPercent, ranOut }) => {
      const prediction = predictions[method];
      return prediction === undefined ? [] : [{ prediction, usedPercent, ranOut }];
    });
  const openCoverageOf = (method: Method): number | undefined =>
    scoreOf(outcomesOf(method).filter(({ prediction: { high = 100 } }) => high < 99.5)).coverage;
  const scores = byMethod((method) => scoreOf(outcomesOf(method)));
  const { kimibar, usedByElapsed, oracle } = scores;
  const closed = (key: 'error' | 'brier'): number =>
    (usedByElapsed[key] - kimibar[key]) / (usedByElapsed[key] - oracle[key]);
  return {
    count: judged.length,
    scores,
    closed: { error: closed('error'), brier: closed('brier') },
    openCoverage: byMethod(openCoverageOf),
  };
}

function byMethod<T>(of: (method: Method) => T): Record<Method, T> {
  return {
    kimibar: of('kimibar'),
    usedByElapsed: of('usedByElapsed'),
    lastHalfHour: of('lastHalfHour'),
    oracle: of('oracle'),
  };
}

/** The alarms of a method in the windows of one kind. */
export function alarmsOf(
  { watched }: Pick<Backtest, 'watched'>,
  id: Case['id'],
  method: Method,
): AlarmScore {
  return scoreAlarms(
    watched
      .filter((period) => period.id === id)
      .map(({ cases, ranOutAtMs }) => ({
        ranOutAtMs,
        said: cases
          .filter(({ ageDays }) => ageDays >= minAgeDays)
          .flatMap(({ atMs, predictions }) => {
            const prediction = predictions[method];
            return prediction === undefined ? [] : [{ atMs, prediction }];
          }),
      })),
    alarmProbabilityOf(id),
  );
}
