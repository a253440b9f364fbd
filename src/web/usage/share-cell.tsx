import type { UsageRow } from '../../present/usage-view.ts';
import { formatShare } from '../../present/words/shares.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { useWords } from '../words.ts';
import { WindowMeter, type MeterRow } from './window-meter.tsx';

export type ShareCellFacts = {
  /** Nothing is shown if the account has no such window. */
  readonly row: (MeterRow & Pick<UsageRow, 'id' | 'leftPercent' | 'severity'>) | undefined;
  /** The account's. */
  readonly name: string;
};

/** A window in a table of accounts: a small meter and the share left. */
export function ShareCell({ row, name }: ShareCellFacts) {
  const { messages } = useWords();
  if (row === undefined) return null;
  const share = row.reliable ? formatShare(row.leftPercent, 'left') : '?';
  return (
    <span class={`share-cell ${row.severity}`}>
      <WindowMeter
        row={row}
        label={`${name}, ${windowLabel(row, messages)}`}
        text={messages.usage.percentLeft(share.replace('%', ''))}
        isSmall
      />
      {share}
    </span>
  );
}
