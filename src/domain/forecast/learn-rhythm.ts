import type { HistorySample, HistorySeries } from '../history.ts';
import { activityOf } from './activity.ts';
import { dayFactors, levelOf, type DayUse } from './day-levels.ts';
import type { Rhythm } from './rhythm.ts';
import { smoothCells } from './smooth-cells.ts';
import { periodStart } from './use-spans.ts';
import type { GridSpan, UseGrid } from './use-grid.ts';
import { windowRatios } from './window-ratios.ts';
import { combinedUse } from './combined-use.ts';
import { fillBlocked } from './fill-blocked.ts';
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
const fillTurns = 3;

/** Learns an account's rhythm from its history; undefined if there is too little of it. */
export function learnRhythm(request: LearnRequest): Rhythm | undefined {
  const steps = learnInSteps(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in steps of some milliseconds, so that a server can answer in between. */
export function* learnInSteps({
  series,
  nowMs,
  utcOffset,
}: LearnRequest): Generator<undefined, Rhythm | undefined> {
  const unit = longestOf(series, nowMs);
  if (unit === undefined) return undefined;
  const firstMs = Math.min(...series.map(({ samples }) => samples[0]?.atMs ?? Infinity));
  const beginsMs = periodStart(unit, unit.samples[0]?.resetsAtMs) ?? firstMs;
  const sinceMs = Math.max(Math.min(firstMs, beginsMs), nowMs - maxAgeMs);
  const span = { sinceMs, untilMs: nowMs };
  const slots = new SlotCalendar(span, utcOffset);
  yield;
  const { grid: seen, blockedByLonger } = combinedUse(series, unit, span);
  yield;
  const { grid, cells } = filledCells(seen, slots);
  yield;
  const days = daysOf(grid, cells, slots);
  const changedMs = planChangeIn(unit);
  const changedOnDay = changedMs === undefined ? undefined : localDayOf(changedMs, utcOffset);
  const level = levelOf(days, changedOnDay);
  yield;
  const activity = activityOf(seen, cells, slots);
  yield;
  return {
    learnedAtMs: nowMs,
    utcOffsetMinutes: utcOffset(nowMs),
    weeks: Math.floor((nowMs - firstMs) / (7 * dayMs)),
    daysSeen: grid.sharp.reduce((sum, one) => sum + one, 0) / slotsPerDay,
    unit: unit.windowId,
    cells: cells.map((cell) => cell * level.level),
    levelVariance: level.variance,
    dayVariance: dayFactors(days, level.level).variance,
    ...activity,
    throttle: throttleOf(seen, { blockedByLonger, cells, slots }),
    ratios: windowRatios(series, unit, span),
  };
}

/** The longest window of the plan. */
function longestOf(series: readonly HistorySeries[], nowMs: number): HistorySeries | undefined {
  return ['monthly', 'weekly', 'session']
    .map((id) => series.find(({ windowId }) => windowId === id))
    .filter((one) => one !== undefined)
    .find(({ samples }) => (samples.at(-1)?.atMs ?? 0) > nowMs - maxSilenceMs);
}

/** What is wanted in each half hour of the week, also while a window was used up. */
function filledCells(seen: UseGrid, slots: SlotCalendar) {
  let grid = seen;
  let cells = smoothCells(grid, slots);
  // Most people's quota never ran out.
  if (!seen.blocked.some((share) => share > 0)) return { grid, cells };
  for (let turn = 0; turn < fillTurns; turn += 1) {
    grid = fillBlocked(seen, cells, slots);
    cells = smoothCells(grid, slots);
  }
  return { grid, cells };
}

/** When the plan last changed, as far as the readings show it. */
function planChangeIn({ samples }: HistorySeries): number | undefined {
  const index = samples.findLastIndex((sample, at) => {
    const before = samples[at - 1];
    return before !== undefined && (hasMoved(before, sample) || isOtherLimit(before, sample));
  });
  return samples[index]?.atMs;
}

/** A reset that moved before it was due: Kimi counts from another day since, as with a new plan. */
function hasMoved(before: HistorySample, { atMs, resetsAtMs }: HistorySample): boolean {
  if (before.resetsAtMs === undefined || resetsAtMs === undefined) return false;
  const isEarly = before.resetsAtMs > atMs + dayMs / 4;
  return isEarly && Math.abs(resetsAtMs - before.resetsAtMs) > dayMs / 4;
}

/** Other plans have other limits, but 100 is any plan's, counted in percent. */
function isOtherLimit(before: HistorySample, { limit }: HistorySample): boolean {
  const isKnown = [before.limit, limit].every((one) => one !== undefined && one !== 100);
  return isKnown && before.limit !== limit;
}

/** Weekday and day of each slot. Time zones are slow: they are asked for once per slot. */
class SlotCalendar {
  readonly #weekSlots: readonly number[];
  readonly #days: readonly number[];

  constructor({ sinceMs, untilMs }: GridSpan, utcOffset: UtcOffset) {
    const first = Math.floor(sinceMs / slotMs);
    const count = Math.floor(untilMs / slotMs) - first + 1;
    const starts = Array.from({ length: count }, (_, index) => (first + index) * slotMs);
    const offsets = starts.map(utcOffset);
    this.#weekSlots = starts.map((atMs, at) => weekSlotOf(atMs, () => offsets[at] ?? 0));
    this.#days = starts.map((atMs, at) => localDayOf(atMs, () => offsets[at] ?? 0));
  }

  weekSlot(index: number): number {
    return this.#weekSlots[index] ?? 0;
  }

  day(index: number): number {
    return this.#days[index] ?? 0;
  }
}

type Wanted = {
  readonly blockedByLonger: Float64Array;
  readonly cells: readonly number[];
  readonly slots: SlotCalendar;
};

/** How much of what is wanted is used in spite of sessions that run out, 0..1. */
function throttleOf(
  { points, known, blocked }: UseGrid,
  { blockedByLonger, cells, slots }: Wanted,
): number {
  const prior = cells.reduce((a, b) => a + b, 0) / 7;
  let used = prior;
  let wanted = prior;
  for (let index = 0; index < points.length; index += 1) {
    const weight = 0.5 ** ((points.length - index) / (21 * slotsPerDay));
    const lost = Math.max(0, (blocked[index] ?? 0) - (blockedByLonger[index] ?? 0));
    used += weight * (points[index] ?? 0);
    wanted += weight * ((known[index] ?? 0) + lost) * (cells[slots.weekSlot(index)] ?? 0);
  }
  return Math.min(1, used / wanted);
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
