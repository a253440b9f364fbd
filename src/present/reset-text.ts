import { formatCountdown, formatTightCountdown } from './words/countdown.ts';
import type { Messages } from './messages/en.ts';
import type { UsageRow } from './usage-view.ts';

/** When a window comes back: `resets in 2h 5m`, `resets now`; empty where the service did not say. */
export function resetText(resets: UsageRow['resets'], messages: Pick<Messages, 'usage'>): string {
  if (resets === undefined) return '';
  if (resets.since) return messages.usage.resetSince;
  return resets.inMs < 1000 ? messages.usage.resetsNow : messages.usage.resetsIn(formatCountdown(resets.inMs, messages));
}

/** The time alone, for where room is short. */
export function shortResetText(resets: UsageRow['resets'], messages: Pick<Messages, 'usage'>): string {
  return resets === undefined || resets.since ? '' : formatTightCountdown(resets.inMs, messages);
}
