import { shareNumber } from '../../present/words/shares.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { cornerWord } from '../../present/verdict/outlook-text.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { consequenceLine, countsLine, resetPhrases } from './card-lines.ts';
import { useRefill } from './refill.ts';
import { unbroken } from '../unbroken.tsx';
import { WindowMeter } from './window-meter.tsx';
import { useWords, type Words } from '../words.ts';

export type WindowCardFacts = {
  readonly row: UsageRow;
  readonly view: UsageView;
  readonly heading: 'h2' | 'h3';
};

/** One window: name and consequence, share, meter, what it means, and when it resets. */
export function WindowCard({ row, view, heading: Heading }: WindowCardFacts) {
  const words = useWords();
  const label = windowLabel(row, words.messages);
  const corner = cornerWord(row, view.rows, words.messages);
  const { isStarting, shownPercent } = useRefill(row);
  const facts = { row, view };
  return (
    <article
      class={`face ${row.severity}${isStarting ? ' refilling' : ''}`}
      aria-label={label}
      data-window={row.id}
    >
      <header>
        <Heading>{label}</Heading>
        {corner !== undefined && row.reliable && <span class="corner">{corner}</span>}
      </header>
      <div class="figure">
        <BigNumber row={row} meters={view.meters} usedPercent={shownPercent} />
        <span class="counts">{countsLine(facts, words)}</span>
      </div>
      <WindowMeter
        row={row}
        label={words.page.meterLabel(label)}
        text={shareText(row, view.meters, words)}
        hint={row.meter.tick === undefined ? undefined : evenText(row, view.meters, words)}
      />
      <p class="consequence">{unbroken(consequenceLine(facts, words))}</p>
      <p class="reset">
        {resetPhrases(facts, words).map((phrase) => (
          <span key={phrase}>{phrase}</span>
        ))}
      </p>
    </article>
  );
}

type BigNumberFacts = Pick<UsageView, 'meters'> & {
  readonly row: UsageRow;
  /** The row's, except while it refills. */
  readonly usedPercent: number;
};

/** The share with a large number. Words before and after it are in each language's order. */
function BigNumber({ row, meters, usedPercent }: BigNumberFacts) {
  const { usage } = useWords().messages;
  if (!row.reliable) return <span class="share unreadable">{usage.unreadable}</span>;
  const placeholder = '\u0000';
  const [before, after] = (
    meters === 'left' ? usage.percentLeft(placeholder) : usage.percentUsed(placeholder)
  ).split(placeholder);
  return (
    <span class="share">
      {before}
      <b>{shareNumber(meters === 'left' ? 100 - usedPercent : usedPercent, meters)}</b>
      {after}
    </span>
  );
}

function shareText(row: UsageRow, meters: 'left' | 'used', words: Words): string {
  const { usage } = words.messages;
  if (!row.reliable) return words.page.unreliable;
  const share =
    meters === 'left'
      ? usage.percentLeft(shareNumber(row.leftPercent, meters))
      : usage.percentUsed(shareNumber(row.usedPercent, meters));
  return row.meter.tick === undefined ? share : `${share}, ${evenText(row, meters, words)}`;
}

function evenText({ meter }: UsageRow, meters: 'left' | 'used', { page }: Words): string {
  return page.evenPaceAt(shareNumber((meter.tick ?? 0) * 100, meters));
}
