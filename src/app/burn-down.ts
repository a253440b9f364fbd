import { forecastWindows } from '../domain/forecast/forecast-windows.ts';
import type { Learned } from '../domain/forecast/learned.ts';
import type { WindowForecast } from '../domain/forecast/window-forecast.ts';
import type { HistorySeries } from '../domain/history.ts';
import { judgeWindows } from '../domain/outlook.ts';
import type { QuotaWindow } from '../domain/quota-window.ts';
import { verdictOf } from '../domain/verdict.ts';

/** Older samples are no present state. */
const maxAgeMs = 3_600_000;

/**
 * The window that binds, by its history: the one that runs out first, else the one that is most
 * likely to. Undefined if no sample is recent enough.
 */
export function bindingWindow(
  series: readonly HistorySeries[],
  nowMs: number,
  learned: Learned | undefined,
): { readonly series: HistorySeries; readonly forecast: WindowForecast } | undefined {
  const windows = series.flatMap((one) => windowNow(one, nowMs));
  const forecasts = forecastWindows({ windows, nowMs, learned, withPath: true });
  const facts = { nowMs, fetchedAtMs: nowMs, stale: false, forecasts };
  const judged = judgeWindows(windows, facts);
  const verdict = verdictOf(judged, facts);
  const [likely] = judged.toSorted(
    (a, b) => probabilityOf(b.outlook.forecast) - probabilityOf(a.outlook.forecast),
  );
  const id = verdict.window ?? likely?.window.id;
  const found = series.find(({ windowId }) => windowId === id);
  const forecast = id === undefined ? undefined : forecasts.get(id);
  return found === undefined || forecast === undefined ? undefined : { series: found, forecast };
}

function probabilityOf(forecast: WindowForecast | undefined): number {
  return forecast?.runsOutProbability ?? -1;
}

function windowNow(
  { windowId, lengthMinutes, samples }: HistorySeries,
  nowMs: number,
): readonly QuotaWindow[] {
  const last = samples.at(-1);
  if (last === undefined || nowMs - last.atMs > maxAgeMs) return [];
  const { usedPercent, resetsAtMs } = last;
  return [
    { id: windowId, usedPercent, resetsAtMs, lengthMinutes, unit: 'percent', reliable: true },
  ];
}
