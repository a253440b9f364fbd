import type { Messages } from '../messages/en.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';
import { shareNumber } from './percent-text.ts';

/** A window's share as the meters count it, `31% left` or `69% used`; `unreadable` if its counters are. */
export function shareWords(
  {
    reliable,
    leftPercent,
    usedPercent,
  }: Pick<UsageRow, 'reliable' | 'leftPercent' | 'usedPercent'>,
  meters: UsageView['meters'],
  { usage }: Pick<Messages, 'usage'>,
): string {
  if (!reliable) return usage.unreadable;
  return meters === 'left'
    ? usage.percentLeft(shareNumber(leftPercent, meters))
    : usage.percentUsed(shareNumber(usedPercent, meters));
}
