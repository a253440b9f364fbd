import type { HistorySeries } from '../history.ts';
import { gridOf, type GridSpan, type UseGrid } from './use-grid.ts';
import { slotMs } from './week-slot.ts';

export type CombinedUse = {
  readonly grid: UseGrid;
  /** The share of each half hour in which a window longer than a session was used up. */
  readonly blockedByLonger: Float64Array;
};

/** An account's use by half hour from all its windows, in points of one of them. */
export function combinedUse(
  series: readonly HistorySeries[],
  unit: HistorySeries,
  span: GridSpan,
): CombinedUse {
  return combine(unit, gridsOf(series, unit, span));
}

type Grids = {
  readonly main: UseGrid;
  readonly session: UseGrid | undefined;
  readonly others: ReadonlyMap<string, UseGrid>;
};

function gridsOf(series: readonly HistorySeries[], unit: HistorySeries, span: GridSpan): Grids {
  const others = new Map<string, UseGrid>();
  for (const one of series) if (one !== unit) others.set(one.windowId, gridOf(one, span));
  const session = others.get('session');
  // A point of a long window takes hours: the session shows when it was used.
  const shape = session;
  const first = Math.floor(span.sinceMs / slotMs);
  const main = gridOf(unit, span, (slot) => 0.02 + (shape?.points[slot - first] ?? 0));
  return { main, session, others };
}

/**
 * The use in points of the unit's window, as fine as is known: the session's if it is known. A
 * half hour in which any window was used up is no evidence of little use.
 */
function combine(unit: HistorySeries, { main, session, others }: Grids): CombinedUse {
  const length = main.points.length;
  const points = new Float64Array(length);
  const known = new Float64Array(length);
  const sharp = new Float64Array(length);
  const blocked = new Float64Array(length);
  const blockedByLonger = new Float64Array(length);
  const priorRatio = unit.windowId === 'monthly' ? 25 : 6;
  const toMain = session === undefined ? 1 : 1 / ratioOf(session, main, priorRatio);
  for (let index = 0; index < length; index += 1) {
    let isBlocked = main.blocked[index] ?? 0;
    for (const other of others.values()) isBlocked = Math.max(isBlocked, other.blocked[index] ?? 0);
    blocked[index] = isBlocked;
    let longer = main.blocked[index] ?? 0;
    for (const [id, other] of others)
      if (id !== 'session') longer = Math.max(longer, other.blocked[index] ?? 0);
    blockedByLonger[index] = longer;
    const bySession = session?.known[index] ?? 0;
    const byMain = main.known[index] ?? 0;
    const useSession = bySession >= byMain - 0.01 && session !== undefined;
    points[index] = useSession ? (session.points[index] ?? 0) * toMain : (main.points[index] ?? 0);
    known[index] = Math.max(0, Math.min(1 - isBlocked, useSession ? bySession : byMain));
    sharp[index] = isBlocked > 0 ? 0 : ((useSession ? session : main).sharp[index] ?? 0);
  }
  return { grid: { first: main.first, points, known, sharp, blocked }, blockedByLonger };
}

/** Points of one window for a point of another, from the time that both know. */
function ratioOf(other: UseGrid, main: UseGrid, prior: number): number {
  let mainPoints = 0;
  let otherPoints = 0;
  const length = main.points.length;
  for (let index = 0; index < length; index += 1) {
    if (Math.abs((main.known[index] ?? 0) - (other.known[index] ?? 0)) > 0.35) continue;
    const weight = 0.5 ** ((length - index) / (14 * 48));
    mainPoints += weight * (main.points[index] ?? 0);
    otherPoints += weight * (other.points[index] ?? 0);
  }
  return (otherPoints + prior) / (mainPoints + 1);
}
