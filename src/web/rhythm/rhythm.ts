import type { HistorySeries } from '../../domain/history.ts';
import { drySpans, levelsOf, type Level, type TimeSpan } from '../history/history-course.ts';

/** When the account is used, by local weekday (Monday first) and hour. */
export type Rhythm = {
  /** Percentage points of the window in an average hour of this kind; undefined if never watched. */
  readonly points: readonly (readonly (number | undefined)[])[];
  /** In how many hours of this kind a window was used up. */
  readonly dry: readonly (readonly number[])[];
  /** The days with any use. */
  readonly days: number;
  readonly dryCount: number;
  readonly waitedMs: number;
  readonly busiest?: Busiest | undefined;
  /** The longest window that was reset, and the share that was left on average then. */
  readonly expired?: { readonly series: HistorySeries; readonly leftPercent: number } | undefined;
};

export type Busiest = {
  /** 0 is Monday; both included. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly fromHour: number;
  /** Up to 24, not included. */
  readonly toHour: number;
};

const hourMs = 3_600_000;
/** A longer time between two samples says nothing of its single hours. */
const maxStepMs = 4 * hourMs;

/** The rhythm in the histories of an account's windows, the shortest of which has the finest steps. */
export function rhythmOf(all: readonly HistorySeries[], nowMs: number): Rhythm {
  const grid = hourGrid<{ points: number; watchedMs: number }>(() => ({ points: 0, watchedMs: 0 }));
  const days = new Set<string>();
  const finest = shortest(all);
  for (const [before, after] of pairs(finest === undefined ? [] : levelsOf(finest, nowMs))) {
    const burnt = Math.max(0, after.usedPercent - before.usedPercent);
    const stepMs = after.atMs - before.atMs;
    if (stepMs > maxStepMs || after.usedPercent < before.usedPercent) continue;
    for (const { fromMs, toMs } of hoursIn({ fromMs: before.atMs, toMs: after.atMs })) {
      const at = new Date(fromMs);
      const cell = grid[dayOf(at)]?.[at.getHours()];
      if (cell === undefined) continue;
      cell.points += stepMs === 0 ? burnt : (burnt * (toMs - fromMs)) / stepMs;
      cell.watchedMs += toMs - fromMs;
      if (burnt > 0) days.add(at.toDateString());
    }
  }
  const spans = merged(all.flatMap((series) => drySpans(levelsOf(series, nowMs), nowMs)));
  const points = grid.map((row) =>
    row.map(({ points: burnt, watchedMs }) =>
      watchedMs === 0 ? undefined : (burnt * hourMs) / Math.max(watchedMs, hourMs / 2),
    ),
  );
  return {
    points,
    dry: dryGrid(spans),
    days: days.size,
    dryCount: spans.length,
    waitedMs: sum(spans.map(({ fromMs, toMs }) => toMs - fromMs)),
    busiest: busiestOf(points),
    expired: expiredOf(all),
  };
}

function hourGrid<Cell>(cell: () => Cell): Cell[][] {
  return Array.from({ length: 7 }, () => Array.from({ length: 24 }, cell));
}

/** 0 is Monday. */
export function dayOf(at: Date): number {
  return (at.getDay() + 6) % 7;
}

function shortest(all: readonly HistorySeries[]): HistorySeries | undefined {
  return all
    .filter(({ samples }) => samples.length > 1)
    .toSorted((a, b) => minutesOf(a) - minutesOf(b))[0];
}

function minutesOf({ windowId, lengthMinutes }: HistorySeries): number {
  return lengthMinutes ?? (windowId === 'monthly' ? 43_200 : 10_080);
}

/** A full window comes back within one refresh: what is used by then was used after the reset. */
function pairs(levels: readonly Level[]): readonly (readonly [Level, Level])[] {
  return levels.flatMap((after, index) => {
    const before = levels[index - 1];
    return before === undefined ? [] : [[before, after] as const];
  });
}

/** The parts of a span within single hours of the clock. */
function hoursIn({ fromMs, toMs }: TimeSpan): readonly TimeSpan[] {
  const parts: TimeSpan[] = [];
  for (let atMs = fromMs; atMs < toMs;) {
    const nextMs = Math.min(toMs, (Math.floor(atMs / hourMs) + 1) * hourMs);
    parts.push({ fromMs: atMs, toMs: nextMs });
    atMs = nextMs;
  }
  return parts.length === 0 ? [{ fromMs, toMs }] : parts;
}

function merged(spans: readonly TimeSpan[]): readonly TimeSpan[] {
  const known: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = known.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else known.push({ fromMs, toMs });
  }
  return known;
}

function dryGrid(spans: readonly TimeSpan[]): readonly (readonly number[])[] {
  const grid = hourGrid(() => 0);
  // Only the hour in which it ran dry: the hours that follow are spent waiting.
  for (const { fromMs } of spans) {
    const at = new Date(fromMs);
    const row = grid[dayOf(at)];
    if (row !== undefined) row[at.getHours()] = (row[at.getHours()] ?? 0) + 1;
  }
  return grid;
}

/** The three busiest hours of the day, on the days around the busiest one that are nearly as busy. */
function busiestOf(points: Rhythm['points']): Busiest | undefined {
  const days = points.map((row) => sum(row));
  const hours = Array.from({ length: 24 }, (_, hour) => sum(points.map((row) => row[hour])));
  if (sum(days) === 0) return undefined;
  const top = days.indexOf(Math.max(...days));
  const isBusy = (day: number): boolean => (days[day] ?? 0) >= (days[top] ?? 0) * 0.65;
  let [fromDay, toDay] = [top, top];
  while (isBusy(fromDay - 1)) fromDay -= 1;
  while (isBusy(toDay + 1)) toDay += 1;
  const blocks = Array.from({ length: 22 }, (_, hour) => sum(hours.slice(hour, hour + 3)));
  const fromHour = blocks.indexOf(Math.max(...blocks));
  return { fromDay, toDay, fromHour, toHour: fromHour + 3 };
}

function expiredOf(all: readonly HistorySeries[]): Rhythm['expired'] {
  const [longest] = all
    .filter(({ resetsAtMs, samples }) => resetsAtMs.some((atMs) => atMs > (samples[0]?.atMs ?? 0)))
    .toSorted((a, b) => minutesOf(b) - minutesOf(a));
  if (longest === undefined) return undefined;
  const lefts = longest.resetsAtMs.flatMap((resetMs) => {
    const last = longest.samples.findLast(({ atMs }) => atMs < resetMs);
    return last === undefined ? [] : [100 - last.usedPercent];
  });
  if (lefts.length === 0) return undefined;
  return { series: longest, leftPercent: sum(lefts) / lefts.length };
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
