import { forecastWindows } from '../../src/domain/forecast/forecast-windows.ts';
import { learnRhythm } from '../../src/domain/forecast/learn-rhythm.ts';
import { recentSamples } from '../../src/domain/forecast/recent-samples.ts';
import type { Rhythm } from '../../src/domain/forecast/rhythm.ts';
import type { Prediction } from '../../src/domain/forecast/score.ts';
import { lastHalfHourRate, usedByElapsed } from '../../src/domain/forecast/simple-forecasts.ts';
import { samplesBetween, periodStart } from '../../src/domain/forecast/use-spans.ts';
import { slotMs } from '../../src/domain/forecast/week-slot.ts';
import type { HistorySeries } from '../../src/domain/history.ts';
import type { MeteredWindowId } from '../../src/simulator/people/meter.ts';
import { oracleFutures, type Future } from '../../src/simulator/people/oracle.ts';
import { readingsOf, type Reading } from '../../src/simulator/people/readings.ts';
import type { Period, Work } from '../../src/simulator/people/work.ts';
import { historyOf } from './history-of.ts';

export type Method = 'kimibar' | 'usedByElapsed' | 'lastHalfHour' | 'oracle';

/** A moment in a window of an owner's, with what every method said and what came of it. */
export type Case = {
  readonly habit: string;
  readonly id: MeteredWindowId;
  /** Of the window, 0..1. */
  readonly elapsed: number;
  /** Days since the account's first reading. */
  readonly ageDays: number;
  readonly atMs: number;
  readonly period: number;
  readonly basis: 'rhythm' | 'even-pace';
  readonly predictions: Partial<Readonly<Record<Method, Prediction>>>;
  readonly usedPercent: number;
  readonly ranOut: boolean;
  readonly ranOutAtMs?: number | undefined;
};

/** One period, at many moments. */
export type WatchedPeriod = {
  readonly cases: readonly Case[];
  readonly ranOutAtMs: number | undefined;
};

export type TestPlan = {
  /** Shares of the window elapsed. */
  readonly shares: readonly number[];
  /** Of the oracle. */
  readonly futures: number;
  /** The same for alarms; without any, the oracle has none. */
  readonly watchFutures: number;
  /** Of a person's many sessions only so many are tested. */
  readonly maxSessions: number;
};

const dayMs = 86_400_000;
const maxRelearnMs = 6 * 3_600_000;
/** A session is watched every half hour, a week every 8 hours. */
const watchSteps = 20;
const maxReadingAgeMs = slotMs;

/** Replays an owner's readings as KimiBar would have met them. */
export class PersonTest {
  readonly #work: Work;
  readonly #readings: readonly Reading[];
  readonly #history: readonly HistorySeries[];
  #rhythm: Rhythm | undefined;
  #learnedAtMs = -Infinity;

  readonly #seenFromMs: number;

  /** KimiBar is installed at `seenFromMs`: what was before shows in the first readings only. */
  constructor(work: Work, seenFromMs: number) {
    this.#work = work;
    this.#seenFromMs = seenFromMs;
    this.#readings = readingsOf(work).filter(({ atMs }) => atMs >= seenFromMs);
    this.#history = historyOf(this.#readings);
  }

  cases(id: MeteredWindowId, { shares, futures, maxSessions }: TestPlan): readonly Case[] {
    return this.#tested(id, maxSessions)
      .flatMap(({ period, number }) =>
        shares.map((share) => this.#caseAt(period, { number, share, futures })),
      )
      .filter((one) => one !== undefined);
  }

  /** What the methods said over each period that was tested, every so often. */
  watch(id: MeteredWindowId, { maxSessions, watchFutures }: TestPlan): readonly WatchedPeriod[] {
    return this.#tested(id, maxSessions).flatMap(({ period, number }) => {
      const shares = Array.from({ length: watchSteps }, (_, step) => (step + 0.5) / watchSteps);
      const cases = shares
        .map((share) => this.#caseAt(period, { number, share, futures: watchFutures }))
        .filter((one) => one !== undefined);
      const { ranOutAtMs } = period;
      return cases.length === 0 ? [] : [{ cases, ranOutAtMs }];
    });
  }

  #tested(id: MeteredWindowId, maxSessions: number) {
    const { untilMs } = this.#work;
    const all = this.#work.periods[id].filter(
      ({ endsAtMs }) => endsAtMs <= untilMs && endsAtMs > this.#seenFromMs,
    );
    const every = id === 'session' ? Math.max(1, Math.floor(all.length / maxSessions)) : 1;
    return all
      .map((period, number) => ({ period, number }))
      .filter(({ number }) => number % every === 0);
  }

  #caseAt(
    period: Period,
    { number, share, futures }: { number: number; share: number; futures: number },
  ): Case | undefined {
    const { person, moments } = this.#work;
    const { id, endsAtMs } = period;
    const startMs = periodStart({ windowId: id, lengthMinutes: lengths[id] }, endsAtMs) ?? 0;
    const wantedMs = startMs + share * (endsAtMs - startMs);
    const atMs = Math.ceil(wantedMs / slotMs) * slotMs;
    const index = Math.round((atMs - (moments[0]?.atMs ?? 0)) / slotMs);
    if (atMs >= endsAtMs || (period.ranOutAtMs ?? Infinity) <= atMs || atMs < period.startsAtMs)
      return undefined;
    const scheduled = moments[index]?.meter.windows.find((one) => one.id === id)?.endsAtMs;
    // Cut short by an early reset or a new plan.
    if (scheduled !== endsAtMs) return undefined;
    const predicted = this.#predict(id, { atMs, startMs, endsAtMs });
    if (predicted === undefined) return undefined;
    const { basis, predictions } = predicted;
    const oracle = futures === 0 ? [] : oracleFutures(this.#work, { index, id, count: futures });
    return {
      habit: person.name,
      id,
      elapsed: (atMs - startMs) / (endsAtMs - startMs),
      ageDays: (atMs - this.#seenFromMs) / dayMs,
      atMs,
      period: number,
      basis,
      predictions:
        oracle.length === 0 ? predictions : { ...predictions, oracle: ofFutures(oracle) },
      usedPercent: period.usedPercent,
      ranOut: period.ranOutAtMs !== undefined,
      ranOutAtMs: period.ranOutAtMs,
    };
  }

  #predict(
    id: MeteredWindowId,
    { atMs, startMs, endsAtMs }: { atMs: number; startMs: number; endsAtMs: number },
  ): Pick<Case, 'basis' | 'predictions'> | undefined {
    const reading = lastBefore(this.#readings, atMs);
    const window = reading?.windows.find((one) => one.id === id);
    if (reading === undefined || window?.resetsAtMs !== endsAtMs) return undefined;
    if (atMs - reading.atMs > maxReadingAgeMs || window.usedPercent >= 100) return undefined;
    const history = this.#historyUntil(atMs);
    const half = lastBefore(this.#readings, atMs - slotMs);
    const earlier = half?.windows.find((one) => one.id === id && one.resetsAtMs === endsAtMs);
    const facts = {
      usedPercent: window.usedPercent,
      elapsedMs: atMs - startMs,
      leftMs: endsAtMs - atMs,
      lastHalfHour: window.usedPercent - (earlier?.usedPercent ?? 0),
    };
    const forecast = forecastWindows({
      windows: reading.windows,
      nowMs: atMs,
      learned: this.#learned(history, atMs),
    }).get(id);
    if (forecast === undefined) return undefined;
    const { p10, p50, p90 } = forecast.usedAtResetPercent;
    const kimibar = {
      usedPercent: p50,
      low: p10,
      high: p90,
      runsOutProbability: forecast.runsOutProbability,
    };
    return {
      basis: forecast.basis,
      predictions: {
        kimibar,
        usedByElapsed: usedByElapsed(facts),
        lastHalfHour: lastHalfHourRate(facts),
      },
    };
  }

  #learned(history: readonly HistorySeries[], atMs: number) {
    const { utcOffset } = this.#work.person;
    const relearnMs = Math.min(maxRelearnMs, (atMs - this.#seenFromMs) / 12);
    if (atMs - this.#learnedAtMs >= relearnMs || atMs < this.#learnedAtMs) {
      this.#rhythm = learnRhythm({ series: history, nowMs: atMs, utcOffset });
      this.#learnedAtMs = atMs;
    }
    return this.#rhythm === undefined
      ? undefined
      : { rhythm: this.#rhythm, recent: recentSamples(history, atMs) };
  }

  #historyUntil(atMs: number): readonly HistorySeries[] {
    return this.#history.map(({ windowId, lengthMinutes, samples }) => ({
      windowId,
      lengthMinutes,
      samples: samplesBetween(samples, 0, atMs),
      resetsAtMs: [],
    }));
  }
}

const lengths = { session: 300, weekly: 10_080, monthly: undefined } as const;

function lastBefore(readings: readonly Reading[], atMs: number): Reading | undefined {
  let low = 0;
  let high = readings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((readings[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return readings[low - 1];
}

function ofFutures(futures: readonly Future[]): Prediction {
  const shares = futures.map(({ usedPercent }) => usedPercent).toSorted((a, b) => a - b);
  const at = (share: number): number => shares[Math.floor(share * (shares.length - 1) + 0.5)] ?? 0;
  return {
    usedPercent: at(0.5),
    low: at(0.1),
    high: at(0.9),
    runsOutProbability: futures.filter(({ ranOut }) => ranOut).length / futures.length,
  };
}
