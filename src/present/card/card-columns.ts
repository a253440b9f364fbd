import { displayWidth } from '../words/columns.ts';

/** The words of one row, before they are put into columns. */
export type RowCells = {
  readonly label: string;
  readonly percent: string;
  /** What is left (or used) and the limit; they meet at the slash. */
  readonly counts?: readonly [string, string] | undefined;
  readonly resets: string;
  /** Just the time, for narrow terminals. */
  readonly shortResets: string;
};

/** How wide each column is; a column that is left out is 0. */
export type Columns = {
  readonly gap: number;
  readonly label: number;
  readonly meter: number;
  readonly percent: number;
  readonly countsBefore: number;
  readonly countsAfter: number;
  readonly resets: 'long' | 'short' | 'none';
};

const usualMeter = 24;
const widestMeter = 40;
const slimMeter = 14;
const leastMeter = 6;
/** `Monthly`: the column is as wide for plans with short names alone, so that the card looks the same everywhere. */
const usualLabel = 7;

/**
 * Chooses columns for a width: all of them, then without the counts, then with bare times, then without them.
 * The meter takes what is left: 24 columns at 80, up to 40 on wide terminals.
 */
export function chooseColumns(
  rows: readonly RowCells[],
  labels: readonly string[],
  width: number,
): Columns {
  const label = Math.min(Math.max(usualLabel, widest(labels)), Math.max(10, Math.floor(width / 5)));
  const percent = widest(rows.map((row) => row.percent));
  const countsBefore = widest(rows.map((row) => row.counts?.[0] ?? ''));
  const countsAfter = widest(rows.map((row) => row.counts?.[1] ?? ''));
  const long = widest(rows.map((row) => row.resets));
  const short = widest(rows.map((row) => row.shortResets));
  const counts = countsBefore === 0 ? 0 : countsBefore + 1 + countsAfter + 3;
  const withCounts = width - (label + 3 + 3 + percent + 3 + counts + long);
  const without = width - (label + 3 + 3 + percent + 3 + long);
  if (withCounts >= slimMeter)
    return {
      gap: 3,
      label,
      meter: meterFor(withCounts, width),
      percent,
      countsBefore,
      countsAfter,
      resets: 'long',
    };
  if (without >= slimMeter)
    return {
      gap: 3,
      label,
      meter: meterFor(without, width),
      percent,
      countsBefore: 0,
      countsAfter: 0,
      resets: 'long',
    };
  const bare = { gap: 2, label, percent, countsBefore: 0, countsAfter: 0 };
  const room = width - (label + 2 + 2 + percent + 2 + short);
  if (room >= leastMeter) return { ...bare, meter: meterFor(room, width), resets: 'short' };
  return { ...bare, meter: meterFor(width - (label + 2 + 2 + percent), width), resets: 'none' };
}

function meterFor(room: number, width: number): number {
  const wanted = usualMeter + Math.max(0, Math.floor((width - 80) / 4));
  return Math.min(room, wanted, widestMeter);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}
