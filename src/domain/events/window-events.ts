import { paceOf } from '../pace.ts';
import { isExhausted, type QuotaWindow } from '../quota-window.ts';
import type { EventRules, WindowMemory } from './event-memory.ts';
import { sameMomentMs } from '../same-moment.ts';
import type { QuotaEvent } from './usage-event.ts';

/** A window as read, and what has to be known around it. Times are epoch milliseconds. */
export type WindowReading = {
  readonly window: QuotaWindow;
  readonly fetchedAtMs: number;
  readonly nowMs: number;
  /** The plan is another than when the window was last seen: its figures can't be compared. */
  readonly planChanged: boolean;
  readonly account?: string | undefined;
};

/** A share left that wavers around a threshold does not cross it each time: it is armed again this many points above. */
const rearmPoints = 3;
/** The same for a window that is used up. */
const usableAgainPoints = 1;
/** A pace is told once it is this far ahead, this far into the window: at the beginning, a little work looks like a lot. */
const aheadPoints = 7;
const expectedAtLeast = 10;
const graceMs = 60_000;

/**
 * What a reading of one window changes in what is known of it, and what there is to tell. Without a memory the window is
 * seen for the first time: only what matters now is told. Counters that can't be trusted change nothing, nor does a window
 * whose end has passed, nor a reading older than the last.
 */
export function observeWindow(
  before: WindowMemory | undefined,
  reading: WindowReading,
  rules: EventRules,
): { readonly memory: WindowMemory | undefined; readonly events: readonly QuotaEvent[] } {
  const { window, fetchedAtMs, nowMs } = reading;
  const isOver = window.resetsAtMs !== undefined && window.resetsAtMs <= nowMs;
  // A memory from the future means that the clock was set back: then nobody can say which of the two is older.
  const isOlder = before !== undefined && fetchedAtMs < before.seenAtMs && before.seenAtMs <= nowMs;
  if (!window.reliable || isOver || isOlder) return { memory: before, events: [] };
  const memory = rearmed(before, reading, rules);
  return rules.quiet ? { memory, events: [] } : tell(memory, reading, rules);
}

/** The memory brought up to the reading: what is over no longer counts as told. */
function rearmed(
  before: WindowMemory | undefined,
  reading: WindowReading,
  rules: EventRules,
): WindowMemory {
  const { window, fetchedAtMs } = reading;
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
      runOutTold: emptyAt(reading) !== undefined,
    };
  const anew = hasBegunAnew(before, reading);
  const left = 100 - window.usedPercent;
  const lowTold = anew ? undefined : stillTold(before.lowTold, left, rules.thresholds);
  return {
    ...seen,
    resetDue: before.resetDue || (anew && before.usedPercent > 0),
    exhausted: exhaustionOf(before, window, anew),
    ...(lowTold === undefined ? {} : { lowTold }),
    runOutTold: before.runOutTold && !anew && !paceIsEven(reading),
  };
}

/** Used up, back, and used up again without anybody having been told of the return is worth telling anew. */
function exhaustionOf(
  { exhausted }: WindowMemory,
  window: QuotaWindow,
  anew: boolean,
): WindowMemory['exhausted'] {
  if (isExhausted(window)) return exhausted === 'told' && !anew ? 'told' : 'no';
  const isUsable = anew || 100 - window.usedPercent >= usableAgainPoints;
  return exhausted === 'told' && isUsable ? 'back' : exhausted;
}

/** Of the told threshold and those above it, the lowest that the share left has not clearly risen over. */
function stillTold(
  told: number | undefined,
  left: number,
  thresholds: readonly number[],
): number | undefined {
  if (told === undefined) return undefined;
  return [told, ...thresholds]
    .filter((at) => at >= told && left < at + rearmPoints)
    .toSorted((a, b) => a - b)[0];
}

/** The old period's end has passed and a new one is far ahead; or all of it came back before its time. */
function hasBegunAnew(
  before: WindowMemory,
  { window, fetchedAtMs, planChanged }: WindowReading,
): boolean {
  const limitChanged =
    before.limit !== undefined && window.limit !== undefined && before.limit !== window.limit;
  if (planChanged || limitChanged) return false;
  const fell = before.usedPercent - window.usedPercent;
  const cameBack = fell >= 10 && window.usedPercent <= 5;
  if (before.resetsAtMs === undefined) return window.resetsAtMs === undefined && cameBack;
  const isDue = before.resetsAtMs <= fetchedAtMs + graceMs;
  if (window.resetsAtMs === undefined) return isDue && fell > 0;
  const halfLengthMs = ((window.lengthMinutes ?? 0) * 60_000) / 2;
  return (
    window.resetsAtMs - before.resetsAtMs >= Math.max(sameMomentMs, halfLengthMs) &&
    (isDue || cameBack)
  );
}

function tell(memory: WindowMemory, reading: WindowReading, rules: EventRules) {
  const { window } = reading;
  const left = 100 - window.usedPercent;
  const isOut = isExhausted(window);
  const emptyAtMs = emptyAt(reading);
  const reached = rules.thresholds.filter((at) => left <= at).toSorted((a, b) => a - b)[0];
  const isLow =
    !isOut && reached !== undefined && reached < (memory.lowTold ?? Number.POSITIVE_INFINITY);
  const willRunOut = !isOut && emptyAtMs !== undefined && !memory.runOutTold;
  const lowTold =
    reached === undefined ? memory.lowTold : Math.min(reached, memory.lowTold ?? reached);
  const events: QuotaEvent[] = [
    ...(memory.resetDue && !isOut ? [event('quota-reset', reading)] : []),
    ...(memory.exhausted === 'back' ? [event('quota-restored', reading)] : []),
    ...(isOut && memory.exhausted !== 'told' ? [event('quota-exhausted', reading)] : []),
    ...(isLow ? [{ ...event('quota-low', reading), thresholdPercent: reached }] : []),
    ...(willRunOut ? [{ ...event('will-run-out', reading), emptyAtMs }] : []),
  ];
  return {
    memory: {
      ...memory,
      resetDue: false,
      exhausted: isOut
        ? ('told' as const)
        : memory.exhausted === 'back'
          ? ('no' as const)
          : memory.exhausted,
      ...(lowTold === undefined ? {} : { lowTold }),
      runOutTold: memory.runOutTold || willRunOut,
    },
    events,
  };
}

/** When the window will be empty, where that is clearly before its end; undefined elsewhere. */
function emptyAt({ window, fetchedAtMs }: WindowReading): number | undefined {
  const pace = paceOf(window, fetchedAtMs);
  if (pace === undefined || pace.willLastToReset || pace.emptyInMs === undefined) return undefined;
  if (pace.deltaPercent < aheadPoints || pace.expectedUsedExact < expectedAtLeast) return undefined;
  return Math.round(fetchedAtMs + pace.emptyInMs);
}

function paceIsEven({ window, fetchedAtMs }: WindowReading): boolean {
  const pace = paceOf(window, fetchedAtMs);
  return pace !== undefined && pace.deltaPercent <= 0;
}

function event(kind: QuotaEvent['kind'], { window, nowMs, account }: WindowReading): QuotaEvent {
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
