import type { ChangesScore } from './score-changes.ts';
import type { PointsError, PointsScore } from './score-points.ts';

/** How good the attribution was over many accounts; each figure beside its goal. */
export type Summary = readonly SummaryRow[];

export type SummaryRow = {
  readonly name: string;
  readonly goal: string;
  readonly value: string;
  readonly isMet: boolean;
};

/** A project that used less is easy to get right, and hardly anybody's question. */
const minPoints = 0.5;

export function summaryOf(
  points: readonly PointsScore[],
  changes: readonly ChangesScore[],
): Summary {
  const projects = points.flatMap((score) => score.projects).filter(isWorthAsking);
  const elsewhere = points.flatMap((score) => score.elsewhere);
  const months = changes.reduce((sum, score) => sum + score.months, 0);
  const alarms = changes.reduce((sum, { falseAlarms }) => sum + falseAlarms.length, 0);
  const hours = changes.flatMap(({ hadChange, foundAfterHours }) =>
    hadChange ? [foundAfterHours ?? Number.POSITIVE_INFINITY] : [],
  );
  const inTime = hours.filter((one) => one <= 24).length;
  const projectError = quantile(projects.map(sizeOf), 0.5);
  const elsewhereError = quantile(elsewhere.map(sizeOf), 0.5);
  return [
    row(
      'median error of a project, points',
      [projectError.toFixed(2), '≤ 1.5'],
      projectError <= 1.5,
    ),
    row('9 of 10 projects are within, points', [
      quantile(projects.map(sizeOf), 0.9).toFixed(2),
      '',
    ]),
    row(
      'median error of elsewhere, points',
      [elsewhereError.toFixed(2), '≤ 3'],
      elsewhereError <= 3,
    ),
    row('9 of 10 are within, points', [quantile(elsewhere.map(sizeOf), 0.9).toFixed(2), '']),
    rangeRow('80% ranges that hold the truth, projects', projects),
    rangeRow('80% ranges that hold the truth, elsewhere', elsewhere),
    row(
      'price changes found within 24 hours of work',
      [`${inTime} of ${hours.length}`, 'all'],
      inTime === hours.length,
    ),
    row('hours of work until found, median', [quantile(hours, 0.5).toFixed(1), '']),
    row(
      'false alarms in 30 account-months',
      [((alarms / months) * 30).toFixed(1), '≤ 1'],
      (alarms / months) * 30 <= 1,
    ),
  ];
}

export function isWorthAsking({ truth }: PointsError): boolean {
  return truth >= minPoints;
}

/** The share of errors that are within their range, 0 to 1. */
export function shareInRange(errors: readonly PointsError[]): number {
  return errors.filter(({ isInRange }) => isInRange).length / Math.max(1, errors.length);
}

export function sizeOf({ error }: PointsError): number {
  return Math.abs(error);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function rangeRow(name: string, errors: readonly PointsError[]): SummaryRow {
  const share = shareInRange(errors);
  return row(name, [`${Math.round(share * 100)}%`, '70–90%'], share >= 0.695 && share <= 0.905);
}

function row(name: string, [value, goal]: readonly [string, string], isMet = true): SummaryRow {
  return { name, goal, value, isMet };
}
