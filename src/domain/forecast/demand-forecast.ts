import type { PathPoint, ShareRange, WindowForecast } from './window-forecast.ts';

/** The probability that at most so many points of a window are wanted. */
export type DemandCdf = (points: number) => number;

/**
 * How much of a window is wanted from now on, if nothing limits it: its distribution for a time
 * from now (milliseconds).
 */
export type Demand = (sinceMs: number) => DemandCdf;

export type DemandContext = {
  readonly usedPercent: number;
  readonly nowMs: number;
  readonly resetsAtMs: number;
  readonly withPath?: boolean | undefined;
};

const minProbabilityForTime = 0.2;
const pathSteps = 48;

/**
 * The forecast of a window from the demand for it. Use never falls before the reset, so the window
 * has run out by a moment exactly if the demand until then exceeds what is left.
 */
export function forecastOf(
  demand: Demand,
  { usedPercent, nowMs, resetsAtMs, withPath }: DemandContext,
): Omit<WindowForecast, 'basis' | 'weeks'> {
  const leftPercent = 100 - usedPercent;
  if (leftPercent <= 0) return ranOut(nowMs);
  const leftMs = resetsAtMs - nowMs;
  const atReset = demand(leftMs);
  const runsOutProbability = 1 - atReset(leftPercent);
  const outBy = (sinceMs: number): number => 1 - demand(sinceMs)(leftPercent);
  const momentOf = (share: number): number =>
    Math.round(nowMs + bisect(outBy, share * runsOutProbability, leftMs));
  const hasTime = runsOutProbability >= minProbabilityForTime;
  return {
    runsOutProbability,
    usedAtResetPercent: rangeOf(atReset, usedPercent),
    runsOutAt: hasTime ? momentOf(0.5) : undefined,
    runsOutEarliestAt: hasTime ? momentOf(0.1) : undefined,
    path: withPath === true ? pathOf(demand, { usedPercent, nowMs, resetsAtMs }) : undefined,
  };
}

function ranOut(nowMs: number): Omit<WindowForecast, 'basis' | 'weeks'> {
  return {
    runsOutProbability: 1,
    usedAtResetPercent: { p10: 100, p50: 100, p90: 100 },
    runsOutAt: nowMs,
    runsOutEarliestAt: nowMs,
  };
}

/**
 * What is used by a moment is used at the reset, too. The distributions of moments far ahead are
 * approximated one by one and may say otherwise, so none is above a later one.
 */
function pathOf(
  demand: Demand,
  { usedPercent, nowMs, resetsAtMs }: DemandContext,
): readonly PathPoint[] {
  const start = { at: nowMs, p10: usedPercent, p50: usedPercent, p90: usedPercent };
  const stepMs = (resetsAtMs - nowMs) / pathSteps;
  const points = Array.from({ length: pathSteps }, (_, step): PathPoint => {
    const sinceMs = (step + 1) * stepMs;
    return { at: Math.round(nowMs + sinceMs), ...rangeOf(demand(sinceMs), usedPercent) };
  });
  for (let index = points.length - 2; index >= 0; index -= 1) {
    const [point, later] = [points[index], points[index + 1]];
    if (point !== undefined && later !== undefined) points[index] = notAbove(point, later);
  }
  return [start, ...points];
}

function notAbove({ at, p10, p50, p90 }: PathPoint, later: PathPoint): PathPoint {
  return {
    at,
    p10: Math.min(p10, later.p10),
    p50: Math.min(p50, later.p50),
    p90: Math.min(p90, later.p90),
  };
}

function rangeOf(cdf: DemandCdf, usedPercent: number): ShareRange {
  const leftPercent = 100 - usedPercent;
  const quantile = (probability: number): number =>
    usedPercent + bisect(cdf, probability, leftPercent);
  return { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9) };
}

/**
 * The smallest argument from 0 to `max` for which a growing function reaches `target`; `max` if it
 * never does.
 */
function bisect(growing: (x: number) => number, target: number, max: number): number {
  if (growing(0) >= target) return 0;
  if (growing(max) < target) return max;
  let low = 0;
  let high = max;
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (growing(middle) >= target) high = middle;
    else low = middle;
  }
  return high;
}
