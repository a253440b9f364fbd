import type { Meters } from '../../domain/setting-choices.ts';
import { chooseColumns, type Columns, type RowCells } from './card-columns.ts';
import type { CardLine, Span, Tone } from './card-line.ts';
import { cutToWidth, displayWidth, padAfter, padBefore } from '../words/columns.ts';
import { meterSpans } from './meter.ts';
import { formatCount, formatShare, shareNumber, shareWords } from '../words/shares.ts';
import { rowTail, type RowTail } from './card-tail.ts';
import type { CardStyle } from './card-style.ts';
import { walletLabel, walletLines } from './card-wallet.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';
import { windowLabel } from '../words/windows.ts';

/** One line per window, with details below it if they fit; extra usage comes last. */
export function cardRows(view: UsageView, style: CardStyle): CardLine[] {
  const { rows, meters, wallet } = view;
  const cells = rows.map((row) => cellsOf(row, view, style));
  const labels = [
    ...cells.map(({ label }) => label),
    ...(wallet === undefined ? [] : [walletLabel(style)]),
  ];
  const columns = chooseColumns(cells, labels, style.width);
  const lines = rows.flatMap((row, index) => {
    const words = cells[index];
    if (words === undefined) return [];
    const below = overdrawnLines(row, meters, { columns, style });
    return [mainLine(row, words, columns, style)].concat(below);
  });
  return wallet === undefined ? lines : [...lines, ...walletLines(wallet, columns, style)];
}

function cellsOf(row: UsageRow, view: UsageView, style: CardStyle): RowCells {
  const { meters } = view;
  const { messages } = style;
  const counts = row.counts === undefined ? undefined : countsOf(row.counts, meters, messages);
  return {
    label: windowLabel(row, messages),
    percent: shareWords(row, meters, messages),
    shortPercent: row.reliable
      ? formatShare(meters === 'left' ? row.leftPercent : row.usedPercent, meters)
      : '?',
    counts,
    shares: counts === undefined ? splitText(row, style) : undefined,
    tail: rowTail(row, view, style),
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
    second: row.meter.second,
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
      // What lasts needs no emphasis.
      tone: tone === 'calm' ? undefined : tone,
    },
    ...countsSpans(cells, columns, gap),
    gap,
    ...tailSpans(cells.tail, columns),
  ];
}

function tailSpans({ reset, short, more }: RowTail, { tail, resets }: Columns): Span[] {
  if (resets !== 'long') return [{ text: resets === 'short' ? short : '', tone: 'quiet' }];
  const fitting = more.find((text) => displayWidth(reset + text) <= tail);
  return [{ text: reset + (fitting ?? ''), tone: 'quiet' }];
}

function countsSpans(
  { counts, shares = '' }: RowCells,
  { countsBefore, countsAfter }: Columns,
  gap: Span,
): Span[] {
  const width = countsBefore + countsAfter;
  if (width === 0) return [];
  if (counts === undefined)
    return [
      gap,
      { text: padAfter(displayWidth(shares) > width ? '' : shares, width), tone: 'quiet' },
    ];
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

/** How far a window is overdrawn, below it. */
function overdrawnLines(
  row: UsageRow,
  meters: Meters,
  { columns, style }: { readonly columns: Columns; readonly style: CardStyle },
): CardLine[] {
  const indent = columns.label + columns.gap;
  const text = overdrawnText(row, meters, style);
  if (text === undefined || indent + displayWidth(text) > style.width) return [];
  return [[{ text: ' '.repeat(indent) }, { text, tone: 'quiet' }]];
}

function splitText({ split }: UsageRow, { messages }: CardStyle): string | undefined {
  // An unused quota has no shares.
  if (split === undefined || split.codePercent + split.otherPercent === 0) return undefined;
  return messages.usage.splitShort({
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
