import type { ImportedEntry } from '../../domain/history-import.ts';
import { isWindowId } from '../../domain/quota-window.ts';
import { parseCsv } from '../words/csv.ts';
import { historyCsvHeader } from './history-csv.ts';

/** The entries of a history in CSV, and the numbers of the lines that are none. */
export type ParsedHistory = {
  readonly entries: readonly ImportedEntry[];
  readonly rejectedLines: readonly number[];
};

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Parses what `kimibar history --format csv` prints, with or without the column `account`.
 * Undefined if the header is another one.
 */
export function parseHistoryCsv(text: string): ParsedHistory | undefined {
  const [head, ...rows] = parseCsv(text);
  const names = head?.cells.map((cell) => cell.trim());
  const width = historyCsvHeader.length;
  const hasAccount = names?.[width] === 'account';
  if (names?.slice(0, width).join() !== historyCsvHeader.join()) return undefined;
  if (names.length !== width + (hasAccount ? 1 : 0)) return undefined;
  const entries: ImportedEntry[] = [];
  const rejectedLines: number[] = [];
  for (const { line, cells } of rows) {
    const entry = cells.length === names.length ? parseEntry(cells) : undefined;
    if (entry === undefined) rejectedLines.push(line);
    else entries.push(entry);
  }
  return { entries, rejectedLines };
}

function parseEntry(cells: readonly string[]): ImportedEntry | undefined {
  const [at = '', windowId = '', event, used = '', , count = '', limit = '', resets = ''] = cells;
  const atMs = parseTime(at);
  if (atMs === undefined || !isWindowId(windowId)) return undefined;
  const place = { account: cells[historyCsvHeader.length] || undefined, windowId };
  if (event === 'reset') return { ...place, kind: 'reset', atMs };
  const usedPercent = parseNumber(used);
  const numbers = {
    used: parseNumber(count),
    limit: parseNumber(limit),
    resetsAtMs: parseTime(resets),
  };
  const isWhole =
    (count === '' || numbers.used !== undefined) &&
    (limit === '' || numbers.limit !== undefined) &&
    (resets === '' || numbers.resetsAtMs !== undefined);
  if (event !== 'sample' || !isWhole) return undefined;
  if (usedPercent === undefined || usedPercent < 0 || usedPercent > 100) return undefined;
  return { ...place, kind: 'sample', sample: { atMs, usedPercent, ...numbers } };
}

function parseTime(cell: string): number | undefined {
  const ms = time.test(cell) ? Date.parse(cell) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function parseNumber(cell: string): number | undefined {
  return number.test(cell) ? Number(cell) : undefined;
}
