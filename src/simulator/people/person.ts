import type { UtcOffset } from '../../domain/forecast/week-slot.ts';

/** What a plan allows, in units of quota. A window that the plan does not have is absent. */
export type PersonPlan = {
  /** Starts with the first use and lasts 5 hours. */
  readonly session: number;
  readonly weekly?: number | undefined;
  /** By the calendar month. */
  readonly monthly?: number | undefined;
  /**
   * How Kimi shows use: requests of a limit (a unit is a request), whole percent, or a ratio with
   * four digits.
   */
  readonly counts: 'requests' | 'percent' | 'ratio';
};

/** How an owner works for a while: until the next phase begins. */
export type Phase = {
  readonly fromMs: number;
  /** The probability of work in each half hour of the week, Sunday at midnight first. */
  readonly activity: readonly number[];
  /** Units that are wanted in an average week, if nothing limits them. */
  readonly weeklyDemand: number;
  /** Added each week, as a share: 0.05 for growth, below 0 for decline. */
  readonly growthPerWeek: number;
  readonly plan: PersonPlan;
};

/** How irregular an owner is. Shapes are those of gamma distributions: large is regular. */
export type Temper = {
  readonly weekShape: number;
  readonly dayShape: number;
  /** The share of days without any work. */
  readonly dayOff: number;
  /** 0..1: how likely a half hour of work is followed by another. */
  readonly persistence: number;
  /** Of the use within a half hour of work. */
  readonly burstShape: number;
  /** Holidays that begin per week, and their mean length. */
  readonly holidaysPerWeek: number;
  readonly holidayDays: number;
};

/**
 * When usage is read: every 5 minutes without end, every 5 minutes while the computer is on, or a
 * few times a day.
 */
export type ReadingHabit = 'always' | 'while-on' | 'now-and-then';

export type Person = {
  /** The habit. */
  readonly name: string;
  readonly seed: number;
  readonly utcOffset: UtcOffset;
  /** In order of time; the first begins before anything else. */
  readonly phases: readonly [Phase, ...Phase[]];
  readonly temper: Temper;
  readonly reads: ReadingHabit;
  /** The share of use that no log of this computer shows: a second machine, chat. */
  readonly elsewhere: number;
  /** Kimi resets a window before its time, per week. */
  readonly earlyResetsPerWeek: number;
};

/** The phase at a moment. */
export function phaseAt({ phases }: Person, atMs: number): Phase {
  return phases.findLast(({ fromMs }) => fromMs <= atMs) ?? phases[0];
}
