import { calendarMonthBefore } from './calendar-month.ts';
import { sessionMinutes, weeklyMinutes, type QuotaWindow } from './quota-window.ts';

export type PaceStage =
  | 'onTrack'
  | 'slightlyAhead'
  | 'ahead'
  | 'farAhead'
  | 'slightlyBehind'
  | 'behind'
  | 'farBehind';

/** How a window's use compares with an even pace. Ahead means faster than even: in deficit. */
export type Pace = {
  readonly stage: PaceStage;
  /** Used minus expected, in whole points; positive is a deficit. */
  readonly deltaPercent: number;
  readonly expectedUsedPercent: number;
  /** The same before rounding, for drawing the tick. */
  readonly expectedUsedExact: number;
  readonly willLastToReset: boolean;
  /** Milliseconds until nothing is left at this rate; absent if nothing has been used. */
  readonly emptyInMs?: number | undefined;
};

/**
 * The pace of a window at a moment by Kimi's clock, or undefined if it would be a guess: other
 * lengths than 5 hours, 7 days and a month, unreliable counters, no reset ahead or one further away
 * than the window is long, nothing left, or less than 3% of the window over.
 */
export function paceOf(window: QuotaWindow, nowMs: number): Pace | undefined {
  const { resetsAtMs, usedPercent } = window;
  if (!window.reliable || resetsAtMs === undefined || usedPercent >= 100) return undefined;
  const lengthMs = paceLength(window, resetsAtMs);
  const leftMs = resetsAtMs - nowMs;
  if (lengthMs === undefined || !(leftMs > 0 && leftMs <= lengthMs)) return undefined;
  const elapsedMs = lengthMs - leftMs;
  const expected = (elapsedMs / lengthMs) * 100;
  if (expected < 3) return undefined;
  const emptyInMs = usedPercent > 0 ? (100 - usedPercent) / (usedPercent / elapsedMs) : undefined;
  return {
    stage: stageOf(usedPercent - expected),
    deltaPercent: roundHalfAwayFromZero(usedPercent - expected),
    expectedUsedPercent: roundHalfAwayFromZero(expected),
    expectedUsedExact: expected,
    willLastToReset: emptyInMs === undefined || emptyInMs >= leftMs,
    emptyInMs,
  };
}

/** How long a window is that ends with this reset, milliseconds; undefined if it has no pace. */
export function paceLength(
  { id, lengthMinutes }: Pick<QuotaWindow, 'id' | 'lengthMinutes'>,
  resetsAtMs: number,
): number | undefined {
  if (id === 'monthly') return resetsAtMs - calendarMonthBefore(resetsAtMs);
  const hasPace = lengthMinutes === sessionMinutes || lengthMinutes === weeklyMinutes;
  return hasPace ? lengthMinutes * 60_000 : undefined;
}

function stageOf(delta: number): PaceStage {
  const distance = Math.abs(delta);
  if (distance <= 2) return 'onTrack';
  if (distance <= 6) return delta > 0 ? 'slightlyAhead' : 'slightlyBehind';
  if (distance <= 12) return delta > 0 ? 'ahead' : 'behind';
  return delta > 0 ? 'farAhead' : 'farBehind';
}

function roundHalfAwayFromZero(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}
