import { scoreOf, type Score } from '../../src/domain/forecast/score.ts';
import { alarmProbabilityOf } from '../../src/domain/events/window-events.ts';
import { scoreAlarms, type AlarmScore } from './alarms.ts';
import type { Backtest } from './run-backtest.ts';
import type { Case, Method } from './test-person.ts';

export type Comparison = {
  readonly count: number;
  readonly scores: Readonly<Record<Method, Score>>;
  /** Of the gap from used/elapsed to the oracle, the share that is closed: 1 is all of it. */
  readonly closed: { readonly error: number; readonly brier: number };
};

export const methods = ['kimibar', 'usedByElapsed', 'lastHalfHour', 'oracle'] as const;

/** From the second week on: before, there is no rhythm to know. */
export const minAgeDays = 7;

/** The scores of all methods in the same cases. Cases without an oracle are left out. */
export function compare(cases: readonly Case[]): Comparison {
  const judged = cases.filter(({ predictions }) => predictions.oracle !== undefined);
  const scoreFor = (method: Method): Score =>
    scoreOf(
      judged.flatMap(({ predictions, usedPercent, ranOut }) => {
        const prediction = predictions[method];
        return prediction === undefined ? [] : [{ prediction, usedPercent, ranOut }];
      }),
    );
  const [kimibar, usedByElapsed, lastHalfHour, oracle] = [
    scoreFor('kimibar'),
    scoreFor('usedByElapsed'),
    scoreFor('lastHalfHour'),
    scoreFor('oracle'),
  ];
  const closed = (key: 'error' | 'brier'): number =>
    (usedByElapsed[key] - kimibar[key]) / (usedByElapsed[key] - oracle[key]);
  return {
    count: judged.length,
    scores: { kimibar, usedByElapsed, lastHalfHour, oracle },
    closed: { error: closed('error'), brier: closed('brier') },
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
