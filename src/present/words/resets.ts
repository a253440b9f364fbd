import type { Messages } from '../messages/en.ts';
import { formatCountdown, formatTightCountdown, momentParts } from './time.ts';

/** `since`: the reset happened after the usage was fetched. */
type Resets = { readonly inMs: number; readonly since: boolean };

/**
 * When a window is reset: `resets in 2h 5m`, `resets now`; empty if unknown. `resetsIn` replaces
 * the words for a reset to come.
 */
export function resetText(
  resets: Resets | undefined,
  messages: Pick<Messages, 'usage'>,
  resetsIn = (ms: number): string => messages.usage.resetsIn(formatCountdown(ms, messages)),
): string {
  if (resets === undefined) return '';
  if (resets.since) return messages.usage.resetSince;
  return resets.inMs < 1000 ? messages.usage.resetsNow : resetsIn(resets.inMs);
}

/** Only the time until the reset; empty if unknown or over. */
export function shortResetText(
  resets: Resets | undefined,
  messages: Pick<Messages, 'usage'>,
  span = (ms: number): string => formatTightCountdown(ms, messages),
): string {
  return resets === undefined || resets.since ? '' : span(resets.inMs);
}

/** When an exhausted window is available again: `back at 15:23, in 2h 5m`, `back any moment now`. */
export function backText(
  { atMs, inMs }: { readonly atMs: number; readonly inMs: number },
  timeZone: string | undefined,
  messages: Pick<Messages, 'usage'>,
): string {
  if (inMs < 1000) return messages.usage.backNow;
  return messages.usage.backIn({
    span: formatCountdown(inMs, messages),
    at: messages.usage.atMoment(momentParts(atMs, atMs - inMs, { timeZone, messages })),
  });
}
