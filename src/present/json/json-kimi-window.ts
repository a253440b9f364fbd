import {
  isExhausted,
  sortWindows,
  type QuotaWindow,
  type WindowId,
} from '../../domain/quota-window.ts';
import { jsonPercent, windowMinutes } from './json-number.ts';
import { paceRecord } from './json-pace.ts';
import { coreEn } from '../messages/en/core.ts';
import type { WindowForecast } from '../../domain/forecast/window-forecast.ts';
import { formatUtc } from '../words/time.ts';
import type { UsageView } from '../usage-view.ts';
import { windowLabel } from '../words/windows.ts';
import type { ForecastRecord, KimiWindow } from './kimi-record.ts';

/**
 * All windows, in display order. Stale usage has no pace: old counts with the current time would
 * look too good.
 */
export function kimiWindows(
  windows: readonly QuotaWindow[],
  nowMs: number,
  view: Pick<UsageView, 'rows' | 'fetched'>,
): KimiWindow[] {
  const stale = view.fetched?.stale === true;
  return sortWindows(windows).map((window, index) => {
    const { blockedBy, forecast } = view.rows[index]?.outlook ?? {};
    return kimiWindow(window, nowMs, { stale, blockedBy, forecast: forecastRecord(forecast) });
  });
}

type WindowFacts = {
  readonly stale: boolean;
  readonly blockedBy: WindowId | undefined;
  readonly forecast: ForecastRecord | undefined;
};

function kimiWindow(
  window: QuotaWindow,
  nowMs: number,
  { stale, blockedBy, forecast }: WindowFacts,
): KimiWindow {
  const { id, usedPercent, used, limit, remaining, unit, resetsAtMs, reliable, split } = window;
  const resetsAt = formatUtc(resetsAtMs);
  const pace = stale ? undefined : paceRecord(window, nowMs);
  return {
    id,
    label: windowLabel(window, coreEn),
    usedPercent: jsonPercent(usedPercent),
    remainingPercent: jsonPercent(100 - usedPercent),
    used,
    limit,
    remaining,
    unit,
    windowMinutes: windowMinutes(window) ?? null,
    ...(resetsAt === undefined || resetsAtMs === undefined
      ? {}
      : { resetsAt, resetsInSeconds: Math.max(0, Math.floor((resetsAtMs - nowMs) / 1000)) }),
    reliable,
    exhausted: isExhausted(window),
    blockedBy,
    pace,
    forecast: stale ? undefined : forecast,
    split:
      split === undefined
        ? undefined
        : {
            codePercent: jsonPercent(split.codePercent),
            otherPercent: jsonPercent(split.otherPercent),
          },
  };
}

/** In whole percent and hundredths: more digits would promise too much. */
function forecastRecord(forecast: WindowForecast | undefined): ForecastRecord | undefined {
  if (forecast === undefined) return undefined;
  const { basis, weeks, runsOutProbability, usedAtResetPercent } = forecast;
  const { p10, p50, p90 } = usedAtResetPercent;
  return {
    basis,
    weeks,
    runsOutProbability: Math.round(runsOutProbability * 100) / 100,
    usedAtResetPercent: {
      p10: wholePercent(p10),
      p50: wholePercent(p50),
      p90: wholePercent(p90),
    },
    runsOutAt: formatUtc(forecast.runsOutAt),
    runsOutEarliestAt: formatUtc(forecast.runsOutEarliestAt),
  };
}

/** 100 only if it is exactly that: the window runs out then. */
function wholePercent(percent: number): number {
  return percent >= 100 ? 100 : Math.min(99, Math.round(percent));
}
