import { formatCountdown, formatTightCountdown } from './countdown.ts';
import type { Messages } from '../messages/en.ts';
import type { UsageRow } from '../usage-view.ts';

type Resets = Pick<NonNullable<UsageRow['resets']>, 'inMs' | 'since'>;

/** When a window comes back: `resets in 2h 5m`, `resets now`; empty where the service did not say. `resetsIn` words it otherwise. */
export function resetText(
  resets: Resets | undefined,
  messages: Pick<Messages, 'usage'>,
  resetsIn = (ms: number): string => messages.usage.resetsIn(formatCountdown(ms, messages)),
): string {
  if (resets === undefined) return '';
  if (resets.since) return messages.usage.resetSince;
  return resets.inMs < 1000 ? messages.usage.resetsNow : resetsIn(resets.inMs);
}

/** The time alone, for where room is short; empty where it is not known or over. */
export function shortResetText(
  resets: Resets | undefined,
  messages: Pick<Messages, 'usage'>,
  span = (ms: number): string => formatTightCountdown(ms, messages),
): string {
  return resets === undefined || resets.since ? '' : span(resets.inMs);
}
