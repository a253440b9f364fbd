import { localDayOf, slotMs, weekSlotOf } from '../../domain/forecast/week-slot.ts';
import { DemandStream, unitsPerActiveSlot, type DemandState } from './demand-stream.ts';
import type { MeteredWindowId } from './meter.ts';
import type { Person } from './person.ts';
import { Random } from './random.ts';
import type { Moment, Work } from './work.ts';

/** One future of a window. */
export type Future = { readonly usedPercent: number; readonly ranOut: boolean };

/**
 * Futures of a window for an observer who knows all about its owner but not what is still to be
 * decided: rhythm, plan, level and how irregular days are, and every call until now. The factors
 * of the week and the day are weighed by how well they explain the use so far. `index` is that of
 * the moment in `work.moments`.
 */
export function oracleFutures(
  work: Work,
  {
    index,
    id,
    count,
  }: { readonly index: number; readonly id: MeteredWindowId; readonly count: number },
): readonly Future[] {
  const moment = work.moments[index];
  const endsAtMs = moment?.meter.windows.find((one) => one.id === id)?.endsAtMs;
  if (moment === undefined || endsAtMs === undefined) return [];
  const random = new Random(work.person.seed + index).fork('oracle');
  const states = likelyStates(work, index, { random, count });
  return states.map((state) => future(work.person, moment, { random, state, id, endsAtMs }));
}

type FutureRequest = {
  readonly random: Random;
  readonly state: DemandState;
  readonly id: MeteredWindowId;
  readonly endsAtMs: number;
};

function future(
  person: Person,
  { atMs: fromMs, meter: now, phase }: Moment,
  { random, state, id, endsAtMs }: FutureRequest,
): Future {
  const stream = new DemandStream(person, random, { state, phase });
  const meter = now.copy(phase.plan);
  const window = meter.windows.find((one) => one.id === id);
  if (window === undefined) return { usedPercent: 0, ranOut: false };
  for (let atMs = fromMs; atMs < endsAtMs && window.used < window.capacity; atMs += slotMs) {
    const units = stream.next(atMs);
    if (units === 0) continue;
    // Calls are anywhere in their half hour, also after the reset in it.
    const callMs = atMs + random.next() * slotMs;
    if (callMs >= endsAtMs) break;
    meter.advance(callMs);
    const left = meter.left();
    if (left > 0) meter.spend(callMs, Math.min(units, left));
  }
  const usedPercent = Math.min(100, (window.used / window.capacity) * 100);
  return { usedPercent, ranOut: window.used >= window.capacity * (1 - 1e-9) };
}

type Drawn = { readonly state: DemandState; readonly weight: number };

/** States drawn by how likely they are, given the use of this week and of today. */
function likelyStates(
  work: Work,
  index: number,
  { random, count }: { readonly random: Random; readonly count: number },
): readonly DemandState[] {
  const { person, moments } = work;
  const { state } = moments[index] ?? { state: undefined };
  if (state === undefined) return [];
  const nowMs = moments[index]?.atMs ?? 0;
  const today = localDayOf(nowMs, person.utcOffset);
  const days = daysOfWeek(work, index);
  const earlier = days.filter(({ day }) => day !== today);
  const current = days.find(({ day }) => day === today);
  const isAway = state.holidayDays > 0 && earlier.slice(-2).every(({ used }) => used === 0);
  const drawn = Array.from({ length: 300 }, (): Drawn => {
    const weekFactor = random.gamma(person.temper.weekShape);
    const isOff = isAway || random.chance(person.temper.dayOff);
    const dayFactor = isOff ? 0 : random.gamma(person.temper.dayShape);
    const logs = earlier.map((day) => dayLikelihood(person, day, weekFactor));
    const now = current === undefined ? 0 : likelihood(current, weekFactor * dayFactor, 0);
    return {
      // What is known of today only from today on; holidays are seen when they last.
      state: { ...state, weekFactor, dayFactor, holidayDays: isAway ? state.holidayDays : 0 },
      weight: Math.exp(logs.reduce((a, b) => a + b, 0) + now),
    };
  });
  return resample(drawn, random, count);
}

type DayEvidence = {
  readonly day: number;
  used: number;
  expected: number;
  squares: number;
  none: number;
};

/** What was used in each day of this week so far, and what was expected with factors of 1. */
function daysOfWeek({ person, moments }: Work, index: number): readonly DayEvidence[] {
  const days: DayEvidence[] = [];
  const thisWeek = weekOf(person, moments[index]?.atMs ?? 0);
  for (let at = index - 1; at >= 0; at -= 1) {
    const moment = moments[at];
    if (moment === undefined || weekOf(person, moment.atMs) !== thisWeek) break;
    const day = localDayOf(moment.atMs, person.utcOffset);
    let last = days.at(-1);
    if (last?.day !== day) days.push((last = { day, used: 0, expected: 0, squares: 0, none: 1 }));
    if (moment.isBlocked) continue;
    const likely = moment.phase.activity[weekSlotOf(moment.atMs, person.utcOffset)] ?? 0;
    if (likely === 0) continue;
    const { persistence, burstShape } = person.temper;
    const units = unitsPerActiveSlot(moment.phase, moment.atMs);
    last.used += moment.used;
    last.expected += likely * units;
    const spread = (likely * (1 + 1 / burstShape) - likely ** 2) * units ** 2;
    last.squares += spread * (1 + persistence * 2);
    last.none *= 1 - likely * (1 - persistence);
  }
  return days.toReversed();
}

function weekOf(person: Person, atMs: number): number {
  return Math.floor((localDayOf(atMs, person.utcOffset) + 3) / 7);
}

function dayLikelihood({ temper }: Person, day: DayEvidence, weekFactor: number): number {
  const worked = likelihood(day, weekFactor, 1 / temper.dayShape);
  return day.used > 0
    ? worked
    : Math.log(temper.dayOff + (1 - temper.dayOff) * Math.exp(worked) + 1e-9);
}

/** The log likelihood of a day's use under a factor, with a relative variance of that factor. */
function likelihood(
  { used, expected, squares, none }: DayEvidence,
  factor: number,
  variance: number,
): number {
  if (expected === 0) return 0;
  if (used === 0) return factor === 0 ? 0 : Math.log(none + 1e-9);
  if (factor === 0) return -50;
  const mean = factor * expected;
  const shape = mean ** 2 / (mean ** 2 * variance + squares * factor ** 2);
  const rate = shape / mean;
  return shape * Math.log(rate) + (shape - 1) * Math.log(used) - rate * used - logGamma(shape);
}

/** Stirling's series, after shifting small arguments up. */
function logGamma(value: number): number {
  let x = value;
  let shift = 0;
  while (x < 7) {
    shift -= Math.log(x);
    x += 1;
  }
  const series = 1 / (12 * x) - 1 / (360 * x ** 3);
  return shift + (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + series;
}

function resample(drawn: readonly Drawn[], random: Random, count: number): readonly DemandState[] {
  const total = drawn.reduce((sum, { weight }) => sum + weight, 0);
  const states: DemandState[] = [];
  let next = random.next() / count;
  let passed = 0;
  for (const { state, weight } of drawn) {
    passed += weight / total;
    while (next < passed && states.length < count) {
      states.push(state);
      next += 1 / count;
    }
  }
  return states;
}
