import type { PointRange } from '../../domain/breakdown.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import type { Messages } from '../messages/en.ts';
import { formatCountdown } from './time.ts';

/**
 * A share (0..100) as people read it, without its sign: a whole number, but `<1` and `>99` instead
 * of a false 0 or 100. A used share is rounded half up as Kimi's own `/usage` does; a share left is
 * 100 minus that, so that the two always add up.
 */
export function shareNumber(percent: number, meters: Meters): string {
  if (percent > 0 && percent < 1) return '<1';
  if (percent > 99 && percent < 100) return '>99';
  return String(wholeShare(percent, meters));
}

/** A share with its sign, `31%`. */
export function formatShare(percent: number, meters: Meters): string {
  return `${shareNumber(percent, meters)}%`;
}

/** A share as a whole number, for programs: 0 and 100 only if it is exactly that. */
export function wholeShare(percent: number, meters: Meters): number {
  if (percent <= 0 || percent >= 100) return percent;
  const whole = meters === 'used' ? Math.floor(percent + 0.5) : Math.ceil(percent - 0.5);
  return Math.min(99, Math.max(1, whole));
}

/** A probability (0..1) in steps of 5%, 5 to 95: a finer figure would promise too much. */
export function formatLikelihood(probability: number): string {
  return `${Math.min(19, Math.max(1, Math.round(probability * 20))) * 5}%`;
}

/** Percentage points of a window, to a tenth, but `<0.1` instead of a false 0. */
export function formatPoints(points: number): string {
  return points > 0 && points < 0.05 ? '<0.1' : points.toFixed(1);
}

/** The range of an estimate in percentage points, `28.2–33.9`. */
export function formatPointRange({ low, high }: Pick<PointRange, 'low' | 'high'>): string {
  return `${low.toFixed(1)}–${high.toFixed(1)}`;
}

/** Counts of requests are usually whole; fractions are rounded to two digits. */
export function formatCount(count: number): string {
  // Huge integers would become Infinity when multiplied.
  return String(Number.isInteger(count) ? count : Math.round(count * 100) / 100);
}

/** A count with separators between thousands, `5,334`, for proportional fonts. */
export function groupedCount(count: number): string {
  return formatCount(count).replace(/^-?\d+/, (whole) =>
    whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','),
  );
}

/**
 * A window's share as the meters count it, `31% left` or `69% used`; `unreadable` if its counters
 * are.
 */
export function shareWords(
  share: {
    readonly reliable: boolean;
    readonly leftPercent: number;
    readonly usedPercent: number;
  },
  meters: Meters,
  { usage }: Pick<Messages, 'usage'>,
): string {
  if (!share.reliable) return usage.unreadable;
  return meters === 'left'
    ? usage.percentLeft(shareNumber(share.leftPercent, meters))
    : usage.percentUsed(shareNumber(share.usedPercent, meters));
}

/**
 * A pace in one or two phrases: the comparison with an even pace, then the outlook. On pace, the
 * outlook alone is shown if the quota will run out, because the two would contradict each other.
 */
export function pacePhrases(pace: Pace, { usage }: Pick<Messages, 'usage'>): readonly string[] {
  const words = usage.pace;
  const lasts = pace.willLastToReset || pace.emptyInMs === undefined;
  const outlook = lasts
    ? words.lasts
    : words.runsOutIn(emptyInText(pace.emptyInMs ?? 0, { usage }));
  if (pace.stage === 'onTrack') return lasts ? [words.onPace, outlook] : [outlook];
  const points = Math.abs(pace.deltaPercent);
  return [pace.deltaPercent > 0 ? words.ahead(points) : words.behind(points), outlook];
}

/** Rounded to seconds first, so that a rounding error does not turn 90 minutes into 91. */
export function emptyInText(emptyInMs: number, messages: Pick<Messages, 'usage'>): string {
  return formatCountdown(Math.round(emptyInMs / 1000) * 1000, messages);
}
