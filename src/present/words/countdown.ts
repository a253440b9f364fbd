import type { Messages } from '../messages/en.ts';
import type { CountdownParts } from './time-parts.ts';

/**
 * A time span in milliseconds in the fewest words that help: `3h 31m`, `1d 2h`, `2d`, `now` below a second.
 * Minutes round up, so that nobody comes back too early, and give way to hours beside days.
 */
export function formatCountdown(ms: number, messages: Pick<Messages, 'usage'>): string {
  const parts = countdownParts(ms);
  return parts === undefined ? messages.usage.now : messages.usage.span(parts);
}

/** The same in as few columns as the language allows. */
export function formatTightCountdown(ms: number, messages: Pick<Messages, 'usage'>): string {
  const parts = countdownParts(ms);
  return parts === undefined ? messages.usage.now : messages.usage.tightSpan(parts);
}

function countdownParts(ms: number): CountdownParts | undefined {
  if (!(ms >= 1000)) return undefined;
  const total = Math.max(1, Math.ceil(ms / 60_000));
  const days = Math.floor(total / 1440);
  const hours = Math.floor((total % 1440) / 60);
  const minutes = days > 0 && hours > 0 ? 0 : total % 60;
  return {
    ...(days > 0 ? { days } : {}),
    ...(hours > 0 ? { hours } : {}),
    ...(minutes > 0 ? { minutes } : {}),
  };
}
