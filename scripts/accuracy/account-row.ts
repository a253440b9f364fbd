import type { SeededHabit } from './account-habits.ts';
import type { ChangesScore } from './score-changes.ts';
import type { PointsScore } from './score-points.ts';
import type { SimulatedAccount } from './simulated-account.ts';
import { isWorthAsking, quantile, shareInRange, sizeOf } from './summary.ts';

export type ScoredAccount = {
  readonly habit: SeededHabit;
  readonly account: SimulatedAccount;
  readonly points: PointsScore;
  readonly changes: ChangesScore;
};

/** One account as a row of a Markdown table. */
export function accountRow({ habit, account, points, changes }: ScoredAccount): string {
  const projects = points.projects.filter(isWorthAsking);
  const truth = points.elsewhere.reduce((sum, one) => sum + one.truth, 0);
  const used = truth + points.projects.reduce((sum, one) => sum + one.truth, 0);
  const cells = [
    habit.habit.name,
    String(habit.projects),
    habit.reads,
    account.work.person.phases[0].plan.counts,
    used > 0 ? `${Math.round((truth / used) * 100)}%` : '–',
    habit.priceFactor === undefined ? '' : `× ${habit.priceFactor}`,
    projects.length > 0 ? quantile(projects.map(sizeOf), 0.5).toFixed(2) : '–',
    projects.length > 0 ? `${Math.round(shareInRange(projects) * 100)}%` : '–',
    points.elsewhere.length > 0 ? quantile(points.elsewhere.map(sizeOf), 0.5).toFixed(2) : '–',
    points.coverage.length > 0 ? quantile(points.coverage, 0.5).toFixed(2) : '–',
    foundText(changes),
  ];
  return `| ${cells.join(' | ')} |`;
}

function foundText({ hadChange, foundAfterHours, falseAlarms }: ChangesScore): string {
  const alarms = falseAlarms.length === 0 ? '' : ` ${falseAlarms.length} false alarm(s)`;
  if (!hadChange) return alarms.trim();
  return `${foundAfterHours === undefined ? 'not found' : `${foundAfterHours} h`}${alarms}`;
}
