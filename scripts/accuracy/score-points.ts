import { attribute, type Attribution } from '../../src/domain/attribution/attribute.ts';
import { learnPrices } from '../../src/domain/attribution/learn-prices.ts';
import { movementsOf, type Movement } from '../../src/domain/attribution/movements.ts';
import type { HistorySeries } from '../../src/domain/history.ts';
import type { Period } from '../../src/simulator/people/work.ts';
import { loggedUses, seriesUntil, type SimulatedAccount } from './simulated-account.ts';

/** How far the points of one key were from the truth. */
export type PointsError = {
  readonly error: number;
  readonly truth: number;
  readonly isInRange: boolean;
};

export type PointsScore = {
  readonly projects: readonly PointsError[];
  readonly elsewhere: readonly PointsError[];
  readonly coverage: readonly number[];
};

const periodsScored = { weekly: 4, monthly: 2 } as const;

/**
 * Attributes the last periods of the account's longest window to its projects, each with what was
 * known at its end, and compares with the truth in the time that readings cover.
 */
export function scorePoints(account: SimulatedAccount): PointsScore {
  const { periods, untilMs } = account.work;
  const windowId = periods.monthly.length > 0 ? 'monthly' : 'weekly';
  const projects: PointsError[] = [];
  const elsewhere: PointsError[] = [];
  const coverage: number[] = [];
  for (const period of periods[windowId].slice(-periodsScored[windowId])) {
    const endMs = Math.min(period.endsAtMs, untilMs);
    const known = seriesUntil(account, endMs);
    const uses = loggedUses(account, endMs);
    const prices = learnPrices(known, uses).find((one) => one.windowId === windowId);
    const series = known.find((one) => one.windowId === windowId);
    if (prices === undefined || series === undefined) continue;
    const span = { sinceMs: period.startsAtMs, untilMs: endMs };
    const found = attribute({
      allSeries: known,
      windowId,
      uses,
      prices,
      ...span,
      keyOf: ({ project }) => project,
    });
    const truth = truthOf(account, period, { series, endMs });
    for (const [project, points] of truth.projects)
      projects.push(errorOf(points, found.rows.get(project)));
    elsewhere.push(errorOf(truth.elsewhere, found.elsewhere));
    coverage.push(found.coverage);
  }
  return { projects, elsewhere, coverage };
}

function errorOf(truth: number, found: Attribution['elsewhere'] | undefined): PointsError {
  const { points, low, high } = found ?? { points: 0, low: 0, high: 0 };
  return { truth, error: points - truth, isInRange: low <= truth && truth <= high };
}

function truthOf(
  { calls }: SimulatedAccount,
  period: Period,
  { series, endMs }: { series: HistorySeries; endMs: number },
): { readonly projects: ReadonlyMap<string, number>; readonly elsewhere: number } {
  const movements = movementsOf(series).filter(({ toMs }) => toMs > period.startsAtMs);
  const projects = new Map<string, number>();
  let elsewhere = 0;
  for (const { use, units, isLogged } of calls) {
    if (use.at < period.startsAtMs || use.at >= endMs || !isCovered(movements, use.at)) continue;
    const points = (units / period.capacity) * 100;
    if (!isLogged) elsewhere += points;
    else projects.set(use.project, (projects.get(use.project) ?? 0) + points);
  }
  return { projects, elsewhere };
}

function isCovered(movements: readonly Movement[], atMs: number): boolean {
  return movements.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
}
