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

export type RhythmDemand = {
  readonly rhythm: Rhythm;
  readonly recent: RecentUse;
  /** The same for all windows. */
  readonly now: RhythmNow;
  /** Points of the window for one of the rhythm's unit. */
  readonly ratio: number;
  readonly nowMs: number;
  readonly untilMs: number;
  /** Nothing is used before this moment: another window is used up. */
  readonly blockedUntilMs?: number | undefined;
};

/**
 * The demand for a window by the account's rhythm: the mean follows the half hours of the week, and
 * the spread comes from an uncertain level, from days that differ, and from work that comes in
 * stretches.
 */
export function rhythmDemand(request: RhythmDemand): Demand {
  const sums = accumulate(request);
  const { rhythm, ratio, nowMs } = request;
  // The first half hour has begun: only its rest counts.
  const restMs = slotMs - (nowMs % slotMs);
  return (sinceMs) => {
    const place = sinceMs < restMs ? sinceMs / restMs : 1 + (sinceMs - restMs) / slotMs;
    const at = (values: Float64Array): number => {
      const low = values[Math.floor(place)] ?? values.at(-1) ?? 0;
      const high = values[Math.floor(place) + 1] ?? values.at(-1) ?? 0;
      return low + (high - low) * (place % 1);
    };
    const mean = at(sums.mean);
    if (mean <= 1e-9) return () => 1;
    const factorVariance = spreadScale * (rhythm.levelVariance + at(sums.days) / mean ** 2);
    const stretchVariance = at(sums.stretches) / mean ** 2;
    const variance = factorVariance + (1 + factorVariance) * stretchVariance;
    return partlyGammaCdf(mean * ratio, variance, at(sums.none));
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
 * from stretches of work, and the probability that nothing was used yet.
 */
type Sums = Readonly<Record<'mean' | 'days' | 'stretches' | 'none', Float64Array>>;

function accumulate(request: RhythmDemand): Sums {
  const { nowMs, untilMs, blockedUntilMs = 0 } = request;
  const first = Math.floor(nowMs / slotMs);
  const length = Math.max(1, Math.ceil(untilMs / slotMs) - first);
  const empty = (): Float64Array => new Float64Array(length + 1);
  const sums = { mean: empty(), days: empty(), stretches: empty(), none: empty() };
  const steps = new StretchChain(request);
  const repeatsFrom = Math.ceil(Math.max(nowMs, blockedUntilMs) / slotMs) - first + settlingSlots;
  for (let index = 0; index <= length; index += 1) {
    if (index > repeatsFrom + slotsPerWeek) {
      repeatWeek(sums, index);
      continue;
    }
    if (index > 0) steps.next((first + index - 1) * slotMs);
    sums.mean[index] = steps.mean;
    sums.days[index] = steps.daysVariance();
    sums.stretches[index] = steps.stretchVariance;
    sums.none[index] = steps.none;
  }
  return sums;
}

/** Adds what the same half hour added a week before. */
function repeatWeek({ mean, days, stretches, none }: Sums, index: number): void {
  addAsBefore(mean, index);
  addAsBefore(days, index);
  addAsBefore(stretches, index);
  const before = index - slotsPerWeek;
  none[index] = ((none[index - 1] ?? 0) * (none[before] ?? 0)) / (none[before - 1] || 1);
}

function addAsBefore(values: Float64Array, index: number): void {
  const before = index - slotsPerWeek;
  const added = (values[before] ?? 0) - (values[before - 1] ?? 0);
  values[index] = (values[index - 1] ?? 0) + added;
}

/**
 * Half hours are active or not, and activity makes more of it likely (a Markov chain whose expected
 * activity is the rhythm's). Its moments are exact; days multiply it by a factor of their own.
 */
class StretchChain {
  mean = 0;
  stretchVariance = 0;
  none = 1;
  readonly #request: RhythmDemand;
  readonly #utcOffset: UtcOffset;
  readonly #today: number;
  /** The expected activity of the half hour before, and its covariance with the sum so far. */
  #active: number | undefined;
  readonly #todayLikely: number;
  #covariance = 0;
  #day: number;
  #dayPoints = 0;
  #daysBefore = 0;

  constructor(request: RhythmDemand) {
    const { recent, nowMs, rhythm } = request;
    this.#request = request;
    this.#utcOffset = () => rhythm.utcOffsetMinutes;
    this.#today = localDayOf(nowMs, this.#utcOffset);
    this.#day = this.#today;
    this.#active = recent.active;
    this.#todayLikely = recent.activeSlots > 0 ? 1 / (1 - rhythm.dayOff) : 1;
  }

  daysVariance(): number {
    const { now, rhythm } = this.#request;
    const variance = this.#day === this.#today ? now.variance : rhythm.dayVariance;
    return this.#daysBefore + variance * this.#dayPoints ** 2;
  }

  /** Adds the half hour that begins at a moment, or its rest. */
  next(slotStartMs: number): void {
    const { rhythm, now, nowMs, blockedUntilMs = 0 } = this.#request;
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
    const begins = this.none === 1 ? active : likely * (1 - stay);
    this.none *= 1 - begins * share;
    this.#active = active;
  }

  #enterDay(day: number): void {
    if (day === this.#day) return;
    this.#daysBefore = this.daysVariance();
    this.#dayPoints = 0;
    this.#day = day;
  }
}
