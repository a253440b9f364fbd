import { useEffect, useRef, useState } from 'preact/hooks';
import { shareNumber } from '../../present/words/shares.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { cornerWord } from '../../present/verdict/outlook-text.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { consequenceLine, countsLine, resetPhrases } from './card-lines.ts';
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
  const isRefilling = useRefill(row);
  const facts = { row, view };
  return (
    <article
      class={`face ${row.severity}${isRefilling ? ' refilling' : ''}`}
      aria-label={label}
      data-window={row.id}
    >
      <header>
        <Heading>{label}</Heading>
        {corner !== undefined && <span class="corner">{corner}</span>}
      </header>
      <div class="figure">
        <BigNumber row={row} meters={view.meters} />
        <span class="counts">{countsLine(facts, words)}</span>
      </div>
      <WindowMeter
        row={row}
        label={words.page.meterLabel(label)}
        text={shareText(row, view.meters, words)}
        hint={row.meter.tick === undefined ? undefined : evenText(row, view.meters, words)}
      />
      <p class="consequence">{consequenceLine(facts, words)}</p>
      <p class="reset">
        {resetPhrases(facts, words).map((phrase) => (
          <span key={phrase}>{phrase}</span>
        ))}
      </p>
    </article>
  );
}

/** True for a moment after the window was reset while the page was open. */
function useRefill({ usedPercent, resets }: UsageRow): boolean {
  const before = useRef({ usedPercent, resetsAtMs: resets?.atMs });
  const [isRefilling, setIsRefilling] = useState(false);
  useEffect(() => {
    const last = before.current;
    const isLater = (resets?.atMs ?? 0) > (last.resetsAtMs ?? Number.POSITIVE_INFINITY) + 60_000;
    if (isLater && usedPercent < last.usedPercent) setIsRefilling(true);
    before.current = { usedPercent, resetsAtMs: resets?.atMs };
  }, [usedPercent, resets?.atMs]);
  useEffect(() => {
    if (!isRefilling) return undefined;
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => setIsRefilling(false)));
    return () => cancelAnimationFrame(frame);
  }, [isRefilling]);
  return isRefilling;
}

/** The share with a large number. Words before and after it are in each language's order. */
function BigNumber({ row, meters }: { readonly row: UsageRow; readonly meters: 'left' | 'used' }) {
  const { usage } = useWords().messages;
  if (!row.reliable) return <span class="share unreadable">{usage.unreadable}</span>;
  const placeholder = '\u0000';
  const [before, after] = (
    meters === 'left' ? usage.percentLeft(placeholder) : usage.percentUsed(placeholder)
  ).split(placeholder);
  return (
    <span class="share">
      {before}
      <b>{shareNumber(meters === 'left' ? row.leftPercent : row.usedPercent, meters)}</b>
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
