import type { Outlook } from '../outlook.ts';
import { isExhausted, type QuotaWindow, type WindowId } from '../quota-window.ts';
import type { EventRules, WindowMemory } from './event-memory.ts';
import { sameMomentMs } from '../same-moment.ts';
import type { QuotaEvent } from './usage-event.ts';

/** A window as fetched, with its circumstances. Times are epoch milliseconds by Kimi's clock. */
export type WindowObservation = {
  readonly window: QuotaWindow;
  readonly outlook: Outlook;
  readonly fetchedAtMs: number;
  readonly nowMs: number;
  /** The plan has changed since the window was last seen, so its figures cannot be compared. */
  readonly planChanged: boolean;
  readonly account?: string | undefined;
};

/**
 * A threshold is armed again only this many points above it, so that wavering does not cross it
 * each time.
 */
const rearmPoints = 3;
/** The same for an exhausted window. */
const usableAgainPoints = 1;
/** A window that will run out is reported again only after it was unlikely. */
const calmProbability = 0.35;
const graceMs = 60_000;

/**
 * The probability from which a window is reported to run out. A session leaves no time to be surer;
 * of a longer window, four of five alarms came true for the people that it was chosen on.
 */
export function alarmProbabilityOf(id: WindowId): number {
  return id === 'session' ? 0.6 : 0.65;
}

/**
 * The events of one window, and the memory after it. Without a memory the window is seen for the
 * first time, and only what matters now is reported. Unreliable counters, a window whose end has
 * passed and usage older than the last change nothing.
 */
export function observeWindow(
  before: WindowMemory | undefined,
  observation: WindowObservation,
  rules: EventRules,
): { readonly memory: WindowMemory | undefined; readonly events: readonly QuotaEvent[] } {
  const { window, fetchedAtMs, nowMs } = observation;
  const isOver = window.resetsAtMs !== undefined && window.resetsAtMs <= nowMs;
  // A memory from the future: the clock was set back, so which of the two is older is unknown.
  const isOlder = before !== undefined && fetchedAtMs < before.seenAtMs && before.seenAtMs <= nowMs;
  if (!window.reliable || isOver || isOlder) return { memory: before, events: [] };
  const memory = rearmed(before, observation, rules);
  return rules.quiet ? { memory, events: [] } : report(memory, observation, rules);
}

/** The memory brought up to date: what is over no longer counts as reported. */
function rearmed(
  before: WindowMemory | undefined,
  observation: WindowObservation,
  rules: EventRules,
): WindowMemory {
  const { window, fetchedAtMs } = observation;
  const seen = {
    seenAtMs: fetchedAtMs,
    usedPercent: window.usedPercent,
    limit: window.limit,
    resetsAtMs: window.resetsAtMs,
  };
  if (before === undefined)
    return {
      ...seen,
      resetDue: false,
      exhausted: 'no',
      runOutTold: runOutOf(observation) !== undefined,
    };
  const isReset = hasReset(before, observation);
  const left = 100 - window.usedPercent;
  const lowTold = isReset ? undefined : stillReported(before.lowTold, left, rules.thresholds);
  return {
    ...seen,
    resetDue: before.resetDue || (isReset && before.usedPercent > 0),
    exhausted: exhaustionOf(before, window, isReset),
    lowTold,
    runOutTold: before.runOutTold && !isReset && !isUnlikely(observation.outlook),
  };
}

/**
 * Exhausted, back, and exhausted again before the return was reported: reported as exhausted again.
 */
function exhaustionOf(
  { exhausted }: WindowMemory,
  window: QuotaWindow,
  isReset: boolean,
): WindowMemory['exhausted'] {
  if (isExhausted(window)) return exhausted === 'told' && !isReset ? 'told' : 'no';
  const isUsable = isReset || 100 - window.usedPercent >= usableAgainPoints;
  return exhausted === 'told' && isUsable ? 'back' : exhausted;
}

/**
 * Of the reported threshold and those above it, the lowest that the share left has not clearly
 * risen above.
 */
function stillReported(
  reported: number | undefined,
  left: number,
  thresholds: readonly number[],
): number | undefined {
  if (reported === undefined) return undefined;
  return [reported, ...thresholds]
    .filter((at) => at >= reported && left < at + rearmPoints)
    .toSorted((a, b) => a - b)[0];
}

/** The old period's end has passed and a new one is far ahead, or Kimi reset the window early. */
function hasReset(
  before: WindowMemory,
  { window, fetchedAtMs, planChanged }: WindowObservation,
): boolean {
  const limitChanged =
    before.limit !== undefined && window.limit !== undefined && before.limit !== window.limit;
  if (planChanged || limitChanged) return false;
  const fell = before.usedPercent - window.usedPercent;
  const fellFar = fell >= 10;
  if (before.resetsAtMs === undefined)
    return window.resetsAtMs === undefined && fellFar && window.usedPercent <= 5;
  const isDue = before.resetsAtMs <= fetchedAtMs + graceMs;
  if (window.resetsAtMs === undefined) return isDue && fell > 0;
  const halfLengthMs = ((window.lengthMinutes ?? 0) * 60_000) / 2;
  return (
    window.resetsAtMs - before.resetsAtMs >= Math.max(sameMomentMs, halfLengthMs) &&
    (isDue || fellFar)
  );
}

function report(memory: WindowMemory, observation: WindowObservation, rules: EventRules) {
  const { window, outlook } = observation;
  const left = 100 - window.usedPercent;
  const isOut = isExhausted(window);
  const runOut = runOutOf(observation);
  const reached = rules.thresholds.filter((at) => left <= at).toSorted((a, b) => a - b)[0];
  // A low share of a window that lasts is no news, unless it stops lasting later.
  const isNoNews = !rules.lowIfLasting && outlook.state === 'lasts';
  const isLow =
    !isOut &&
    !isNoNews &&
    reached !== undefined &&
    reached < (memory.lowTold ?? Number.POSITIVE_INFINITY);
  const willRunOut = !isOut && runOut !== undefined && !memory.runOutTold;
  const lowTold =
    reached === undefined || isNoNews
      ? memory.lowTold
      : Math.min(reached, memory.lowTold ?? reached);
  // After a sleep or quiet hours: a reset is no news any more once the new period is low itself.
  const hasMovedOn = memory.resetDue && reached !== undefined;
  const isBack = memory.exhausted === 'back' && !hasMovedOn;
  const events: QuotaEvent[] = [
    ...(memory.resetDue && !isOut && !hasMovedOn ? [event('quota-reset', observation)] : []),
    ...(isBack ? [event('quota-restored', observation)] : []),
    ...(isOut && memory.exhausted !== 'told' ? [event('quota-exhausted', observation)] : []),
    ...(isLow ? [{ ...event('quota-low', observation), thresholdPercent: reached }] : []),
    ...(willRunOut ? [{ ...event('will-run-out', observation), ...runOut }] : []),
  ];
  return {
    memory: {
      ...memory,
      resetDue: false,
      exhausted: reportedExhaustion(memory, isOut),
      lowTold,
      runOutTold: memory.runOutTold || willRunOut,
    },
    events,
  };
}

function reportedExhaustion(
  { exhausted }: WindowMemory,
  isOut: boolean,
): WindowMemory['exhausted'] {
  if (isOut) return 'told';
  return exhausted === 'back' ? 'no' : exhausted;
}

/** How likely the window runs out before its reset and when, if that is worth an alarm. */
function runOutOf({ window, outlook }: WindowObservation) {
  const { forecast } = outlook;
  if (
    forecast?.runsOutAt === undefined ||
    forecast.runsOutProbability < alarmProbabilityOf(window.id)
  )
    return undefined;
  return { emptyAtMs: forecast.runsOutAt, probability: forecast.runsOutProbability };
}

function isUnlikely({ forecast }: Outlook): boolean {
  return forecast !== undefined && forecast.runsOutProbability < calmProbability;
}

function event(
  kind: QuotaEvent['kind'],
  { window, nowMs, account }: WindowObservation,
): QuotaEvent {
  const { id, label, lengthMinutes, usedPercent, resetsAtMs } = window;
  return {
    kind,
    account,
    atMs: nowMs,
    windowId: id,
    label,
    lengthMinutes,
    usedPercent,
    leftPercent: 100 - usedPercent,
    resetsAtMs,
  };
}
