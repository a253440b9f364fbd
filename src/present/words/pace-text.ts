import type { Pace } from '../../domain/pace.ts';
import { sessionMinutes } from '../../domain/quota-window.ts';
import { formatCountdown } from './countdown.ts';
import { usage } from '../messages/en/usage.ts';
import type { Messages } from '../messages/en.ts';

/** Pace in two short phrases: how the use compares with an even burn, and whether it will last. */
export type PaceWords = { readonly compared: string; readonly outlook: string };

/** The words of a pace. The 5-hour window is a rate limit, so its end is called a projection; others run out. */
export function paceWords(
  pace: Pace,
  lengthMinutes: number | undefined,
  messages: Pick<Messages, 'usage'>,
): PaceWords {
  const words = messages.usage.pace;
  const points = Math.abs(pace.deltaPercent);
  const compared =
    pace.stage === 'onTrack'
      ? words.onPace
      : pace.deltaPercent > 0
        ? words.inDeficit(points)
        : words.inReserve(points);
  if (pace.willLastToReset || pace.emptyInMs === undefined)
    return { compared, outlook: words.lasts };
  // To the whole second, so that 90 minutes and a rounding error are not 91.
  const emptyIn = formatCountdown(Math.round(pace.emptyInMs / 1000) * 1000, messages);
  return {
    compared,
    outlook: lengthMinutes === sessionMinutes ? words.emptyIn(emptyIn) : words.runsOutIn(emptyIn),
  };
}

/** The one-line summary that JSON carries, always English: `13% in reserve | Expected 43% used | Lasts until reset`. */
export function paceSummary(pace: Pace, lengthMinutes: number | undefined): string {
  const { compared, outlook } = paceWords(pace, lengthMinutes, { usage });
  return [compared, usage.pace.expected(pace.expectedUsedPercent), outlook]
    .map(capitalise)
    .join(' | ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
