import { formatCountdown } from '../../present/words/time.ts';
import type { Words } from '../words.ts';

const hourMs = 3_600_000;

/**
 * A countdown in the terminal's words; below an hour with seconds, since it ticks. `ms` is the time
 * left.
 */
export function liveCountdown(ms: number, { messages, page }: Words): string {
  if (ms < 1000 || ms >= hourMs) return formatCountdown(ms, messages);
  const seconds = Math.ceil(ms / 1000);
  return page.secondsSpan({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}
