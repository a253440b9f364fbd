import { localDayOf, slotMs, slotsPerWeek, weekSlotOf } from '../../domain/forecast/week-slot.ts';
import { phaseAt, type Person, type Phase } from './person.ts';
import type { Random } from './random.ts';

/** What is true of an owner at the moment: what the next half hour depends on. */
export type DemandState = {
  isActive: boolean;
  day: number;
  dayFactor: number;
  week: number;
  weekFactor: number;
  /** Days of holiday that are left. */
  holidayDays: number;
};

const weekMs = 7 * 86_400_000;

/** What an owner wants of the quota, half hour by half hour, if nothing limits it. */
export class DemandStream {
  readonly #person: Person;
  readonly #random: Random;
  /** For futures: no phase but this one will come. */
  readonly #onlyPhase: Phase | undefined;
  readonly state: DemandState;

  constructor(person: Person, random: Random, only?: { state: DemandState; phase: Phase }) {
    this.#person = person;
    this.#random = random;
    this.#onlyPhase = only?.phase;
    this.state = only === undefined ? unknownState() : { ...only.state };
  }

  /** Units wanted in the half hour that begins now. Call for each half hour in turn. */
  next(atMs: number): number {
    const { utcOffset, temper } = this.#person;
    const phase = this.#onlyPhase ?? phaseAt(this.#person, atMs);
    const { state } = this;
    const day = localDayOf(atMs, utcOffset);
    if (day !== state.day) this.#beginDay(day);
    const likely = phase.activity[weekSlotOf(atMs, utcOffset)] ?? 0;
    const { persistence } = temper;
    const isLikely =
      likely === 0
        ? 0
        : state.isActive
          ? likely + persistence * (1 - likely)
          : likely * (1 - persistence);
    state.isActive = this.#random.chance(isLikely);
    if (!state.isActive || state.dayFactor === 0) return 0;
    const factor = state.dayFactor * state.weekFactor * this.#random.gamma(temper.burstShape);
    return unitsPerActiveSlot(phase, atMs) * factor;
  }

  #beginDay(day: number): void {
    const { temper } = this.#person;
    const { state } = this;
    const random = this.#random;
    state.day = day;
    const week = Math.floor((day + 3) / 7);
    if (week !== state.week) state.weekFactor = random.gamma(temper.weekShape);
    state.week = week;
    if (state.holidayDays > 0) state.holidayDays -= 1;
    else if (random.chance(temper.holidaysPerWeek / 7))
      state.holidayDays = Math.ceil(-Math.log(1 - random.next()) * temper.holidayDays);
    const isOff = random.chance(temper.dayOff);
    const factor = random.gamma(temper.dayShape);
    state.dayFactor = isOff || state.holidayDays > 0 ? 0 : factor;
  }
}

/** The mean use of an active half hour: days off and holidays do not count as active. */
export function unitsPerActiveSlot(phase: Phase, atMs: number): number {
  const weeks = Math.max(0, atMs - phase.fromMs) / weekMs;
  const growth = Math.max(0, 1 + phase.growthPerWeek) ** weeks;
  return (phase.weeklyDemand / activeSlotsPerWeek(phase)) * growth;
}

const activeSlots = new WeakMap<Phase, number>();

function activeSlotsPerWeek(phase: Phase): number {
  const known = activeSlots.get(phase);
  if (known !== undefined) return known;
  const sum = phase.activity.slice(0, slotsPerWeek).reduce((a, b) => a + b, 0);
  activeSlots.set(phase, sum);
  return sum;
}

function unknownState(): DemandState {
  return { isActive: false, day: -1, dayFactor: 1, week: -1, weekFactor: 1, holidayDays: 0 };
}

/** The half hours that begin in a span of time. */
export function* slotsBetween(fromMs: number, untilMs: number): Generator<number> {
  for (let atMs = Math.ceil(fromMs / slotMs) * slotMs; atMs < untilMs; atMs += slotMs) yield atMs;
}
