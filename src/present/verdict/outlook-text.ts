import { isDoubtful } from '../../domain/outlook.ts';
import type { Messages } from '../messages/en.ts';
import type { UsageRow } from '../usage-view.ts';
import { windowNoun } from '../words/windows.ts';

/** The word at a window's corner: `lasts`, `runs short`, `used up`; undefined if nothing is known. */
export function cornerWord(
  { outlook, reliable, resets }: UsageRow,
  rows: readonly UsageRow[],
  words: Pick<Messages, 'usage' | 'verdict'>,
): string | undefined {
  const { corner } = words.verdict;
  if (!reliable) return corner.unreadable;
  if (resets?.since === true) return undefined;
  if (outlook.severity === 'blocked') {
    const blocker = rows.find(({ id }) => id === outlook.blockedBy);
    if (blocker !== undefined) return corner.waitsFor(windowNoun(blocker, words));
  }
  switch (outlook.state) {
    case 'lasts':
      return isDoubtful(outlook) ? corner.probably : corner.lasts;
    case 'short':
    case 'out':
      return corner[outlook.state];
    default:
      return undefined;
  }
}
