import { paceLength } from '../pace.ts';
import type { QuotaWindow, WindowId } from '../quota-window.ts';
import { forecastOf, type Demand } from './demand-forecast.ts';
import { gammaCdf } from './gamma.ts';
import type { Forecasts, WindowForecast } from './window-forecast.ts';

/** How unsure an even pace is at the start of a window, as a relative variance of its rate. */
const priorWindows = 0.04;

/**
 * The forecasts of windows without any history: each goes on as it has since it began. Only for
 * reliable counters, a known length, and a reset ahead that is no further away than the window is
 * long.
 */
export function evenPaceForecasts(windows: readonly QuotaWindow[], nowMs: number): Forecasts {
  const forecasts = new Map<WindowId, WindowForecast>();
  for (const window of windows) {
    const { id, usedPercent, resetsAtMs, reliable } = window;
    if (!reliable || resetsAtMs === undefined) continue;
    const lengthMs = paceLength(window, resetsAtMs) ?? (window.lengthMinutes ?? 0) * 60_000;
    const leftMs = resetsAtMs - nowMs;
    if (!(leftMs > 0 && leftMs <= lengthMs)) continue;
    const demand = evenPace(usedPercent, lengthMs - leftMs, lengthMs);
    const forecast = forecastOf(demand, { usedPercent, nowMs, resetsAtMs });
    forecasts.set(id, { basis: 'even-pace', weeks: 0, ...forecast });
  }
  return forecasts;
}

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
