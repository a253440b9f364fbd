import type { Pace } from '../../domain/pace.ts';
import { formatCountdown } from './countdown.ts';
import type { Messages } from '../messages/en.ts';

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
