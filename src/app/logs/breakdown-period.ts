import { calendarMonthBefore } from '../../domain/calendar-month.ts';
import type { HistorySeries } from '../../domain/history.ts';
import type { WindowId } from '../../domain/quota-window.ts';
import type { Host } from '../../host/host.ts';

/** The time to break down, and the window whose points are shared out. */
export interface BreakdownPeriod {
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Undefined if nothing is known of the account's windows. */
  readonly windowId: WindowId | undefined;
  /** What state of the history the period was read from; a later change has another stamp. */
  readonly historyStamp?: string | undefined;
}

export interface PeriodRequest {
  readonly account?: string | undefined;
  readonly windowId?: WindowId | undefined;
  readonly sinceMs?: number | undefined;
}

type KnownWindow = {
  readonly id: WindowId;
  readonly resetsAtMs?: number | undefined;
  readonly lengthMinutes?: number | undefined;
};

const dayMs = 86_400_000;
/** If no window is known. */
const defaultSpanMs = 7 * dayMs;
/** A window that was last seen before this has probably gone from the plan. */
const recentMs = 8 * dayMs;

/**
 * From the start of the current period of the longest window, or of the named one, until now. What
 * windows there are is known from the history.
 */
export async function readBreakdownPeriod(
  host: Host,
  request: PeriodRequest,
): Promise<BreakdownPeriod> {
  const untilMs = host.clock.now();
  const { windows, stamp: historyStamp } = await knownWindows(host, request.account, untilMs);
  const wanted = request.windowId === undefined ? ['monthly', 'weekly'] : [request.windowId];
  const window = wanted
    .map((id) => windows.find((known) => known.id === id))
    .find((known) => known !== undefined);
  const windowId = request.windowId ?? window?.id;
  const startMs = window === undefined ? undefined : periodStart(window, untilMs);
  const sinceMs = request.sinceMs ?? startMs ?? untilMs - defaultSpanMs;
  return { sinceMs, untilMs, windowId, historyStamp };
}

async function knownWindows(
  host: Host,
  account: string | undefined,
  nowMs: number,
): Promise<{ windows: readonly KnownWindow[]; stamp: string | undefined }> {
  const range = { account, sinceMs: nowMs - recentMs, untilMs: nowMs };
  const { readStampedHistory } = await import('../history.ts');
  const { series, stamp } = await readStampedHistory(host, range);
  return { windows: series.filter(({ samples }) => samples.length > 0).map(windowOf), stamp };
}

function windowOf({ windowId, lengthMinutes, samples }: HistorySeries): KnownWindow {
  return { id: windowId, lengthMinutes, resetsAtMs: samples.at(-1)?.resetsAtMs };
}

/** Undefined if the reset is unknown, or passed so long ago that it says nothing. */
function periodStart({ resetsAtMs, lengthMinutes }: KnownWindow, nowMs: number) {
  if (resetsAtMs === undefined) return undefined;
  // The period that the last usage announced is over: the current one began then.
  if (resetsAtMs <= nowMs) return resetsAtMs;
  return lengthMinutes === undefined
    ? calendarMonthBefore(resetsAtMs)
    : resetsAtMs - lengthMinutes * 60_000;
}
