import { drawPerson, type Habit } from '../../src/simulator/people/draw-person.ts';
import { simulateWork } from '../../src/simulator/people/work.ts';
import type { MeteredWindowId } from '../../src/simulator/people/meter.ts';
import { PersonTest, type Case, type TestPlan, type WatchedPeriod } from './test-person.ts';

export type BacktestPlan = {
  readonly habits: readonly Habit[];
  readonly seeds: readonly number[];
  readonly weeks: number;
  readonly test: TestPlan;
};

export type Backtest = {
  readonly cases: readonly Case[];
  readonly watched: readonly (WatchedPeriod & { readonly id: MeteredWindowId })[];
};

export const windowIds = ['session', 'weekly', 'monthly'] as const;

/** People have worked for weeks before KimiBar comes: windows are under way on its first day. */
const weeksBefore = 5;
const weekMs = 7 * 86_400_000;
const firstMs = Date.UTC(2026, 2, 2);

/** Replays the people of each habit and seed. Deterministic. */
export function runBacktest({ habits, seeds, weeks, test }: BacktestPlan): Backtest {
  const cases: Case[] = [];
  const watched: (WatchedPeriod & { readonly id: MeteredWindowId })[] = [];
  for (const habit of habits)
    for (const seed of seeds) {
      const person = drawPerson(habit, seed, firstMs);
      const untilMs = firstMs + weeks * weekMs;
      const work = simulateWork(person, firstMs - weeksBefore * weekMs, untilMs);
      const replay = new PersonTest(work, firstMs);
      for (const id of windowIds) {
        cases.push(...replay.cases(id, test));
        for (const period of replay.watch(id, test)) watched.push({ ...period, id });
      }
    }
  return { cases, watched };
}
