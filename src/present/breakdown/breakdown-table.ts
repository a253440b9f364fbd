import type { Breakdown, BreakdownRow, PointRange, TokenSum } from '../../domain/breakdown.ts';
import type { CardLine, Span, Symbols, Tone } from '../card/card-line.ts';
import type { Messages } from '../messages/en.ts';
import { cutToWidth, displayWidth, padAfter, padBefore } from '../words/columns.ts';
import { formatPointRange, formatPoints } from '../words/shares.ts';
import { formatTokens } from '../words/tokens.ts';
import { formatLocalTime } from '../words/time.ts';
import { rowLabel } from './row-label.ts';

export type TableStyle = {
  readonly width: number;
  readonly symbols: Symbols;
  readonly messages: Messages;
  /** IANA name; the system's if absent. */
  readonly timeZone?: string | undefined;
};

/** A line of the table before it is laid out. */
type TableRow = {
  readonly name: string;
  readonly tokens?: TokenSum | undefined;
  readonly sessions?: number | undefined;
  readonly points?: number | undefined;
  /** Of the points, or why they have none. */
  readonly range?: Span | undefined;
  readonly tone?: Tone | undefined;
};

type Column = {
  readonly head: string;
  readonly cell: (row: TableRow) => Span;
};

/** Names are cut before a column is left out, down to this; but days and hours never are. */
const minNameWidth = 9;
const maxNameWidth = 60;
const gap = 2;
const narrowGap = 1;

/**
 * Rows with the four kinds of tokens apart, then what else fits: points, calls, sessions and the
 * range of the points. No line is wider than the terminal, down to 40 columns.
 */
export function breakdownTable(breakdown: Breakdown, style: TableStyle): CardLine[] {
  const { messages } = style;
  const rows = tableRows(breakdown, style);
  const wide = columnsOf(breakdown, messages, false);
  const narrow = columnsOf(breakdown, messages, true);
  const head = messages.breakdown.keys[breakdown.by];
  const longest = Math.max(...[head, ...rows.map(({ name }) => name)].map(displayWidth));
  const isTime = breakdown.by === 'day' || breakdown.by === 'hour';
  const room = style.width - (isTime ? longest : minNameWidth);
  const layout =
    layOut(wide, rows, { room, space: gap, least: 4 }) ??
    layOut(narrow, rows, { room, space: narrowGap, least: 0 });
  if (layout === undefined) return [];
  const { columns, widths, space } = layout;
  const used = widths.reduce((sum, width) => sum + width + space, 0);
  const nameWidth = Math.min(longest, maxNameWidth, style.width - used);
  const line = (name: string, cells: readonly Span[], tone: Tone | undefined): CardLine => [
    { text: padAfter(cutToWidth(name, nameWidth, style.symbols.ellipsis), nameWidth), tone },
    ...cells.map((cell, index) => ({
      text: ' '.repeat(space) + padBefore(cell.text, widths[index] ?? 0),
      tone: cell.tone ?? tone,
    })),
  ];
  const heads = columns.map((column) => ({ text: column.head }));
  return [
    line(head, heads, 'quiet'),
    ...rows.map((row) => {
      const cells = columns.map(({ cell }) => cell(row));
      return line(row.name, cells, row.tone);
    }),
  ];
}

/** As many columns, from the most important one on, as fit; undefined if fewer than `least` do. */
function layOut(
  all: readonly Column[],
  rows: readonly TableRow[],
  { room, space, least }: { room: number; space: number; least: number },
) {
  const widths = all.map(({ head, cell }) =>
    Math.max(displayWidth(head), ...rows.map((row) => displayWidth(cell(row).text))),
  );
  let count = all.length;
  const takes = (n: number): number =>
    widths.slice(0, n).reduce((sum, width) => sum + width + space, 0);
  while (count > 0 && takes(count) > room) count -= 1;
  return count < least
    ? undefined
    : { columns: all.slice(0, count), widths: widths.slice(0, count), space };
}

function columnsOf(
  { quota, by }: Breakdown,
  { breakdown: words }: Messages,
  isNarrow: boolean,
): readonly Column[] {
  const heads = isNarrow ? { ...words.columns, ...words.narrowColumns } : words.columns;
  const tokens = (kind: keyof TokenSum): Column => ({
    head: heads[kind],
    cell: ({ tokens: counted }) => ({
      text: counted === undefined ? '' : formatTokens(counted[kind]),
    }),
  });
  const hasPoints = quota !== undefined;
  return [
    ...(['input', 'output', 'cacheRead', 'cacheCreation'] as const).map(tokens),
    ...(hasPoints ? [{ head: heads.points, cell: pointsCell }] : []),
    tokens('calls'),
    ...(hasPoints ? [{ head: heads.range, cell: rangeCell }] : []),
    ...(by === 'session'
      ? []
      : [
          {
            head: heads.sessions,
            cell: ({ sessions }: TableRow) => ({ text: String(sessions ?? '') }),
          },
        ]),
  ];
}

function tableRows(breakdown: Breakdown, style: TableStyle): readonly TableRow[] {
  const { breakdown: words } = style.messages;
  const { quota, tokens } = breakdown;
  const rows = breakdown.rows.map((row) => ({
    ...estimated(row.quota),
    name: rowName(row, breakdown, style),
    tokens: row.tokens,
    sessions: row.sessions,
  }));
  const elsewhere = quota && [{ name: words.elsewhere, ...estimated(quota.elsewhere) }];
  const total: TableRow = {
    name: words.total,
    tokens,
    points: quota?.usedPoints,
    range: quota && { text: words.measured, tone: 'quiet' },
    tone: 'strong',
  };
  return [...rows, ...(elsewhere ?? []), total];
}

function estimated(quota: PointRange | undefined): Pick<TableRow, 'points' | 'range'> {
  return { points: quota?.points, range: quota && { text: formatPointRange(quota) } };
}

function rowName(row: BreakdownRow, { by, untilMs }: Breakdown, style: TableStyle): string {
  const { messages, timeZone } = style;
  if (by === 'hour') return formatLocalTime(Number(row.key), untilMs, timeZone, messages);
  if (by !== 'origin') return rowLabel(row, by);
  const { origins } = messages.breakdown;
  const known: Readonly<Record<string, string>> = origins;
  return known[row.key] ?? row.key;
}

function pointsCell({ points }: TableRow): Span {
  return { text: points === undefined ? '' : formatPoints(points) };
}

function rangeCell({ range = { text: '' } }: TableRow): Span {
  return range;
}
