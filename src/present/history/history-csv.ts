import type { HistorySeries } from '../../domain/history.ts';
import { jsonPercent } from '../json/json-number.ts';
import { cleanName } from '../words/clean-text.ts';
import { csvField } from '../words/csv.ts';
import { formatUtc } from '../words/time.ts';

export const historyCsvHeader = [
  'at',
  'window',
  'event',
  'used_percent',
  'remaining_percent',
  'used',
  'limit',
  'resets_at',
];

/**
 * The history as CSV (RFC 4180: CRLF, a header line): one line per sample (`event` is `sample`) and
 * per reset (`reset`, with empty values), all windows in order of time. Times are whole UTC
 * seconds.
 */
export function historyCsv(series: readonly HistorySeries[]): string {
  return csvText(historyCsvHeader, series.flatMap(linesOf));
}

/** The histories of several accounts, with a last column for the account, empty for the main one. */
export function historiesCsv(
  histories: readonly {
    readonly account: string | undefined;
    readonly series: readonly HistorySeries[];
  }[],
): string {
  const lines = histories.flatMap(({ account, series }) =>
    series
      .flatMap(linesOf)
      .map(({ atMs, cells }) => ({ atMs, cells: [...cells, cleanName(account) ?? ''] })),
  );
  return csvText([...historyCsvHeader, 'account'], lines);
}

type Line = { readonly atMs: number; readonly cells: readonly (string | number)[] };

function linesOf({ windowId, samples, resetsAtMs }: HistorySeries): readonly Line[] {
  return [
    ...resetsAtMs.map((atMs) => ({ atMs, cells: [windowId, 'reset', '', '', '', '', ''] })),
    ...samples.map(({ atMs, usedPercent, used, limit, resetsAtMs: endsAtMs }) => ({
      atMs,
      cells: [
        windowId,
        'sample',
        jsonPercent(usedPercent),
        jsonPercent(100 - usedPercent),
        used ?? '',
        limit ?? '',
        formatUtc(endsAtMs) ?? '',
      ],
    })),
  ];
}

function csvText(head: readonly string[], lines: readonly Line[]): string {
  const sorted = lines
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ atMs, cells }) => [formatUtc(atMs) ?? ''].concat(cells.map(csvField)));
  return [head, ...sorted].map((cells) => `${cells.join(',')}\r\n`).join('');
}
