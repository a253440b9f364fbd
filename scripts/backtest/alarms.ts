import type { Prediction } from '../../src/domain/forecast/score.ts';

/** What a method said over one period of a window, in order of time, and when it ran out. */
export type Watched = {
  readonly said: readonly { readonly atMs: number; readonly prediction: Prediction }[];
  readonly ranOutAtMs: number | undefined;
};

export type AlarmScore = {
  /** Periods with an alarm, and how many of them ran out. */
  readonly alarms: number;
  readonly right: number;
  /** Other periods that ran out, and how many of them had an alarm at least 30 minutes ahead. */
  readonly ranOut: number;
  readonly ahead: number;
  /** Periods that ran out with no reading half an hour before: no method could have warned. */
  readonly unwarnable: number;
};

const aheadMs = 30 * 60_000;

/** An alarm is the first moment with at least this probability. */
export function scoreAlarms(periods: readonly Watched[], alarmProbability: number): AlarmScore {
  let alarms = 0;
  let right = 0;
  let ranOut = 0;
  let ahead = 0;
  let unwarnable = 0;
  for (const { said, ranOutAtMs } of periods) {
    const [first] = said;
    if (first === undefined) continue;
    const alarm = said.find(({ prediction }) => prediction.runsOutProbability >= alarmProbability);
    if (alarm !== undefined) alarms += 1;
    if (alarm !== undefined && ranOutAtMs !== undefined) right += 1;
    if (ranOutAtMs === undefined) continue;
    if (first.atMs > ranOutAtMs - aheadMs) unwarnable += 1;
    else ranOut += 1;
    if ((alarm?.atMs ?? Infinity) <= ranOutAtMs - aheadMs) ahead += 1;
  }
  return { alarms, right, ranOut, ahead, unwarnable };
}
