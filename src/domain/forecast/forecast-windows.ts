import { localTime, kimiTime, type HasClockOffset } from '../clock-offset.ts';
import type { HistorySeries } from '../history.ts';
import { isExhausted, type QuotaWindow, type WindowId } from '../quota-window.ts';
import { forecastOf, type Demand } from './demand-forecast.ts';
import { evenDemand, evenPaceForecasts, spanOf } from './even-pace.ts';
import type { Learned } from './learned.ts';
import { recentUse, type RecentUse } from './recent-use.ts';
import type { Rhythm } from './rhythm.ts';
import { rhythmDemand } from './rhythm-demand.ts';
import { rhythmNow } from './rhythm-now.ts';
import type { Forecasts, WindowForecast } from './window-forecast.ts';

export type ForecastRequest = HasClockOffset & {
  readonly windows: readonly QuotaWindow[];
  /** By Kimi's clock, as the windows' resets are. */
  readonly nowMs: number;
  /** What is known of the account; an even pace without it. */
  readonly learned?: Learned | undefined;
  /** Also returns the way to the reset, for a burn-down. */
  readonly withPath?: boolean | undefined;
};

type FetchedWindows = HasClockOffset & {
  readonly windows: readonly QuotaWindow[];
  readonly fetchedAtMs: number;
};

type KnownForecasts = { readonly learned: Learned | undefined; readonly forecasts: Forecasts };

/** Views, events and metrics ask for the same usage again and again: for each account, once. */
const knownForecasts = new WeakMap<FetchedWindows, KnownForecasts>();

/** The forecasts of usage at the time it was fetched; an even pace if nothing was learned. */
export function forecastUsage(snapshot: FetchedWindows, learned: Learned | undefined): Forecasts {
  const known = knownForecasts.get(snapshot);
  if (known !== undefined && known.learned === learned) return known.forecasts;
  const { windows, clockOffsetMs } = snapshot;
  const nowMs = kimiTime(snapshot, snapshot.fetchedAtMs);
  const forecasts = forecastWindows({ windows, nowMs, clockOffsetMs, learned });
  knownForecasts.set(snapshot, { learned, forecasts });
  return forecasts;
}

/** The forecast of each window that can have one, see `spanOf`. */
export function forecastWindows(request: ForecastRequest): Forecasts {
  const { windows, nowMs, learned, withPath } = request;
  if (learned === undefined) return evenPaceForecasts(windows, nowMs, withPath);
  const reliable = windows.filter((window) => window.reliable);
  const series = reliable.map((window) => seriesOf(window, request, learned.recent));
  const recent = recentUse({
    series,
    rhythm: learned.rhythm,
    nowMs: localTime(request, nowMs),
  });
  const demandAfter = demandsAfter(learned.rhythm, recent, request);
  const forecasts = new Map<WindowId, WindowForecast>();
  for (const window of windows) {
    const forecast = forecastWindow(window, { request, learned, demandAfter });
    if (forecast !== undefined) forecasts.set(window.id, forecast);
  }
  return forecasts;
}

/** The demand by the rhythm if nothing can be used before a moment, for a window's ratio. */
type DemandAfter = (blockedUntilMs: number) => (ratio: number) => Demand;

/**
 * Windows that are blocked until the same moment share a future. Its times are by this machine's
 * clock, as are those of the history that the rhythm was learned from.
 */
function demandsAfter(rhythm: Rhythm, recent: RecentUse, request: ForecastRequest): DemandAfter {
  const nowMs = localTime(request, request.nowMs);
  const now = rhythmNow({ rhythm, recent, nowMs });
  const leftMs = request.windows.map((one) => spanOf(one, request.nowMs)?.leftMs ?? 0);
  const future = { rhythm, recent, now, nowMs, untilMs: nowMs + Math.max(...leftMs) };
  const known = new Map<number, ReturnType<DemandAfter>>();
  return (blockedUntilMs) => {
    const demand =
      known.get(blockedUntilMs) ??
      rhythmDemand({ ...future, blockedUntilMs: localTime(request, blockedUntilMs) });
    known.set(blockedUntilMs, demand);
    return demand;
  };
}

type Known = {
  readonly request: ForecastRequest;
  readonly learned: Learned;
  readonly demandAfter: DemandAfter;
};

/** After this many days watched closely, an even pace and the account's rhythm count the same. */
const evenDays = 1.5;
const minEvenShare = 0.01;

function forecastWindow(
  window: QuotaWindow,
  { request: { windows, nowMs, withPath }, learned: { rhythm }, demandAfter }: Known,
): WindowForecast | undefined {
  const { usedPercent } = window;
  const span = spanOf(window, nowMs);
  const ratio = rhythm.ratios[window.id];
  if (span === undefined || ratio === undefined) return undefined;
  const { resetsAtMs } = span;
  const blockers = windows.filter((one) => isExhausted(one) && one !== window);
  const blockedUntilMs = Math.max(0, ...blockers.map((one) => one.resetsAtMs ?? 0));
  const throttle = window.id === 'session' ? 1 : rhythm.throttle;
  const evenShare = blockedUntilMs > nowMs ? 0 : 0.5 ** (rhythm.daysSeen / evenDays);
  const demand = capped(
    mixed(evenDemand(usedPercent, span), demandAfter(blockedUntilMs)(ratio * throttle), evenShare),
    windows.flatMap((longer) => capOf(longer, window, rhythm)),
  );
  return {
    basis: evenShare > 0.5 ? 'even-pace' : 'rhythm',
    weeks: rhythm.weeks,
    ...forecastOf(demand, { usedPercent, nowMs, resetsAtMs, withPath }),
  };
}

/** Points that another window leaves for this one: between `least` and `most`. */
type Cap = { readonly least: number; readonly most: number };

/** What a window that resets later leaves for this one. Whole percents leave its share open. */
function capOf(longer: QuotaWindow, { id, resetsAtMs }: QuotaWindow, rhythm: Rhythm): Cap[] {
  const points = (rhythm.ratios[id] ?? 0) / (rhythm.ratios[longer.id] ?? Infinity);
  const isLater = (longer.resetsAtMs ?? 0) > (resetsAtMs ?? Infinity);
  if (longer.id === id || !longer.reliable || !isLater || points <= 0) return [];
  const left = 100 - longer.usedPercent;
  const step = Number.isInteger(longer.usedPercent) ? 1 : 0.1;
  return [{ least: 0.95 * points * Math.max(0, left - step), most: 1.05 * points * left }];
}

/** The demand that is met: other windows leave no more. */
function capped(demand: Demand, caps: readonly Cap[]): Demand {
  const isNear = caps.filter(({ least }) => least < 100);
  if (isNear.length === 0) return demand;
  return (sinceMs) => {
    const wanted = demand(sinceMs);
    return (points) => {
      let exceeds = 1 - wanted(points);
      for (const { least, most } of isNear)
        exceeds *= Math.min(1, Math.max(0, (most - points) / Math.max(1e-9, most - least)));
      return 1 - exceeds;
    };
  };
}

/** Either demand, the first with this probability. */
function mixed(first: Demand, second: Demand, probability: number): Demand {
  if (probability < minEvenShare) return second;
  return (sinceMs) => {
    const one = first(sinceMs);
    const other = second(sinceMs);
    return (points) => probability * one(points) + (1 - probability) * other(points);
  };
}

/** A window's last day until now, by this machine's clock. */
function seriesOf(
  { id, lengthMinutes, usedPercent, resetsAtMs }: QuotaWindow,
  request: ForecastRequest,
  past: readonly HistorySeries[],
): HistorySeries {
  const atMs = localTime(request, request.nowMs);
  const reset = resetsAtMs === undefined ? undefined : localTime(request, resetsAtMs);
  const before = past.find(({ windowId }) => windowId === id)?.samples ?? [];
  const samples = [
    ...before.filter((sample) => sample.atMs < atMs),
    { atMs, usedPercent, resetsAtMs: reset },
  ];
  return { windowId: id, lengthMinutes, samples, resetsAtMs: [] };
}
