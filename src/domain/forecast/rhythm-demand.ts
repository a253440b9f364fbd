import type { Demand } from './demand-forecast.ts';
import { gammaCdf } from './gamma.ts';
import type { RecentUse } from './recent-use.ts';
import type { RhythmNow } from './rhythm-now.ts';
import type { Rhythm } from './rhythm.ts';
import {
  localDayOf,
  slotMs,
  slotsPerDay,
  slotsPerWeek,
  weekSlotOf,
  type UtcOffset,
} from './week-slot.ts';

/**
 * After three nights, today has no influence any more: each week adds what the one before did. That
 * spares two thirds of a month.
 */
const settlingSlots = 3 * slotsPerDay;

/** The estimates of variance are generous; so scaled, the 80% range holds 80% of outcomes. */
const spreadScale = 0.5;

/** Work rarely goes on into hours in which use is less likely than this share of the usual. */
const usualShare = 0.15;

export type Future = {
  readonly rhythm: Rhythm;
  readonly recent: RecentUse;
  /** The same for all windows. */
  readonly now: RhythmNow;
  readonly nowMs: number;
  /** No demand is asked for beyond this moment. */
  readonly untilMs: number;
  /** Nothing is used before this moment: another window is used up. */
  readonly blockedUntilMs?: number | undefined;
};

/**
 * The demand by the account's rhythm, for a window one of whose points is `1 / ratio` of the
 * rhythm's unit: the mean follows the half hours of the week, and the spread comes from an uncertain
 * level, from days that differ, and from work that comes in stretches. Windows with the same future
 * share what is summed up here.
 */
export function rhythmDemand(future: Future): (ratio: number) => Demand {
  const sums = accumulate(future);
  const { rhythm, nowMs } = future;
  // The first half hour has begun: only its rest counts.
  const restMs = slotMs - (nowMs % slotMs);
  return (ratio) => (sinceMs) => {
    const edge = sinceMs < restMs ? sinceMs / restMs : 1 + (sinceMs - restMs) / slotMs;
    const mean = sumUntil(edge, sums.mean);
    if (mean <= 1e-9) return () => 1;
    const factorVariance =
      spreadScale * (rhythm.levelVariance + sumUntil(edge, sums.days) / mean ** 2);
    const stretchVariance = sumUntil(edge, sums.stretches) / mean ** 2;
    const variance = factorVariance + (1 + factorVariance) * stretchVariance;
    return partlyGammaCdf(mean * ratio, variance, Math.exp(sumUntil(edge, sums.logNone)));
  };
}

/** Nothing with a probability, else a gamma distribution, with this mean and relative variance. */
function partlyGammaCdf(mean: number, variance: number, none: number): (value: number) => number {
  const some = 1 - none;
  const gamma = {
    mean: mean / some,
    relativeVariance: Math.max(0.001, (1 + variance) * some - 1),
  };
  return (value) => none + some * gammaCdf(gamma, value);
}

/**
 * Running sums at the edges of half hours from now on: mean points, their variance from days and
 * from stretches of work, and the logarithm of the probability that nothing was used yet.
 */
type Sums = Readonly<Record<'mean' | 'days' | 'stretches' | 'logNone', Float64Array>>;

/** The sums until a week goes as the one before, or just past the end of the future. */
function accumulate(future: Future): Sums {
  const { nowMs, untilMs, blockedUntilMs = 0 } = future;
  const first = Math.floor(nowMs / slotMs);
  const settled = Math.ceil(Math.max(nowMs, blockedUntilMs) / slotMs) - first + settlingSlots;
  const last = Math.min(Math.ceil(untilMs / slotMs) - first + 1, settled + slotsPerWeek);
  const empty = (): Float64Array => new Float64Array(last + 1);
  const sums = { mean: empty(), days: empty(), stretches: empty(), logNone: empty() };
  const steps = new StretchChain(future);
  for (let edge = 1; edge <= last; edge += 1) {
    steps.next((first + edge - 1) * slotMs);
    sums.mean[edge] = steps.mean;
    sums.days[edge] = steps.daysVariance();
    sums.stretches[edge] = steps.stretchVariance;
    sums.logNone[edge] = steps.logNone;
  }
  return sums;
}

/** A sum at a place between edges. */
function sumUntil(place: number, values: Float64Array): number {
  const edge = Math.floor(place);
  const before = sumAt(edge, values);
  return before + (sumAt(edge + 1, values) - before) * (place - edge);
}

/** A sum at an edge. Past the last one, each week adds what the one before did. */
function sumAt(edge: number, values: Float64Array): number {
  const last = values.length - 1;
  const weeks = Math.max(0, Math.ceil((edge - last) / slotsPerWeek));
  const weekly = weeks === 0 ? 0 : (values[last] ?? 0) - (values[last - slotsPerWeek] ?? 0);
  return (values[edge - weeks * slotsPerWeek] ?? 0) + weeks * weekly;
}

/**
 * Half hours are active or not, and activity makes more of it likely (a Markov chain whose expected
 * activity is the rhythm's). Its moments are exact; days multiply it by a factor of their own.
 */
class StretchChain {
  mean = 0;
  stretchVariance = 0;
  logNone = 0;
  readonly #future: Future;
  readonly #utcOffset: UtcOffset;
  readonly #today: number;
  /** The expected activity of the half hour before, and its covariance with the sum so far. */
  #active: number | undefined;
  readonly #todayLikely: number;
  #covariance = 0;
  #day: number;
  #dayPoints = 0;
  #daysBefore = 0;

  constructor(future: Future) {
    const { recent, nowMs, rhythm } = future;
    this.#future = future;
    this.#utcOffset = () => rhythm.utcOffsetMinutes;
    this.#today = localDayOf(nowMs, this.#utcOffset);
    this.#day = this.#today;
    this.#active = recent.active;
    this.#todayLikely = recent.activeSlots > 0 ? 1 / (1 - rhythm.dayOff) : 1;
  }

  daysVariance(): number {
    const { now, rhythm } = this.#future;
    const variance = this.#day === this.#today ? now.variance : rhythm.dayVariance;
    return this.#daysBefore + variance * this.#dayPoints ** 2;
  }

  /** Adds the half hour that begins at a moment, or its rest. */
  next(slotStartMs: number): void {
    const { rhythm, now, nowMs, blockedUntilMs = 0 } = this.#future;
    const startMs = Math.max(nowMs, slotStartMs);
    const share = Math.max(0, slotStartMs + slotMs - Math.max(startMs, blockedUntilMs)) / slotMs;
    this.#enterDay(localDayOf(startMs, this.#utcOffset));
    const slot = weekSlotOf(startMs, this.#utcOffset);
    const cell = rhythm.cells[slot] ?? 0;
    const mean = now.likely[slot] ?? 0;
    // Today is no day off if there was use.
    const likely = this.#day === this.#today ? Math.min(1, mean * this.#todayLikely) : mean;
    const before = this.#active ?? likely;
    const stay = rhythm.persistence * Math.min(1, likely / (usualShare * now.usual));
    const active = likely * (1 - stay) + stay * before;
    // Use of an active half hour; what is more active than usual uses what active ones use.
    const usual = cell / mean;
    const points =
      (active > likely
        ? (usual * likely + (active - likely) * Math.max(usual, rhythm.activePoints)) / active
        : usual) *
      share *
      (this.#day === this.#today ? now.factor : 1);
    const square = active * (1 + rhythm.activeVariance) - active ** 2;
    this.stretchVariance += points ** 2 * square + 2 * points * stay * this.#covariance;
    this.#covariance = stay * this.#covariance + points * active * (1 - active);
    this.mean += points * active;
    this.#dayPoints += points * active;
    // The first half hour may go on with work; after one without, work has to begin.
    const begins = this.logNone === 0 ? active : likely * (1 - stay);
    this.logNone += Math.log(Math.max(1e-9, 1 - begins * share));
    this.#active = active;
  }

  #enterDay(day: number): void {
    if (day === this.#day) return;
    this.#daysBefore = this.daysVariance();
    this.#dayPoints = 0;
    this.#day = day;
  }
}
