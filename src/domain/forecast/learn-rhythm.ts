import type { HistorySeries } from '../history.ts';
import { activityOf } from './activity.ts';
import { dayFactors, levelOf, type DayUse } from './day-levels.ts';
import type { Rhythm } from './rhythm.ts';
import { smoothCells } from './smooth-cells.ts';
import { periodStart } from './use-spans.ts';
import { gridOf, type UseGrid } from './use-grid.ts';
import { localDayOf, slotMs, slotsPerDay, weekSlotOf, type UtcOffset } from './week-slot.ts';

export type LearnRequest = {
  readonly series: readonly HistorySeries[];
  readonly nowMs: number;
  readonly utcOffset: UtcOffset;
};

const dayMs = 86_400_000;
/** Older habits have faded. */
const maxAgeMs = 70 * dayMs;
/** A window that was not seen for longer is no part of the plan any more. */
const maxSilenceMs = 20 * dayMs;

/** Learns an account's rhythm from its history; undefined if there is too little of it. */
export function learnRhythm({ series, nowMs, utcOffset }: LearnRequest): Rhythm | undefined {
  const unit = ['monthly', 'weekly', 'session']
    .map((id) => series.find(({ windowId }) => windowId === id))
    .filter((one) => one !== undefined)
    .find(({ samples }) => (samples.at(-1)?.atMs ?? 0) > nowMs - maxSilenceMs);
  if (unit === undefined) return undefined;
  const firstMs = Math.min(...series.map(({ samples }) => samples[0]?.atMs ?? Infinity));
  const beginsMs = periodStart(unit, unit.samples[0]?.resetsAtMs) ?? firstMs;
  const sinceMs = Math.max(Math.min(firstMs, beginsMs), nowMs - maxAgeMs);
  const span = { sinceMs, untilMs: nowMs };
  const slots = new SlotCalendar(span.sinceMs, utcOffset);
  const grids = gridsOf(series, unit, span);
  const { grid, ratios } = combine(unit, grids);
  const cells = smoothCells(grid, slots);
  const days = daysOf(grid, cells, slots);
  const changedMs = planChangeIn(unit);
  const level = levelOf(
    days,
    changedMs === undefined ? undefined : localDayOf(changedMs, utcOffset),
  );
  return {
    learnedAtMs: nowMs,
    utcOffsetMinutes: utcOffset(nowMs),
    weeks: Math.floor((nowMs - firstMs) / (7 * dayMs)),
    daysSeen: grid.sharp.reduce((sum, one) => sum + one, 0) / slotsPerDay,
    unit: unit.windowId,
    cells: cells.map((cell) => cell * level.level),
    levelVariance: level.variance,
    dayVariance: dayFactors(days, level.level).variance,
    ...activityOf(grid, cells, slots),
    ratios,
  };
}

/** A reset that moved before it was due: Kimi counts from another day since, as with a new plan. */
function planChangeIn({ samples }: HistorySeries): number | undefined {
  const index = samples.findLastIndex(({ atMs, resetsAtMs }, at) => {
    const before = samples[at - 1]?.resetsAtMs;
    if (before === undefined || resetsAtMs === undefined) return false;
    return before > atMs + dayMs / 4 && Math.abs(resetsAtMs - before) > dayMs / 4;
  });
  return samples[index]?.atMs;
}

/** Weekday and day of each slot; time zones are asked for once per slot. */
class SlotCalendar {
  readonly #first: number;
  readonly #utcOffset: UtcOffset;

  constructor(sinceMs: number, utcOffset: UtcOffset) {
    this.#first = Math.floor(sinceMs / slotMs);
    this.#utcOffset = utcOffset;
  }

  weekSlot(index: number): number {
    return weekSlotOf((this.#first + index) * slotMs, this.#utcOffset);
  }

  day(index: number): number {
    return localDayOf((this.#first + index) * slotMs, this.#utcOffset);
  }
}

type Grids = {
  readonly main: UseGrid;
  readonly session: UseGrid | undefined;
  readonly others: ReadonlyMap<string, UseGrid>;
};

function gridsOf(
  series: readonly HistorySeries[],
  unit: HistorySeries,
  span: { readonly sinceMs: number; readonly untilMs: number },
): Grids {
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
function combine(
  unit: HistorySeries,
  { main, session, others }: Grids,
): { readonly grid: UseGrid; readonly ratios: Record<string, number> } {
  const ratios: Record<string, number> = { [unit.windowId]: 1 };
  const priorRatio = unit.windowId === 'monthly' ? 25 : 6;
  for (const [id, other] of others)
    ratios[id] = ratioOf(other, main, id === 'session' ? priorRatio : 4);
  const length = main.points.length;
  const points = new Float64Array(length);
  const known = new Float64Array(length);
  const sharp = new Float64Array(length);
  const blocked = new Float64Array(length);
  const toMain = 1 / (ratios['session'] ?? 1);
  for (let index = 0; index < length; index += 1) {
    let isBlocked = main.blocked[index] ?? 0;
    for (const other of others.values()) isBlocked = Math.max(isBlocked, other.blocked[index] ?? 0);
    blocked[index] = isBlocked;
    const bySession = session?.known[index] ?? 0;
    const byMain = main.known[index] ?? 0;
    const useSession = bySession >= byMain - 0.01 && session !== undefined;
    points[index] = useSession ? (session.points[index] ?? 0) * toMain : (main.points[index] ?? 0);
    known[index] = Math.max(0, Math.min(1 - isBlocked, useSession ? bySession : byMain));
    sharp[index] = isBlocked > 0 ? 0 : ((useSession ? session : main).sharp[index] ?? 0);
  }
  return { grid: { first: main.first, points, known, sharp, blocked }, ratios };
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

function daysOf(grid: UseGrid, cells: readonly number[], slots: SlotCalendar): readonly DayUse[] {
  const days: { day: number; points: number; expected: number; isSharp: boolean }[] = [];
  for (let index = 0; index < grid.points.length; index += 1) {
    const day = slots.day(index);
    let last = days.at(-1);
    if (last?.day !== day) days.push((last = { day, points: 0, expected: 0, isSharp: true }));
    last.points += grid.points[index] ?? 0;
    if ((grid.sharp[index] ?? 0) < (grid.known[index] ?? 0) - 0.3) last.isSharp = false;
    last.expected += (grid.known[index] ?? 0) * (cells[slots.weekSlot(index)] ?? 0);
  }
  return days;
}
