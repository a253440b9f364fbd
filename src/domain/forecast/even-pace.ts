import { forecastOf, type Demand } from './demand-forecast.ts';
import { gammaCdf } from './gamma.ts';
import { paceLength } from '../pace.ts';
import type { QuotaWindow, WindowId } from '../quota-window.ts';
import type { Forecasts, WindowForecast } from './window-forecast.ts';

const dayMs = 86_400_000;

/**
 * The forecasts of windows without any history: each goes on as it has since it began. Loads
 * little, for status lines.
 */
export function evenPaceForecasts(
  windows: readonly QuotaWindow[],
  nowMs: number,
  withPath?: boolean,
): Forecasts {
  const forecasts = new Map<WindowId, WindowForecast>();
  for (const window of windows) {
    const span = spanOf(window, nowMs);
    if (span === undefined) continue;
    const { id, usedPercent } = window;
    const context = { usedPercent, nowMs, resetsAtMs: span.resetsAtMs, withPath };
    const forecast = forecastOf(steadyDemand(usedPercent, span), context);
    forecasts.set(id, { basis: 'even-pace', weeks: 0, ...forecast });
  }
  return forecasts;
}

export type WindowSpan = {
  readonly resetsAtMs: number;
  readonly elapsedMs: number;
  readonly leftMs: number;
};

/**
 * Where in its window a moment is. Only for windows that can have a forecast: reliable counters, a
 * known length, and a reset ahead that is no further away than the window is long.
 */
export function spanOf(window: QuotaWindow, nowMs: number): WindowSpan | undefined {
  const { resetsAtMs, reliable, lengthMinutes = 0 } = window;
  if (!reliable || resetsAtMs === undefined) return undefined;
  const lengthMs = paceLength(window, resetsAtMs) ?? lengthMinutes * 60_000;
  const leftMs = resetsAtMs - nowMs;
  return leftMs > 0 && leftMs <= lengthMs
    ? { resetsAtMs, leftMs, elapsedMs: lengthMs - leftMs }
    : undefined;
}

/** How unsure an even pace is at the start of a window, as a relative variance of its rate. */
const priorWindows = 0.04;

/** The demand if use goes on as it has since the window began, a little more or less. */
function steadyDemand(usedPercent: number, { elapsedMs, leftMs }: WindowSpan): Demand {
  const lengthMs = elapsedMs + leftMs;
  const elapsed = elapsedMs / lengthMs;
  // Half a point: Kimi counts whole ones, so that 0 may be anything below 1.
  const rate = (Math.max(usedPercent, 0.5) + 50 * priorWindows) / (elapsed + priorWindows);
  return (sinceMs) => {
    const share = sinceMs / lengthMs;
    const gamma = {
      mean: rate * share,
      relativeVariance: (0.09 + 0.03 / (elapsed + 0.03)) * (1 + 0.02 / (share + 0.001)),
    };
    return (points) => gammaCdf(gamma, points);
  };
}

/** The demand at an even pace as it turns out among accounts: it may stop, or double. */
export function evenDemand(usedPercent: number, { elapsedMs, leftMs }: WindowSpan): Demand {
  const lengthMs = elapsedMs + leftMs;
  const elapsed = elapsedMs / lengthMs;
  // Kimi counts whole points, so that 0 may be anything below 1.
  const pointsPerMs = Math.max(usedPercent, 0.3) / Math.max(elapsedMs, 0.01 * lengthMs);
  const days = lengthMs / dayMs;
  const stops = 0.12 / (1 + days / 3);
  // One or two days may be a weekend, or the only busy ones.
  const ofDays = (left: number): number => (days < 1 ? 0.45 : 1.6 / (0.8 + left));
  return (sinceMs) => {
    // Hours are less even than days, and these less than weeks.
    const relativeVariance = 0.03 + 0.03 / (elapsed + 0.03) + ofDays(sinceMs / dayMs);
    const gamma = { mean: (pointsPerMs * sinceMs) / (1 - stops), relativeVariance };
    return (points) => stops + (1 - stops) * gammaCdf(gamma, points);
  };
}
