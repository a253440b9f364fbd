import { paceLength } from '../pace.ts';
import { isExhausted, type QuotaWindow, type WindowId } from '../quota-window.ts';
import { forecastOf } from './demand-forecast.ts';
import { learnRhythm } from './learn-rhythm.ts';
import type { HistorySeries } from '../history.ts';
import { recentUse } from './recent-use.ts';
import { rhythmDemand } from './rhythm-demand.ts';
import type { Rhythm } from './rhythm.ts';
import type { UtcOffset } from './week-slot.ts';
import type { Forecasts, WindowForecast } from './window-forecast.ts';

export type ForecastRequest = {
  readonly windows: readonly QuotaWindow[];
  /** By Kimi's clock, as the windows' resets are. */
  readonly nowMs: number;
  /** What was learned of the account; an even pace without it. */
  readonly learned?: Learned | undefined;
  /** Also returns the way to the reset, for a burn-down. */
  readonly withPath?: boolean | undefined;
};

export type Learned = {
  readonly rhythm: Rhythm;
  /** The samples of the last day, with resets by Kimi's clock. */
  readonly recent: readonly HistorySeries[];
  readonly utcOffset: UtcOffset;
};

/**
 * The forecast of each window that can have one: reliable counters, a known length, and a reset
 * ahead that is no further away than the window is long.
 */
export function forecastWindows(request: ForecastRequest): Forecasts {
  const forecasts = new Map<WindowId, WindowForecast>();
  const learned = request.learned ?? learnFromWindows(request);
  if (learned === undefined) return forecasts;
  for (const window of request.windows) {
    const forecast = forecastWindow(window, { ...request, learned });
    if (forecast !== undefined) forecasts.set(window.id, forecast);
  }
  return forecasts;
}

/** Without a history: how much was used since each window began. */
function learnFromWindows({ windows, nowMs }: ForecastRequest): Learned | undefined {
  const series = windows
    .filter(({ reliable }) => reliable)
    .map(({ id, lengthMinutes, usedPercent, resetsAtMs }) => ({
      windowId: id,
      lengthMinutes,
      samples: [{ atMs: nowMs, usedPercent, resetsAtMs }],
      resetsAtMs: [],
    }));
  const rhythm = learnRhythm({ series, nowMs, utcOffset: utc });
  return rhythm === undefined ? undefined : { rhythm, recent: [], utcOffset: utc };
}

/** An even pace has no hours of the day. */
const utc = (): number => 0;

function forecastWindow(
  window: QuotaWindow,
  { windows, nowMs, learned, withPath }: ForecastRequest & { readonly learned: Learned },
): WindowForecast | undefined {
  const { resetsAtMs, usedPercent } = window;
  if (!window.reliable || resetsAtMs === undefined) return undefined;
  const lengthMs = paceLength(window, resetsAtMs) ?? (window.lengthMinutes ?? 0) * 60_000;
  const leftMs = resetsAtMs - nowMs;
  if (!(leftMs > 0 && leftMs <= lengthMs)) return undefined;
  const context = { usedPercent, nowMs, resetsAtMs, withPath };
  const ratio = learned.rhythm.ratios[window.id];
  if (ratio === undefined) return undefined;
  const { rhythm, recent: series, utcOffset } = learned;
  const recent = recentUse({ series, rhythm, nowMs, utcOffset });
  const blocker = windows.filter((one) => isExhausted(one) && one !== window);
  const blockedUntilMs = Math.max(0, ...blocker.map((one) => one.resetsAtMs ?? 0));
  const demand = rhythmDemand({
    rhythm,
    recent,
    ratio,
    nowMs,
    untilMs: resetsAtMs,
    blockedUntilMs,
    utcOffset,
  });
  const basis = rhythm.weeks === 0 ? 'even-pace' : 'rhythm';
  return { basis, weeks: rhythm.weeks, ...forecastOf(demand, context) };
}
