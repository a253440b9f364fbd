import { tightestWindow } from './tightest-window.ts';
import type { QuotaWindow, WindowId } from './quota-window.ts';
import type { Verdict } from './verdict.ts';

/** How much a task needs: time, or percentage points of a window, as a range. */
export type TaskSize =
  | { readonly kind: 'minutes'; readonly minutes: number }
  | {
      readonly kind: 'points';
      readonly low: number;
      readonly high: number;
      /** The tightest if undefined. */
      readonly window?: WindowId | undefined;
    };

/** Why a task can start or not. Times are epoch milliseconds by Kimi's clock. */
export type StartDecision = {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly cause:
    | 'used-up'
    | 'lasts'
    | 'lasts-until'
    | 'too-short'
    | 'no-forecast'
    | 'enough-points'
    | 'too-few-points'
    | 'perhaps-points'
    | 'no-window';
  readonly window?: WindowId | undefined;
  /** What is left of that window, if points decided. */
  readonly leftPercent?: number | undefined;
  /** When it is expected to run out. */
  readonly until?: number | undefined;
  /** When it is back: of `no`, and of `yes` if it runs out. */
  readonly backAt?: number | undefined;
};

/** Can a task of this size be done with what is left? Only fresh usage should be asked. */
export function canStart(
  size: TaskSize,
  {
    windows,
    verdict,
    nowMs,
  }: {
    readonly windows: readonly QuotaWindow[];
    readonly verdict: Verdict;
    readonly nowMs: number;
  },
): StartDecision {
  const { state, ...times } = verdict;
  if (state === 'out') return { answer: 'no', cause: 'used-up', ...times };
  if (size.kind === 'points') return forPoints(size, windows, nowMs);
  if (state === 'unknown') return { answer: 'unknown', cause: 'no-forecast' };
  if (state === 'lasts') return { answer: 'yes', cause: 'lasts' };
  const leftMs = (times.until ?? nowMs) - nowMs;
  return leftMs >= size.minutes * 60_000
    ? { answer: 'yes', cause: 'lasts-until', ...times }
    : { answer: 'no', cause: 'too-short', ...times };
}

function forPoints(
  { low, high, window: id }: Extract<TaskSize, { kind: 'points' }>,
  windows: readonly QuotaWindow[],
  nowMs: number,
): StartDecision {
  const known = windows.filter(
    (window) =>
      window.reliable &&
      (id === undefined || window.id === id) &&
      (window.resetsAtMs ?? Number.POSITIVE_INFINITY) > nowMs,
  );
  const window = tightestWindow(known, ({ usedPercent, resetsAtMs }) => ({
    leftPercent: 100 - usedPercent,
    resetsAtMs,
  }));
  if (window === undefined) return { answer: 'unknown', cause: 'no-window', window: id };
  const leftPercent = 100 - window.usedPercent;
  const facts = { window: window.id, leftPercent };
  if (leftPercent >= high) return { answer: 'yes', cause: 'enough-points', ...facts };
  return leftPercent < low
    ? { answer: 'no', cause: 'too-few-points', ...facts, backAt: window.resetsAtMs }
    : { answer: 'unknown', cause: 'perhaps-points', ...facts, backAt: window.resetsAtMs };
}
