import type { Meters } from '../../domain/setting-choices.ts';
import { chooseColumns, type Columns, type RowCells } from './card-columns.ts';
import type { CardLine, Span, Tone } from './card-line.ts';
import { cutToWidth, displayWidth, padAfter, padBefore } from '../words/columns.ts';
import { meterSpans } from './meter.ts';
import { formatCount, formatShare, pacePhrases, shareNumber, shareWords } from '../words/shares.ts';
import { resetText, shortResetText } from '../words/resets.ts';
import type { CardStyle } from './card-style.ts';
import { walletLabel, walletLines } from './card-wallet.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';
import { windowLabel } from '../words/windows.ts';

/** One line per window, with details below it if they fit; extra usage comes last. */
export function cardRows({ rows, meters, wallet }: UsageView, style: CardStyle): CardLine[] {
  const cells = rows.map((row) => cellsOf(row, meters, style));
  const labels = [
    ...cells.map(({ label }) => label),
    ...(wallet === undefined ? [] : [walletLabel(style)]),
  ];
  const columns = chooseColumns(cells, labels, style.width);
  const details = detailsOf(rows, meters, columns, style);
  const lines = rows.flatMap((row, index) => {
    const words = cells[index];
    return words === undefined
      ? []
      : [mainLine(row, words, columns, style), ...(details[index] ?? [])];
  });
  return wallet === undefined ? lines : [...lines, ...walletLines(wallet, columns, style)];
}

function cellsOf(row: UsageRow, meters: Meters, { messages, countdown }: CardStyle): RowCells {
  const counts = row.counts === undefined ? undefined : countsOf(row.counts, meters, messages);
  return {
    label: windowLabel(row, messages),
    percent: shareWords(row, meters, messages),
    shortPercent: row.reliable
      ? formatShare(meters === 'left' ? row.leftPercent : row.usedPercent, meters)
      : '?',
    counts,
    resets: resetText(row.resets, messages, countdown?.resetsIn),
    shortResets: shortResetText(row.resets, messages, countdown?.span),
  };
}

function countsOf(
  { used, left, limit }: NonNullable<UsageRow['counts']>,
  meters: Meters,
  { usage }: CardStyle['messages'],
): readonly [string, string, string] {
  return [formatCount(meters === 'left' ? left : used), usage.countsOf, formatCount(limit)];
}

function mainLine(
  row: UsageRow,
  cells: RowCells,
  columns: Columns,
  { unicode, symbols }: CardStyle,
): CardLine {
  const tone = toneOf(row);
  const gap: Span = { text: ' '.repeat(columns.gap) };
  // On pace, the end of the bar is where the tick would be.
  const tick = row.pace === undefined || row.pace.stage === 'onTrack' ? undefined : row.meter.tick;
  const meter = {
    fill: row.meter.fill,
    tick,
    width: columns.meter,
    unicode,
    tone,
    reliable: row.reliable,
  };
  return [
    { text: padAfter(cutToWidth(cells.label, columns.label, symbols.ellipsis), columns.label) },
    gap,
    ...(columns.meter === 0 ? [] : [...meterSpans(meter), gap]),
    {
      text: padBefore(columns.isPercentShort ? cells.shortPercent : cells.percent, columns.percent),
      tone: row.reliable ? (tone === 'calm' ? 'strong' : tone) : 'quiet',
    },
    ...countsSpans(cells, columns, gap),
    gap,
    {
      text: { long: cells.resets, short: cells.shortResets, none: '' }[columns.resets],
      tone: 'quiet',
    },
  ];
}

function countsSpans(
  { counts }: RowCells,
  { countsBefore, countsAfter }: Columns,
  gap: Span,
): Span[] {
  if (countsBefore === 0) return [];
  if (counts === undefined) return [gap, { text: ' '.repeat(countsBefore + countsAfter) }];
  return [
    gap,
    {
      text: padBefore(counts[0], countsBefore) + padAfter(counts[1] + counts[2], countsAfter),
      tone: 'quiet',
    },
  ];
}

function toneOf({ severity }: UsageRow): Tone {
  return severity === 'unknown' || severity === 'blocked' ? 'quiet' : severity;
}

/**
 * The lines below each row: pace and the monthly quota's two shares, or how far a window is
 * overdrawn. Paces are shown for all windows or for none: a missing line would look like a
 * difference.
 */
function detailsOf(
  rows: readonly UsageRow[],
  meters: Meters,
  columns: Columns,
  style: CardStyle,
): CardLine[][] {
  const indent = columns.label + columns.gap;
  const fits = (text: string): boolean => indent + displayWidth(text) <= style.width;
  const paces = rows.map((row) => paceText(row, style));
  const paceFits = paces.every((text) => text === undefined || fits(text));
  return rows.map((row, index) => {
    const texts = [paceFits ? paces[index] : undefined, splitText(row, style)];
    const known = texts.filter((text) => text !== undefined);
    const shown = known.length > 0 ? known : [overdrawnText(row, meters, style) ?? ''];
    return joinedIfFits(shown, fits, style)
      .filter((text) => text !== '' && fits(text))
      .map((text): CardLine => [{ text: ' '.repeat(indent) }, { text, tone: 'quiet' }]);
  });
}

function joinedIfFits(
  texts: readonly string[],
  fits: (text: string) => boolean,
  { symbols }: CardStyle,
): readonly string[] {
  const whole = texts.join(symbols.dot);
  return fits(whole) ? [whole] : texts;
}

function paceText({ pace }: UsageRow, { messages, symbols }: CardStyle): string | undefined {
  return pace === undefined ? undefined : pacePhrases(pace, messages).join(symbols.dot);
}

function splitText({ split }: UsageRow, { messages }: CardStyle): string | undefined {
  // An unused quota has no shares.
  if (split === undefined || split.codePercent + split.otherPercent === 0) return undefined;
  return messages.usage.split({
    code: shareNumber(split.codePercent, 'used'),
    other: shareNumber(split.otherPercent, 'used'),
  });
}

/**
 * Meters stop at 0 left, so an overdrawn window gets its counts. With `meters` used, requests have
 * their own column.
 */
function overdrawnText(
  { overdrawn }: UsageRow,
  meters: Meters,
  { messages }: CardStyle,
): string | undefined {
  if (overdrawn === undefined) return undefined;
  const { used, limit, unit } = overdrawn;
  if (unit === 'percent') return messages.usage.percentUsed(formatCount((used / limit) * 100));
  return meters === 'used'
    ? undefined
    : messages.usage.countsUsed(formatCount(used), formatCount(limit));
}
