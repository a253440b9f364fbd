import type { Habit } from '../../src/simulator/people/draw-person.ts';
import { heldOutHabits } from '../../src/simulator/people/held-out-habits.ts';
import type { ReadingHabit } from '../../src/simulator/people/person.ts';
import { Random } from '../../src/simulator/people/random.ts';
import { tuningHabits } from '../../src/simulator/people/tuning-habits.ts';

/** How an account's work is spread and logged, beside its owner's habit. */
export type AccountHabit = {
  readonly habit: Habit;
  readonly projects: number;
  /** A second machine: the share of sessions on it, and of those with calls beside them on it. */
  readonly elsewhere: { readonly sessions: number; readonly beside: number };
  readonly reads: ReadingHabit;
  readonly counts: 'percent' | 'ratio' | 'asDrawn';
  /** How far calls of equal tokens differ in price, for reasons that no log shows. */
  readonly stray: number;
  /** At some time, prices are multiplied by this. */
  readonly priceFactor?: number | undefined;
};

const tuningSeed = 11;
/** Another one after each look at its scores that led to a change. */
const heldOutSeed = 20_261_129;

/** Accounts that the attribution was built and tuned with. */
export function tuningAccounts(count: number, seed = tuningSeed): readonly SeededHabit[] {
  return draw(tuningHabits, seed, count);
}

/** Accounts of other habits and other seeds, for scores only. */
export function heldOutAccounts(count: number): readonly SeededHabit[] {
  return draw(heldOutHabits, heldOutSeed, count);
}

export type SeededHabit = AccountHabit & { readonly seed: number };

/** Every third account has a price change, two in five a second machine at work beside this one. */
function draw(habits: readonly Habit[], seed: number, count: number): readonly SeededHabit[] {
  const random = new Random(seed).fork('accounts');
  return Array.from({ length: count }, (_, index) => ({
    habit: pick(random, habits),
    projects: random.pick([2, 3, 5, 8, 13, 20]),
    elsewhere: {
      sessions: random.pick([0, 0, 0.1, 0.2, 0.35]),
      beside: random.pick([0, 0, 0, 0.15, 0.3]),
    },
    reads: random.pick<ReadingHabit>(['always', 'while-on', 'now-and-then']),
    counts: random.pick<AccountHabit['counts']>(['percent', 'percent', 'asDrawn']),
    stray: random.pick([0, 0.1, 0.25]),
    priceFactor: index % 3 === 0 ? random.pick([0.5, 0.66, 1.5, 1.5, 1.8, 2.5]) : undefined,
    seed: Math.floor(random.next() * 2 ** 31),
  }));
}

function pick(random: Random, habits: readonly Habit[]): Habit {
  const habit = habits[Math.floor(random.next() * habits.length)];
  if (habit === undefined) throw new Error('there are no habits');
  return habit;
}
