import type { HistorySample, HistorySeries } from '../history.ts';
import { isSameMoment } from '../same-moment.ts';
import type { QuotaWindow, WindowId } from '../quota-window.ts';
import { forecastWindows } from './forecast-windows.ts';
import { learnRhythm } from './learn-rhythm.ts';
import { recentSamples } from './recent-samples.ts';
import type { Rhythm } from './rhythm.ts';
import { scoreOf, type Outcome, type Prediction, type Score } from './score.ts';
import { lastHalfHourRate, usedByElapsed } from './simple-forecasts.ts';
import { periodStart, samplesBetween } from './use-spans.ts';
import type { UtcOffset } from './week-slot.ts';

export const scoredMethods = ['kimibar', 'used-by-elapsed', 'last-30-minutes'] as const;
export type ScoredMethod = (typeof scoredMethods)[number];

/** How good the forecasts of one window were. */
export type WindowScore = {
  readonly windowId: WindowId;
  /** Completed periods that could be scored. */
  readonly periods: number;
  readonly scores: Readonly<Record<ScoredMethod, Score>>;
};

export type ScoreRequest = {
  /** All windows of an account. */
  readonly series: readonly HistorySeries[];
  readonly nowMs: number;
  readonly utcOffset: UtcOffset;
  /** When logs say that a window was used up: outranks what Kimi showed. */
  readonly walls: readonly { readonly at: number; readonly window?: string | undefined }[];
};

const shares = [0.1, 0.25, 0.5, 0.75, 0.9];
/** Of many sessions, about this many are scored. */
const maxPeriods = 80;
const relearnMs = 86_400_000;

/**
 * Replays a history: what would have been forecast at five moments of each completed period, from
 * what was known then, and what came of it. Windows without a completed period are left out.
 */
export function scoreHistory(request: ScoreRequest): readonly WindowScore[] {
  const replay = new Replay(request);
  return request.series.flatMap((series) => {
    const periods = completedPeriods(series, request);
    const every = Math.max(1, Math.ceil(periods.length / maxPeriods));
    const scored = periods
      .filter((_, index) => index % every === 0)
      .map((period) => replay.outcomes(series, period))
      .filter(({ kimibar }) => kimibar.length > 0);
    if (scored.length === 0) return [];
    const all = (method: ScoredMethod): Score => scoreOf(scored.flatMap((one) => one[method]));
    return [
      {
        windowId: series.windowId,
        periods: scored.length,
        scores: {
          kimibar: all('kimibar'),
          'used-by-elapsed': all('used-by-elapsed'),
          'last-30-minutes': all('last-30-minutes'),
        },
      },
    ];
  });
}

type CompletedPeriod = {
  readonly startMs: number;
  readonly endMs: number;
  readonly samples: readonly HistorySample[];
  readonly usedPercent: number;
  readonly ranOut: boolean;
};

/** Periods that are over and whose end was watched, or that ran out. */
function completedPeriods(
  series: HistorySeries,
  { nowMs, walls }: ScoreRequest,
): readonly CompletedPeriod[] {
  const groups: HistorySample[][] = [];
  for (const sample of series.samples) {
    const last = groups.at(-1);
    if (last !== undefined && isSameMoment(last[0]?.resetsAtMs, sample.resetsAtMs))
      last.push(sample);
    else groups.push([sample]);
  }
  return groups.flatMap((samples) => {
    const endMs = samples[0]?.resetsAtMs;
    const startMs = periodStart(series, endMs);
    const last = samples.at(-1);
    if (endMs === undefined || startMs === undefined || last === undefined || endMs > nowMs)
      return [];
    const isWalled = walls.some(
      ({ at, window }) => window === series.windowId && at >= startMs && at < endMs,
    );
    const ranOut = isWalled || last.usedPercent >= 100;
    const isWatched = endMs - last.atMs <= (endMs - startMs) / 10;
    if (!isWatched && !ranOut) return [];
    return [{ startMs, endMs, samples, usedPercent: ranOut ? 100 : last.usedPercent, ranOut }];
  });
}

type Outcomes = Record<ScoredMethod, Outcome[]>;

class Replay {
  readonly #request: ScoreRequest;
  #rhythm: Rhythm | undefined;
  #learnedAtMs = -Infinity;

  constructor(request: ScoreRequest) {
    this.#request = request;
  }

  outcomes(series: HistorySeries, period: CompletedPeriod): Outcomes {
    const { startMs, endMs, usedPercent, ranOut } = period;
    const outcomes: Outcomes = { kimibar: [], 'used-by-elapsed': [], 'last-30-minutes': [] };
    for (const share of shares) {
      const wantedMs = startMs + share * (endMs - startMs);
      const sample = period.samples.findLast(({ atMs }) => atMs <= wantedMs);
      if (sample === undefined || wantedMs - sample.atMs > (endMs - startMs) / 20) continue;
      if (sample.usedPercent >= 100 || sample.atMs <= startMs) continue;
      const forecast = this.#forecast(series, sample);
      if (forecast === undefined) continue;
      const earlier = period.samples.findLast(({ atMs }) => atMs <= sample.atMs - 1_800_000);
      const facts = {
        usedPercent: sample.usedPercent,
        elapsedMs: sample.atMs - startMs,
        leftMs: endMs - sample.atMs,
        lastHalfHour: sample.usedPercent - (earlier?.usedPercent ?? 0),
      };
      outcomes.kimibar.push({ prediction: forecast, usedPercent, ranOut });
      outcomes['used-by-elapsed'].push({ prediction: usedByElapsed(facts), usedPercent, ranOut });
      const prediction = lastHalfHourRate(facts);
      outcomes['last-30-minutes'].push({ prediction, usedPercent, ranOut });
    }
    return outcomes;
  }

  #forecast({ windowId }: HistorySeries, { atMs }: HistorySample): Prediction | undefined {
    const known = this.#request.series.map((one) => ({
      ...one,
      samples: samplesBetween(one.samples, 0, atMs),
    }));
    // Never with what came later.
    if (atMs < this.#learnedAtMs || atMs - this.#learnedAtMs >= relearnMs) {
      const { utcOffset } = this.#request;
      this.#rhythm = learnRhythm({ series: known, nowMs: atMs, utcOffset });
      this.#learnedAtMs = atMs;
    }
    const recent = recentSamples(known, atMs);
    const learned = this.#rhythm === undefined ? undefined : { rhythm: this.#rhythm, recent };
    const windows = known.flatMap((one) => windowAt(one, atMs));
    const forecast = forecastWindows({ windows, nowMs: atMs, learned }).get(windowId);
    if (forecast === undefined) return undefined;
    const { p10, p50, p90 } = forecast.usedAtResetPercent;
    const { runsOutProbability } = forecast;
    return { usedPercent: p50, low: p10, high: p90, runsOutProbability };
  }
}

/** A window as its last sample shows it, unless it has been reset since. */
function windowAt(series: HistorySeries, atMs: number): QuotaWindow[] {
  const last = series.samples.at(-1);
  if (last === undefined || (last.resetsAtMs ?? Infinity) <= atMs) return [];
  const { windowId: id, lengthMinutes } = series;
  const { usedPercent, resetsAtMs } = last;
  return [{ id, lengthMinutes, usedPercent, resetsAtMs, unit: 'percent', reliable: true }];
}
