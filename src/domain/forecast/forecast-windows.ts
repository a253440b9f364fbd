import { paceLength } from '../pace.ts';
import type { QuotaWindow, WindowId } from '../quota-window.ts';
import { gammaCdf } from './gamma.ts';
import { forecastOf, type Demand } from './demand-forecast.ts';
import type { Forecasts, WindowForecast } from './window-forecast.ts';

export type ForecastRequest = {
  readonly windows: readonly QuotaWindow[];
  /** By Kimi's clock, as the windows' resets are. */
  readonly nowMs: number;
  /** Also returns the way to the reset, for a burn-down. */
  readonly withPath?: boolean | undefined;
};

/**
 * The forecast of each window that can have one: reliable counters, a known length, and a reset
 * ahead that is no further away than the window is long.
 */
export function forecastWindows(request: ForecastRequest): Forecasts {
  const forecasts = new Map<WindowId, WindowForecast>();
  for (const window of request.windows) {
    const forecast = forecastWindow(window, request);
    if (forecast !== undefined) forecasts.set(window.id, forecast);
  }
  return forecasts;
}

function forecastWindow(
  window: QuotaWindow,
  { nowMs, withPath }: ForecastRequest,
): WindowForecast | undefined {
  const { resetsAtMs, usedPercent } = window;
  if (!window.reliable || resetsAtMs === undefined) return undefined;
  const lengthMs = paceLength(window, resetsAtMs) ?? (window.lengthMinutes ?? 0) * 60_000;
  const leftMs = resetsAtMs - nowMs;
  if (!(leftMs > 0 && leftMs <= lengthMs)) return undefined;
  return {
    basis: 'even-pace',
    weeks: 0,
    ...forecastOf(evenPace(usedPercent, lengthMs - leftMs, lengthMs), {
      usedPercent,
      nowMs,
      resetsAtMs,
      withPath,
    }),
  };
}

/** How unsure an even pace is at the start of a window, as a relative variance of its rate. */
const priorWindows = 0.04;

/** What is still wanted of the window if use goes on as it has since the window began. */
function evenPace(usedPercent: number, elapsedMs: number, lengthMs: number): Demand {
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
