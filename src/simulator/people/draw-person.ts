import type { Person, PersonPlan, Phase, Temper } from './person.ts';
import { Random } from './random.ts';
import { weekOf, type Activity } from './rhythms.ts';

/** What a habit says of the people who have it; the rest is drawn. */
export type Habit = {
  readonly name: string;
  readonly activity: Activity;
  readonly temper?: Partial<Temper> | undefined;
  /** Later phases: from a share of the time on, another activity, demand or plan. */
  readonly changes?: readonly HabitChange[] | undefined;
  readonly growthPerWeek?: number | undefined;
  readonly elsewhere?: number | undefined;
  readonly earlyResetsPerWeek?: number | undefined;
};

export type HabitChange = {
  /** After this many weeks. */
  readonly afterWeeks: number;
  readonly activity?: Activity | undefined;
  /** Times the demand before. */
  readonly demand?: number | undefined;
  /** Times the plan's capacities before. */
  readonly capacity?: number | undefined;
};

const weekMs = 7 * 86_400_000;

/**
 * An owner with a habit, in a plan and a time zone of their own. The same seed gives the same
 * person, who begins at `fromMs`.
 */
export function drawPerson(habit: Habit, seed: number, fromMs: number): Person {
  const random = new Random(seed).fork(habit.name);
  const plan = drawPlan(random);
  // From much too little to nearly twice the quota.
  const share = random.between(0.35, 1.6);
  const first: Phase = {
    fromMs: fromMs - weekMs,
    activity: weekOf(habit.activity),
    weeklyDemand: share * (plan.weekly ?? (plan.monthly ?? 0) / 4.35),
    growthPerWeek: habit.growthPerWeek ?? 0,
    plan,
  };
  return {
    name: habit.name,
    seed: Math.floor(random.next() * 2 ** 31),
    utcOffset: drawOffset(random, fromMs),
    phases: withChanges(first, habit.changes ?? [], fromMs),
    temper: { ...drawTemper(random), ...habit.temper },
    reads: random.pick(['always', 'always', 'while-on', 'while-on', 'now-and-then']),
    elsewhere: habit.elsewhere ?? random.pick([0, 0, 0.05, 0.1]),
    earlyResetsPerWeek: habit.earlyResetsPerWeek ?? 0.01,
  };
}

function withChanges(
  first: Phase,
  changes: readonly HabitChange[],
  fromMs: number,
): readonly [Phase, ...Phase[]] {
  const phases: [Phase, ...Phase[]] = [first];
  for (const { afterWeeks, activity, demand = 1, capacity = 1 } of changes) {
    const before = phases.at(-1) ?? first;
    phases.push({
      ...before,
      fromMs: fromMs + afterWeeks * weekMs,
      activity: activity === undefined ? before.activity : weekOf(activity),
      weeklyDemand: before.weeklyDemand * demand,
      plan: capacity === 1 ? before.plan : scaled(before.plan, capacity),
    });
  }
  return phases;
}

function scaled({ session, weekly, monthly, counts }: PersonPlan, factor: number): PersonPlan {
  return {
    session: session * factor,
    weekly: weekly === undefined ? undefined : weekly * factor,
    monthly: monthly === undefined ? undefined : monthly * factor,
    counts,
  };
}

function drawPlan(random: Random): PersonPlan {
  const kind = random.pick(['requests', 'weekly', 'both', 'monthly', 'monthly']);
  if (kind === 'requests')
    return { session: 200, weekly: random.pick([1024, 2048, 7168]), counts: 'requests' };
  const counts = random.pick(['percent', 'percent', 'ratio']);
  const weekly = 1000;
  const session = weekly * random.between(0.1, 0.25);
  if (kind === 'weekly') return { session, weekly, counts };
  if (kind === 'both') return { session, weekly, monthly: weekly * random.between(3.2, 5), counts };
  return { session, monthly: weekly * 4.35, counts };
}

function drawTemper(random: Random): Temper {
  return {
    weekShape: random.between(6, 30),
    dayShape: random.between(2, 8),
    dayOff: random.between(0.02, 0.12),
    persistence: random.between(0.3, 0.8),
    burstShape: random.between(0.7, 3),
    holidaysPerWeek: 0.02,
    holidayDays: 6,
  };
}

/** A time zone; every other one has daylight saving time from the tenth week on. */
function drawOffset(random: Random, fromMs: number): (atMs: number) => number {
  const minutes = random.pick([-480, -300, 0, 60, 120, 330, 480, 480, 540]);
  const change = random.chance(0.5) ? 60 : 0;
  return (atMs) => minutes + (atMs < fromMs + 10 * weekMs ? 0 : change);
}
