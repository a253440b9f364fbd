import { evenPaceForecasts } from './forecast/even-pace.ts';
import type { Forecasts, WindowForecast } from './forecast/window-forecast.ts';
import { paceLength } from './pace.ts';
import {
  isExhausted,
  monthlyMinutes,
  weeklyMinutes,
  type QuotaWindow,
  type WindowId,
} from './quota-window.ts';
import { severityOf, type Severity } from './severity.ts';

/** What a window means for the work to come. Times are epoch milliseconds by Kimi's clock. */
export type Outlook = {
  /** `open`: usable, but too little is known to say whether it lasts. */
  readonly state: 'lasts' | 'short' | 'out' | 'open' | 'unknown';
  readonly severity: Severity;
  readonly forecast?: WindowForecast | undefined;
  /** Of a window that runs short: when nothing will be left. */
  readonly runsOutAtMs?: number | undefined;
  /** The longer exhausted window that keeps this one from being used. */
  readonly blockedBy?: WindowId | undefined;
};

export type OutlookFacts = {
  readonly nowMs: number;
  /** When the usage was fetched: forecasts count from then. */
  readonly fetchedAtMs: number;
  /** Stale usage has no forecast: old counts at the current time would look too good. */
  readonly stale: boolean;
  /** Even-pace forecasts if absent. */
  readonly forecasts?: Forecasts | undefined;
};

/** A window that lasts only probably does so from this probability of running out. */
const minDoubtfulProbability = 0.25;
/** A window runs short if this share of its futures does. */
const minShortProbability = 0.5;
/** Short by more than this share of the window, or within the hour, is urgent. */
const urgentShare = 0.2;
const urgentMs = 3_600_000;
/** The end of the year 9999. */
const maxDateMs = 253_402_300_799_999;

export type JudgedWindow = { readonly window: QuotaWindow; readonly outlook: Outlook };

/** The windows of one account with their outlooks, in the same order. */
export function judgeWindows(
  windows: readonly QuotaWindow[],
  facts: OutlookFacts,
): readonly JudgedWindow[] {
  const sane = windows.map(withSaneReset);
  const { forecasts = evenPaceForecasts(sane, facts.fetchedAtMs) } = facts;
  return sane.map((window) => {
    const outlook = outlookOf(window, { ...facts, forecasts });
    const blockedBy = blockerOf(window, sane, facts.nowMs);
    const severity =
      blockedBy === undefined || outlook.state === 'out' ? outlook.severity : 'blocked';
    return { window, outlook: { ...outlook, severity, blockedBy } };
  });
}

/** Could a window that lasts run out all the same? */
export function isDoubtful({ forecast }: Outlook): boolean {
  return (forecast?.runsOutProbability ?? 0) >= minDoubtfulProbability;
}

/** Is the window used up, and its reset, if known, still to come? */
export function isOutNow(window: QuotaWindow, nowMs: number): boolean {
  return isExhausted(window) && (window.resetsAtMs ?? Number.POSITIVE_INFINITY) > nowMs;
}

/** A reset that no calendar has counts as unknown. */
function withSaneReset(window: QuotaWindow): QuotaWindow {
  const { resetsAtMs = 0 } = window;
  return Math.abs(resetsAtMs) <= maxDateMs ? window : { ...window, resetsAtMs: undefined };
}

function outlookOf(window: QuotaWindow, facts: OutlookFacts): Outlook {
  const byShare = severityOf(window);
  const { resetsAtMs } = window;
  const isOver = resetsAtMs !== undefined && resetsAtMs <= facts.nowMs;
  if (!window.reliable || isOver) return { state: 'unknown', severity: byShare };
  if (isExhausted(window)) return { state: 'out', severity: 'out' };
  if (facts.stale) return { state: 'unknown', severity: byShare };
  const forecast = facts.forecasts?.get(window.id);
  if (forecast === undefined)
    return window.usedPercent === 0
      ? { state: 'lasts', severity: 'calm' }
      : { state: 'open', severity: byShare };
  const runsOutAtMs = forecast.runsOutAt;
  const isShort = forecast.runsOutProbability >= minShortProbability && runsOutAtMs !== undefined;
  if (!isShort) return { state: 'lasts', severity: 'calm', forecast };
  const severity = isUrgent(window, runsOutAtMs, facts.nowMs) ? 'nearly-out' : 'busy';
  return { state: 'short', severity, forecast, runsOutAtMs };
}

function isUrgent(window: QuotaWindow, runsOutAtMs: number, nowMs: number): boolean {
  const { resetsAtMs } = window;
  const lengthMs = resetsAtMs === undefined ? undefined : lengthOf(window, resetsAtMs);
  const shortMs = (resetsAtMs ?? runsOutAtMs) - runsOutAtMs;
  return runsOutAtMs - nowMs < urgentMs || (lengthMs ?? 0) * urgentShare < shortMs;
}

/** The longest-lasting of the longer windows that are used up; only if it resets later. */
function blockerOf(
  window: QuotaWindow,
  windows: readonly QuotaWindow[],
  nowMs: number,
): WindowId | undefined {
  const blockers = windows.filter(
    (other) =>
      isOutNow(other, nowMs) &&
      minutesOf(other) > minutesOf(window) &&
      !(isOutNow(window, nowMs) && latestOf(window) >= latestOf(other)),
  );
  return blockers.toSorted((a, b) => latestOf(b) - latestOf(a))[0]?.id;
}

/** An unknown reset counts as the last. */
function latestOf({ resetsAtMs }: QuotaWindow): number {
  return resetsAtMs ?? Number.MAX_SAFE_INTEGER;
}

/** For comparing windows: a window of unknown length blocks none and is blocked by every other. */
function minutesOf({ id, lengthMinutes }: QuotaWindow): number {
  if (id === 'monthly') return monthlyMinutes;
  if (id === 'weekly') return lengthMinutes ?? weeklyMinutes;
  return lengthMinutes ?? 0;
}

function lengthOf(window: QuotaWindow, resetsAtMs: number): number | undefined {
  return (
    paceLength(window, resetsAtMs) ??
    (window.lengthMinutes === undefined ? undefined : window.lengthMinutes * 60_000)
  );
}
