import type { Meters } from '../../domain/setting-choices.ts';
import { shareWords } from '../words/shares.ts';
import { resetText } from '../words/resets.ts';
import type { StatusWords } from './status-line.ts';
import type { UsageRow } from '../usage-view.ts';
import { windowLabel } from '../words/windows.ts';

/** A window in a tooltip or a menu: `5-hour  31% left · resets in 2h 5m`. */
export function statusRow(row: UsageRow, meters: Meters, words: StatusWords): string {
  const facts = [shareWords(row, meters, words), resetText(row.resets, words)].filter(
    (part) => part !== '',
  );
  return `${windowLabel(row, words)}  ${facts.join(' · ')}`;
}
