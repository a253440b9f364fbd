import { kimiTime } from '../../domain/clock-offset.ts';
import { isDoubtful } from '../../domain/outlook.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import { formatAge, formatMoment } from '../words/time.ts';
import { shortResetText } from '../words/resets.ts';
import { cutToWidth, displayWidth } from '../words/columns.ts';
import { lengthText } from '../words/windows.ts';
import type { Messages } from '../messages/en.ts';
import { formatShare } from '../words/shares.ts';
import { stillHolds } from '../tightest-row.ts';
import { decidingRow, type StatusView } from './status-view.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';

/** The part of the catalogue that a status line loads. */
export type StatusWords = Pick<Messages, 'usage' | 'statusLine' | 'verdict' | 'failures'>;

type UsageStatus = Extract<StatusView, { kind: 'usage' }>;

/**
 * One line for a status bar, in at most `columns`: `Kimi 5h 31% left · 7d 74%`, about to run out
 * `Kimi 5h 8% left · empty 16:31`, out `Kimi used up · back 17:17`, stale
 * `⚠ Kimi 5h 31% left · 12m old`. In spare room, whether it lasts. Parts that don't fit are omitted
 * from the end.
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
function shortLabel(
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

/** The time until a window's reset without spaces, `2h5m`; undefined if unknown or over. */
export function tightReset(row: UsageRow | undefined, words: StatusWords): string | undefined {
  return shortResetText(row?.resets, words).replaceAll(' ', '') || undefined;
}

function freshParts(view: UsageStatus, words: StatusWords): string[] {
  const { product, lasts, probablyLasts } = words.statusLine;
  const deciding = decidingRow(view);
  if (view.usage.verdict.state === 'out') return outParts(view, words);
  const short = deciding === undefined ? [] : [emptyText(deciding, view, words)];
  if (deciding !== undefined && isSoon(deciding, view))
    return [`${product} ${windowText(deciding, view.meters, words)}`, ...short];
  const rows = mainRows(view.rows);
  const [first = '', ...others] = rows.map((row, index) =>
    index === 0 ? windowText(row, view.meters, words) : bareText(row, view.meters, words),
  );
  // Another window than those shown is named.
  const named =
    deciding === undefined || deciding === rows[0]
      ? short
      : short.map((text) => `${shortLabel(deciding, words)} ${text}`);
  const isLikely = !view.rows.some(({ outlook }) => isDoubtful(outlook));
  const lasting = view.usage.verdict.state === 'lasts' ? [isLikely ? lasts : probablyLasts] : named;
  return [`${product} ${first}`, ...others, ...lasting];
}

/** Within the hour, nothing else matters. */
function isSoon({ outlook }: UsageRow, { usage }: UsageStatus): boolean {
  return (outlook.runsOutAtMs ?? Infinity) - kimiNow(usage) < 3_600_000;
}

/** Used up: only that, and when the quota is back. */
function outParts({ usage }: UsageStatus, words: StatusWords): string[] {
  const { product, usedUp, back } = words.statusLine;
  const { backAt } = usage.verdict;
  return [
    `${product} ${usedUp}`,
    ...(backAt === undefined ? [] : [back(formatClose(backAt, kimiNow(usage), words))]),
  ];
}

/** Within half a day the time alone is clear, and a weekday would take the place of the answer. */
function formatClose(atMs: number, nowMs: number, words: StatusWords): string {
  return formatMoment(atMs, atMs - nowMs < 12 * 3_600_000 ? atMs : nowMs, words);
}

/** When a window runs out. */
function emptyText({ outlook }: UsageRow, { usage }: UsageStatus, words: StatusWords): string {
  const { empty, emptySoon } = words.statusLine;
  const nowMs = kimiNow(usage);
  const { runsOutAtMs = nowMs } = outlook;
  return runsOutAtMs - nowMs < 60_000 ? emptySoon : empty(formatClose(runsOutAtMs, nowMs, words));
}

/** Stale usage shows only one window: the first that is still current, unless one is used up. */
function staleParts(view: UsageStatus, words: StatusWords): string[] {
  const age = formatAge(view.ageMs, words);
  if (view.usage.verdict.state === 'out') {
    const [first = '', ...others] = outParts(view, words);
    return [`⚠ ${first}`, ...others, age];
  }
  const row = mainRows(view.rows).find(stillHolds) ?? view.tightest ?? view.rows[0];
  const text = row === undefined ? words.usage.windows.other : windowText(row, view.meters, words);
  return [`⚠ ${words.statusLine.product} ${text}`, age];
}

/** By Kimi's clock, as the times of windows. */
function kimiNow({ nowMs, fetched }: UsageView): number {
  return kimiTime(fetched ?? {}, nowMs);
}

/** A window with its share in words, `5h 31% left`. */
export function windowText(row: UsageRow, meters: Meters, words: StatusWords): string {
  const text = bareText(row, meters, words);
  if (!row.reliable || row.exhausted || row.resets?.since === true) return text;
  return meters === 'left' ? words.statusLine.left(text) : words.statusLine.used(text);
}

/** A window with its share, `7d 74%`. */
export function bareText(row: UsageRow, meters: Meters, words: StatusWords): string {
  const label = shortLabel(row, words);
  if (row.resets?.since === true) return `${label} ${words.statusLine.hasReset}`;
  if (!row.reliable) return `${label} ?`;
  if (row.exhausted) return `${label} ${words.statusLine.usedUp}`;
  const percent = meters === 'left' ? row.leftPercent : row.usedPercent;
  return `${label} ${formatShare(percent, meters)}`;
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
