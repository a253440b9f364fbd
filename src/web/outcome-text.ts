import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import { cleanName } from '../present/words/clean-text.ts';
import { shareNumber } from '../present/words/shares.ts';
import { windowLabel } from '../present/words/windows.ts';
import type { Words } from './words.ts';

/** A short summary: the plan, then what is left of the first two windows. */
export function outcomeText({ plan, windows }: UsageSnapshot, { messages }: Words): string {
  const name = cleanName(plan);
  const shares = windows
    .filter(({ reliable }) => reliable)
    .slice(0, 2)
    .map(
      (window) =>
        `${windowLabel(window, messages)} ${messages.usage.percentLeft(shareNumber(100 - window.usedPercent, 'left'))}`,
    );
  return [...(name === undefined ? [] : [name]), ...shares].join(' · ');
}
