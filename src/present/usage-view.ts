import type { FailureFacts } from '../domain/failure.ts';
import { kimiTime, localTime } from '../domain/clock-offset.ts';
import { forecastUsage } from '../domain/forecast/forecast-windows.ts';
import type { Forecasts } from '../domain/forecast/window-forecast.ts';
import { isOutNow, judgeWindows, type JudgedWindow, type Outlook } from '../domain/outlook.ts';
import { paceOf, type Pace } from '../domain/pace.ts';
import {
  isExhausted,
  sortWindows,
  type QuotaWindow,
  type WindowId,
} from '../domain/quota-window.ts';
import type { Severity } from '../domain/severity.ts';
import type { UsageOutcome, UsageSnapshot, UsageSource, Wallet } from '../domain/usage-snapshot.ts';
import type { Meters } from '../domain/setting-choices.ts';
import { verdictOf, type Verdict } from '../domain/verdict.ts';
import { cleanName } from './words/clean-text.ts';
import { formatUtc } from './words/time.ts';

/** What every face displays: plain numbers and clean names, without texts in any language. */
export type UsageView = {
  readonly nowMs: number;
  readonly meters: Meters;
  readonly account?: string | undefined;
  /** The answer from all windows; in words by `verdictText`. */
  readonly verdict: Verdict;
  /** Absent if there is no usage, neither fresh nor stale. */
  readonly fetched?: FetchedUsage | undefined;
  /** In display order: 5-hour, weekly, monthly, others by length. */
  readonly rows: readonly UsageRow[];
  readonly wallet?: Wallet | undefined;
  /** When Kimi last refused a prompt because this window is used up, and it still is. */
  readonly wall?: { readonly windowId: WindowId; readonly atMs: number } | undefined;
  /** Why there is no fresh usage. */
  readonly failure?: FailureFacts | undefined;
  readonly nextRefreshAtMs?: number | undefined;
};

export type FetchedUsage = {
  readonly plan?: string | undefined;
  readonly source: UsageSource;
  readonly sourceDetail?: string | undefined;
  readonly fetchedAtMs: number;
  readonly ageMs: number;
  /** How far this machine's clock is ahead of Kimi's; negative if it is behind. */
  readonly clockOffsetMs?: number | undefined;
  /** The last request failed; this is the last known usage. */
  readonly stale: boolean;
};

export type UsageRow = {
  readonly id: WindowId;
  /** Kimi's own name for it; users see `windowLabel(row, messages)`. */
  readonly label?: string | undefined;
  readonly lengthMinutes?: number | undefined;
  readonly usedPercent: number;
  readonly leftPercent: number;
  /**
   * The share that a meter fills and the even pace, 0..1; both follow the `meters` setting. Of the
   * monthly quota also where the part that Kimi Code used ends and the rest of Kimi's begins.
   */
  readonly meter: {
    readonly fill: number;
    readonly tick?: number | undefined;
    readonly second?: number | undefined;
  };
  readonly counts?:
    | { readonly used: number; readonly left: number; readonly limit: number }
    | undefined;
  /** Set if more was used than the limit; percentages stop at 100. */
  readonly overdrawn?:
    | {
        readonly used: number;
        readonly limit: number;
        readonly unit: QuotaWindow['unit'];
      }
    | undefined;
  readonly resets?:
    | {
        readonly atMs: number;
        /** Never negative. */
        readonly inMs: number;
        /** The reset happened after the usage was fetched, so the row is outdated. */
        readonly since: boolean;
      }
    | undefined;
  /** Absent for stale usage: old counts with the current time would look too good. */
  readonly pace?: Pace | undefined;
  readonly outlook: Outlook;
  readonly severity: Severity;
  readonly split?: { readonly codePercent: number; readonly otherPercent: number } | undefined;
  readonly exhausted: boolean;
  readonly reliable: boolean;
};

export type UsageViewFacts = {
  readonly nowMs: number;
  readonly meters: Meters;
  readonly account?: string | undefined;
  readonly nextRefreshAtMs?: number | undefined;
  readonly forecasts?: Forecasts | undefined;
  /** The page has lost its server, so that nothing newer can arrive: the usage is stale. */
  readonly isCutOff?: boolean | undefined;
};

function forecastsOf(outcome: UsageOutcome): Forecasts | undefined {
  return outcome.kind === 'fresh' ? forecastUsage(outcome.snapshot, outcome.learned) : undefined;
}

/** A reset counts as over only after a minute, because clocks differ. */
const graceMs = 60_000;

/** The view of an outcome at a moment. */
export function usageView(outcome: UsageOutcome, facts: UsageViewFacts): UsageView {
  const hasFailed = outcome.kind === 'failed';
  const stale = hasFailed || facts.isCutOff === true;
  const snapshot = hasFailed ? outcome.lastGood : outcome.snapshot;
  const account = cleanName(facts.account);
  const times = {
    nowMs: kimiTime(snapshot ?? {}, facts.nowMs),
    fetchedAtMs: kimiTime(snapshot ?? {}, snapshot?.fetchedAtMs ?? facts.nowMs),
    stale,
  };
  const windows = judgeWindows(sortWindows(snapshot?.windows ?? []), {
    ...times,
    forecasts: facts.forecasts ?? forecastsOf(outcome),
  });
  return {
    nowMs: facts.nowMs,
    meters: facts.meters,
    account,
    verdict: verdictOf(windows, times),
    fetched: snapshot === undefined ? undefined : fetchedUsage(snapshot, facts.nowMs, stale),
    rows: windows.map((judged) => row(judged, facts.meters, times)),
    wallet: snapshot?.wallet,
    wall: wallOf(snapshot, times.nowMs),
    failure: hasFailed ? outcome.failure : undefined,
    nextRefreshAtMs: facts.nextRefreshAtMs,
  };
}

/** Undefined once its window is reset. */
function wallOf(snapshot: UsageSnapshot | undefined, nowMs: number): UsageView['wall'] {
  const { windowId, seenAtMs = 0 } = snapshot?.wall ?? {};
  const window = snapshot?.windows.find(({ id }) => id === windowId);
  return snapshot !== undefined && window !== undefined && isOutNow(window, nowMs)
    ? { windowId: window.id, atMs: localTime(snapshot, seenAtMs) }
    : undefined;
}

function fetchedUsage(snapshot: UsageSnapshot, nowMs: number, stale: boolean): FetchedUsage {
  const plan = cleanName(snapshot.plan);
  const sourceDetail = cleanName(snapshot.sourceDetail);
  return {
    plan,
    source: snapshot.source,
    sourceDetail,
    fetchedAtMs: snapshot.fetchedAtMs,
    ageMs: Math.max(0, nowMs - snapshot.fetchedAtMs),
    clockOffsetMs: snapshot.clockOffsetMs,
    stale,
  };
}

/** `times` are by Kimi's clock. */
function row(
  { window, outlook }: JudgedWindow,
  meters: Meters,
  times: { readonly nowMs: number; readonly fetchedAtMs: number; readonly stale: boolean },
): UsageRow {
  const { id, usedPercent, lengthMinutes, split, reliable } = window;
  // A time after the year 9999 counts as unknown.
  const resetsAtMs = formatUtc(window.resetsAtMs) === undefined ? undefined : window.resetsAtMs;
  const label = cleanName(window.label);
  const leftPercent = 100 - usedPercent;
  const pace = times.stale ? undefined : paceOf(window, times.nowMs);
  const counts = countsOf(window);
  const overdrawn = overdrawnOf(window);
  const share = (used: number): number => (meters === 'left' ? 100 - used : used) / 100;
  return {
    id,
    label,
    lengthMinutes,
    usedPercent,
    leftPercent,
    meter: {
      fill: share(usedPercent),
      tick: pace === undefined ? undefined : share(pace.expectedUsedExact),
      second: secondOf(window, meters),
    },
    counts,
    overdrawn,
    resets:
      resetsAtMs === undefined ? undefined : resetsOf(resetsAtMs, times.fetchedAtMs, times.nowMs),
    pace,
    outlook,
    severity: outlook.severity,
    split,
    exhausted: isExhausted(window),
    reliable,
  };
}

/** The used part of the monthly meter begins with Kimi Code's share, after what is left if shown. */
function secondOf({ split, usedPercent }: QuotaWindow, meters: Meters): number | undefined {
  if (split === undefined || split.codePercent + split.otherPercent === 0) return undefined;
  const from = meters === 'left' ? 100 - usedPercent : 0;
  return Math.min(100, from + split.codePercent) / 100;
}

/** Only requests have counts: counts in percent say no more than the percentage. */
function countsOf({ used, limit, unit, reliable }: QuotaWindow): UsageRow['counts'] {
  if (!reliable || unit !== 'requests' || used === undefined || limit === undefined)
    return undefined;
  return { used, left: Math.max(0, limit - used), limit };
}

function overdrawnOf({ used, limit, unit, reliable }: QuotaWindow): UsageRow['overdrawn'] {
  return reliable && used !== undefined && limit !== undefined && used > limit
    ? { used, limit, unit }
    : undefined;
}

function resetsOf(
  atMs: number,
  fetchedAtMs: number,
  nowMs: number,
): NonNullable<UsageRow['resets']> {
  return {
    atMs,
    inMs: Math.max(0, atMs - nowMs),
    since: atMs > fetchedAtMs && nowMs - atMs > graceMs,
  };
}
