import { formatLocalTime } from '../../present/words/time.ts';
import { formatCount, pacePhrases, shareNumber } from '../../present/words/shares.ts';
import { resetText } from '../../present/words/resets.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { liveCountdown } from '../live/live-countdown.ts';
import { WindowMeter } from './window-meter.tsx';
import { useWords, type Words } from '../words.ts';

export type WindowCardFacts = {
  readonly row: UsageRow;
  readonly view: UsageView;
  readonly heading: 'h2' | 'h3';
};

/** One window: name, share, meter, pace and reset. */
export function WindowCard({ row, view, heading: Heading }: WindowCardFacts) {
  const words = useWords();
  const label = windowLabel(row, words.messages);
  const share = shareText(row, view.meters, words);
  const outlook = outlookPhrases(row, label, words);
  return (
    <article class={`face ${row.severity}`} aria-label={label} data-window={row.id}>
      <header>
        <Heading>{label}</Heading>
        {['nearly-out', 'out', 'unknown'].includes(row.severity) && (
          <span class="verdict">{words.page.severity[row.severity]}</span>
        )}
      </header>
      <div class="figure">
        <BigNumber row={row} meters={view.meters} />
        {row.counts !== undefined && (
          <span class="counts">
            {words.page.requestsOf({
              count: formatCount(view.meters === 'left' ? row.counts.left : row.counts.used),
              limit: formatCount(row.counts.limit),
            })}
          </span>
        )}
      </div>
      <WindowMeter
        row={row}
        label={words.page.meterLabel(label)}
        text={share}
        stale={view.fetched?.stale === true}
      />
      <p class="outlook">
        {outlook.map((phrase, index) => (
          <span key={index}>{phrase}</span>
        ))}
      </p>
      <p class="reset">{resetLine(row, words)}</p>
    </article>
  );
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

function shareText(
  row: UsageRow,
  meters: 'left' | 'used',
  { messages: { usage }, page }: Words,
): string {
  if (!row.reliable) return page.unreliable;
  const share =
    meters === 'left'
      ? usage.percentLeft(shareNumber(row.leftPercent, meters))
      : usage.percentUsed(shareNumber(row.usedPercent, meters));
  return row.meter.tick === undefined
    ? share
    : `${share}, ${page.evenPaceAt(shareNumber(row.meter.tick * 100, meters))}`;
}

/** Whether the quota will last, in phrases that do not wrap. */
function outlookPhrases(
  row: UsageRow,
  label: string,
  { messages, page }: Words,
): readonly string[] {
  const { pace, split, overdrawn } = row;
  if (!row.reliable) return [page.unreliable];
  const usedUp = row.exhausted && row.resets?.since !== true ? [messages.usage.usedUp(label)] : [];
  const paces = pace === undefined ? [] : pacePhrases(pace, messages);
  if (split !== undefined && split.codePercent + split.otherPercent > 0) {
    const shares = messages.usage.split({
      code: shareNumber(split.codePercent, 'used'),
      other: shareNumber(split.otherPercent, 'used'),
    });
    return [...usedUp, ...paces, shares];
  }
  if (pace !== undefined) return paces;
  if (overdrawn === undefined) return usedUp;
  const { used, limit, unit } = overdrawn;
  const beyond =
    unit === 'percent'
      ? messages.usage.percentUsed(formatCount((used / limit) * 100))
      : messages.usage.countsUsed(formatCount(used), formatCount(limit));
  return [...usedUp, beyond];
}

/** When the window is reset, as a countdown and as a local time. */
function resetLine({ resets, exhausted }: UsageRow, words: Words): string {
  const { usage } = words.messages;
  if (resets === undefined) return '';
  if (resets.since) return resetText(resets, words.messages);
  const at = formatLocalTime(resets.atMs, resets.atMs - resets.inMs, undefined, words.messages);
  const span = liveCountdown(resets.inMs, words);
  if (exhausted) return resets.inMs < 1000 ? usage.backNow : usage.backIn({ span, at });
  return resets.inMs < 1000 ? usage.resetsNow : `${usage.resetsIn(span)} · ${at}`;
}
