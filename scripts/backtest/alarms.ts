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
  /** Periods that ran out, and how many of them had an alarm at least 30 minutes ahead. */
  readonly ranOut: number;
  readonly ahead: number;
};

/** An alarm is the first moment with at least this probability, as for notifications. */
const alarmProbability = 0.6;
const aheadMs = 30 * 60_000;

export function scoreAlarms(periods: readonly Watched[]): AlarmScore {
  let alarms = 0;
  let right = 0;
  let ranOut = 0;
  let ahead = 0;
  for (const { said, ranOutAtMs } of periods) {
    const alarm = said.find(({ prediction }) => prediction.runsOutProbability >= alarmProbability);
    if (alarm !== undefined) alarms += 1;
    if (alarm !== undefined && ranOutAtMs !== undefined) right += 1;
    // Nothing was said half an hour before: no method could have warned.
    const first = said[0]?.atMs ?? Infinity;
    if (ranOutAtMs === undefined || first > ranOutAtMs - aheadMs) continue;
    ranOut += 1;
    if ((alarm?.atMs ?? Infinity) <= ranOutAtMs - aheadMs) ahead += 1;
  }
  return { alarms, right, ranOut, ahead };
}
