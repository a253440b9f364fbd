import { formatAge } from '../words/time.ts';
import { shortResetText } from '../words/resets.ts';
import { cutToWidth, displayWidth } from '../words/columns.ts';
import { lengthText } from '../words/windows.ts';
import type { Messages } from '../messages/en.ts';
import { formatShare } from '../words/shares.ts';
import { stillHolds } from '../tightest-row.ts';
import type { StatusView } from './status-view.ts';
import type { UsageRow } from '../usage-view.ts';

/** The part of the catalogue that a status line loads. */
export type StatusWords = Pick<Messages, 'usage' | 'statusLine'>;

type UsageStatus = Extract<StatusView, { kind: 'usage' }>;

/**
 * One line for a status bar, in at most `columns`: `Kimi 5h 31% · 7d 90% · 2h5m`, nearly used up
 * `Kimi 5h ▁ 8% · 12m`, stale `⚠ Kimi 5h 31% · 12m old`. Parts that don't fit are omitted from the
 * end.
 */
export function statusLine(view: StatusView, words: StatusWords, columns = 40): string {
  const { product } = words.statusLine;
  if (view.kind === 'usage')
    return fitting(view.stale ? staleParts(view, words) : freshParts(view, words), columns);
  return fitting([`${product} · ${stateText(view, words)}`], columns);
}

/** The text shown instead of usage. */
export function stateText(
  view: Exclude<StatusView, UsageStatus>,
  { statusLine: words }: StatusWords,
): string {
  if (view.kind === 'off') return words.off;
  return view.failure === undefined ? words.noData : words.failed(view.failure);
}

/** A window's short name: `5h`, `7d`, `mo`, `24h`. */
export function shortLabel(
  row: Pick<UsageRow, 'id' | 'lengthMinutes'>,
  { statusLine: words }: StatusWords,
): string {
  const { session, weekly, monthly, codeWeekly, other } = words.short;
  const known: Readonly<Record<string, string>> = {
    session,
    weekly,
    monthly,
    'code-weekly': codeWeekly,
  };
  return (
    known[row.id] ??
    (row.lengthMinutes === undefined ? other : lengthText(row.lengthMinutes, words))
  );
}

/** A window's share as the meters count it: `31%` (left) or `69% used`. */
export function shareText(
  row: UsageRow,
  meters: UsageStatus['meters'],
  { statusLine: words }: StatusWords,
): string {
  return meters === 'left'
    ? formatShare(row.leftPercent, meters)
    : words.used(formatShare(row.usedPercent, meters));
}

/** The time until a window's reset without spaces, `2h5m`; undefined if unknown or over. */
export function tightReset(row: UsageRow | undefined, words: StatusWords): string | undefined {
  return shortResetText(row?.resets, words).replaceAll(' ', '') || undefined;
}

function freshParts(view: UsageStatus, words: StatusWords): string[] {
  const { tightest } = view;
  const { product, backIn } = words.statusLine;
  const reset = tightReset(tightest, words);
  if (tightest?.severity === 'out' || tightest?.severity === 'nearly-out') {
    const when = reset !== undefined && tightest.exhausted ? backIn(reset) : reset;
    return [
      `${product} ${windowText(tightest, view, words)}`,
      ...(when === undefined ? [] : [when]),
    ];
  }
  const rows = mainRows(view.rows);
  const next = rows.map((row) => tightReset(row, words)).find((span) => span !== undefined);
  const [first = '', ...others] = rows.map((row) => windowText(row, view, words));
  return [`${product} ${first}`, ...others, ...(next === undefined ? [] : [next])];
}

/**
 * Stale usage shows only one window: the tightest, if it is nearly used up, else the first that is
 * still current.
 */
function staleParts(view: UsageStatus, words: StatusWords): string[] {
  const pressing = view.tightest?.severity === 'out' || view.tightest?.severity === 'nearly-out';
  const row = pressing
    ? view.tightest
    : (mainRows(view.rows).find(stillHolds) ?? view.tightest ?? view.rows[0]);
  const text = row === undefined ? words.usage.windows.other : windowText(row, view, words);
  return [`⚠ ${words.statusLine.product} ${text}`, formatAge(view.ageMs, words)];
}

function windowText(row: UsageRow, { meters }: UsageStatus, words: StatusWords): string {
  const label = shortLabel(row, words);
  if (row.resets?.since === true) return `${label} ${words.statusLine.hasReset}`;
  if (!row.reliable) return `${label} ?`;
  if (row.exhausted) return `${label} ${words.statusLine.usedUp}`;
  return `${label} ${row.severity === 'nearly-out' ? '▁ ' : ''}${shareText(row, meters, words)}`;
}

/** The 5-hour and the weekly window (or the monthly one); if there is neither, the first two. */
function mainRows(rows: readonly UsageRow[]): readonly UsageRow[] {
  const named = (id: string): UsageRow | undefined => rows.find((row) => row.id === id);
  const main = [named('session'), named('weekly') ?? named('monthly')].filter(
    (row) => row !== undefined,
  );
  return main.length > 0 ? main : rows.slice(0, 2);
}

/** Omits parts from the end until the line fits; the first part always stays. */
function fitting([first = '', ...others]: readonly string[], columns: number): string {
  for (let count = others.length; count >= 0; count -= 1) {
    const line = [first, ...others.slice(0, count)].join(' · ');
    if (displayWidth(line) <= columns) return line;
  }
  return cutToWidth(first, columns, '…');
}
