import {
  asciiSymbols,
  paintLines,
  unicodeSymbols,
  type CardLine,
  type Colour,
  type Span,
  type Tone,
} from '../card/card-line.ts';
import type { Messages } from '../messages/en.ts';
import { stillHolds } from '../tightest-row.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';
import { cutToWidth, displayWidth, padAfter, padBefore, wrapText } from '../words/columns.ts';
import { formatShare } from '../words/shares.ts';
import { windowLabel } from '../words/windows.ts';
import { accountName, accountOutlook, overviewText } from './account-outlook.ts';
import type { AccountsOverview } from './accounts-overview.ts';

export type AccountsTableStyle = {
  readonly width: number;
  readonly colour: Colour;
  readonly unicode: boolean;
  readonly messages: Messages;
  /** The account to mark: the one that commands show. Undefined is the main one. */
  readonly shown: string | undefined;
  /** IANA name; the system's if absent. */
  readonly timeZone?: string | undefined;
};

const gap = 2;
/** More than these on one terminal are rare; the others are on the account's card. */
const maxWindows = 4;

/**
 * The accounts as a table, those in trouble first: name, plan, what is left of each window, outlook.
 * Below it, the next command. A narrow terminal shows each account on two lines.
 */
export function accountsTable(overview: AccountsOverview, style: AccountsTableStyle): string {
  const windows = windowsOf(overview.views);
  const rows = overview.views.map((view) => rowOf(view, windows, style));
  const head = headOf(overview.views, windows, style);
  const table = [head, ...rows];
  const lines = fits(table, style)
    ? aligned(table)
    : fits(table.map(withoutPlan), style)
      ? aligned(table.map(withoutPlan))
      : overview.views.flatMap((view) => narrow(view, style));
  const text = paintLines(lines, style.colour, false);
  const summary = overviewText(overview, style.messages, style.timeZone);
  return summary === '' ? text : [text, '', ...wrapText(summary, style.width)].join('\n');
}

type Cell = Span & { readonly align?: 'right' };
type Row = readonly Cell[];

/** The windows that any account has, in display order. */
function windowsOf(views: readonly UsageView[]): readonly UsageRow[] {
  const rows = views.flatMap((view) => view.rows);
  return [...new Map(rows.map((row) => [row.id, row])).values()]
    .toSorted((a, b) => positionOf(a, views) - positionOf(b, views))
    .slice(0, maxWindows);
}

function positionOf({ id }: UsageRow, views: readonly UsageView[]): number {
  return Math.max(...views.map(({ rows }) => rows.findIndex((row) => row.id === id)));
}

function headOf(
  views: readonly UsageView[],
  windows: readonly UsageRow[],
  { messages }: AccountsTableStyle,
): Row {
  const { accounts } = messages;
  const hasPlan = views.some(({ fetched }) => fetched?.plan !== undefined);
  return [
    quiet(accounts.account),
    quiet(hasPlan ? accounts.plan : ''),
    ...windows.map((row): Cell => ({ ...quiet(windowLabel(row, messages)), align: 'right' })),
    quiet(accounts.outlook),
  ];
}

function quiet(text: string): Cell {
  return { text, tone: 'quiet' };
}

function rowOf(view: UsageView, windows: readonly UsageRow[], style: AccountsTableStyle): Row {
  return [
    nameCell(view, style),
    { text: view.fetched?.plan ?? '' },
    ...windows.map(({ id }): Cell => {
      const row = view.rows.find((one) => one.id === id);
      return { ...shareCell(row, view), align: 'right' };
    }),
    outlookCell(view, style),
  ];
}

function nameCell(view: UsageView, { messages, shown, unicode }: AccountsTableStyle): Cell {
  const { ellipsis } = unicode ? unicodeSymbols : asciiSymbols;
  const name = cutToWidth(accountName(view, messages), 32, ellipsis);
  const isShown = view.account === shown;
  return { text: isShown ? `${name} *` : name, tone: isShown ? 'strong' : undefined };
}

function shareCell(row: UsageRow | undefined, { fetched }: UsageView): Cell {
  if (row === undefined || !row.reliable) return { text: '–', tone: 'quiet' };
  const isOld = fetched?.stale === true || !stillHolds(row);
  return { text: formatShare(row.leftPercent, 'left'), tone: isOld ? 'quiet' : toneOf(row) };
}

function toneOf({ outlook: { severity } }: UsageRow): Tone | undefined {
  return severity === 'busy' || severity === 'nearly-out' || severity === 'out'
    ? severity
    : undefined;
}

function outlookCell(view: UsageView, { messages, unicode, timeZone }: AccountsTableStyle): Cell {
  const text = accountOutlook(view, messages, timeZone);
  const row = view.rows.find(({ id }) => id === view.verdict.window);
  const isFailed = view.failure !== undefined && view.verdict.state !== 'out';
  return {
    text: unicode ? text : text.replaceAll(' · ', ' - '),
    tone: isFailed ? 'warning' : row && toneOf(row),
  };
}

function withoutPlan([name, , ...rest]: Row): Row {
  return name === undefined ? [] : [name, ...rest];
}

function fits(table: readonly Row[], { width }: AccountsTableStyle): boolean {
  const widths = widthsOf(table);
  return widths.reduce((sum, columns) => sum + columns + gap, -gap) <= width;
}

function widthsOf(table: readonly Row[]): readonly number[] {
  return (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => displayWidth(row[column]?.text ?? ''))),
  );
}

function aligned(table: readonly Row[]): CardLine[] {
  const widths = widthsOf(table);
  const shown = widths.map((width, column) => ({ width, column })).filter(({ width }) => width > 0);
  return table.map((row) =>
    shown.flatMap(({ width, column }, index) => {
      const { text = '', tone, align } = row[column] ?? {};
      const padded = align === 'right' ? padBefore(text, width) : padAfter(text, width);
      const space = { text: ' '.repeat(gap) };
      return index === 0 ? [{ text: padded, tone }] : [space, { text: padded, tone }];
    }),
  );
}

/** Name and outlook on one line or two, the shares below. */
function narrow(view: UsageView, style: AccountsTableStyle): CardLine[] {
  const { messages, width, unicode } = style;
  const { dot, ellipsis } = unicode ? unicodeSymbols : asciiSymbols;
  const name = nameCell(view, style);
  const outlook = outlookCell(view, style);
  const cut = (cell: Cell): Span => ({ ...cell, text: cutToWidth(cell.text, width, ellipsis) });
  const isOneLine = displayWidth(name.text) + displayWidth(outlook.text) + gap <= width;
  const shares = view.rows
    .filter(({ reliable }) => reliable)
    .map((row) => `${windowLabel(row, messages)} ${formatShare(row.leftPercent, 'left')}`);
  return [
    ...(isOneLine ? [[name, { text: ' '.repeat(gap) }, outlook]] : [[cut(name)], [cut(outlook)]]),
    ...wrapText(shares.join(dot), width).map((text): CardLine => [{ text, tone: 'quiet' }]),
  ];
}
