import { displayWidth } from '../words/columns.ts';

/** The texts of one row, before they are aligned. */
export type RowCells = {
  readonly label: string;
  readonly percent: string;
  /** Without the word, for very narrow terminals. */
  readonly shortPercent: string;
  /** What is left (or used), the word between, and the limit; aligned at that word. */
  readonly counts?: readonly [string, string, string] | undefined;
  readonly resets: string;
  /** Only the time, for narrow terminals. */
  readonly shortResets: string;
};

/** Column widths; 0 for a column that is left out, with the gap before it. */
export type Columns = {
  readonly gap: number;
  readonly label: number;
  readonly meter: number;
  readonly percent: number;
  readonly isPercentShort: boolean;
  readonly countsBefore: number;
  /** With the word between. */
  readonly countsAfter: number;
  readonly resets: 'long' | 'short' | 'none';
};

const defaultMeter = 24;
const maxMeter = 40;
/**
 * Counts are left out before the meter gets narrower than this, words before it reaches `minMeter`.
 */
const minRoomyMeter = 14;
const minMeter = 6;
/** `Monthly`. Shorter labels take the same room, so that cards of all plans are aligned alike. */
const minLabel = 7;
const wideGap = 3;
const narrowGap = 2;

/**
 * Chooses columns for a width: all of them, then without the counts, then with bare times, then
 * without times, then without the meter. The meter takes the rest: 24 columns at a width of 80, up
 * to 40 on wide terminals.
 */
export function chooseColumns(
  rows: readonly RowCells[],
  labels: readonly string[],
  width: number,
): Columns {
  const label = Math.min(Math.max(minLabel, widest(labels)), Math.max(10, Math.floor(width / 5)));
  const percent = widest(rows.map((row) => row.percent));
  const countsBefore = widest(rows.map((row) => row.counts?.[0] ?? ''));
  const countsAfter = widest(rows.map((row) => row.counts?.slice(1).join('') ?? ''));
  const long = widest(rows.map((row) => row.resets));
  const short = widest(rows.map((row) => row.shortResets));
  const counts = countsBefore === 0 ? 0 : countsBefore + countsAfter + wideGap;
  const roomy = width - (label + percent + long + 3 * wideGap);
  const fixed = { label, percent, isPercentShort: false, countsBefore: 0, countsAfter: 0 };
  if (roomy - counts >= minRoomyMeter) {
    const meter = meterWidth(roomy - counts, width);
    return { ...fixed, gap: wideGap, meter, countsBefore, countsAfter, resets: 'long' };
  }
  if (roomy >= minRoomyMeter)
    return { ...fixed, gap: wideGap, meter: meterWidth(roomy, width), resets: 'long' };
  const withTimes = width - (label + percent + short + 3 * narrowGap);
  if (withTimes >= minMeter)
    return { ...fixed, gap: narrowGap, meter: meterWidth(withTimes, width), resets: 'short' };
  const withoutTimes = width - (label + percent + 2 * narrowGap);
  if (withoutTimes >= minMeter)
    return { ...fixed, gap: narrowGap, meter: meterWidth(withoutTimes, width), resets: 'none' };
  return withoutMeter(rows, labels, width);
}

/** Label and share, the share without its word if necessary. */
function withoutMeter(
  rows: readonly RowCells[],
  labels: readonly string[],
  width: number,
): Columns {
  const label = widest(labels);
  const rest = { meter: 0, countsBefore: 0, countsAfter: 0, resets: 'none' } as const;
  const percent = widest(rows.map((row) => row.percent));
  if (label + narrowGap + percent <= width)
    return { ...rest, label, percent, isPercentShort: false, gap: narrowGap };
  const short = widest(rows.map((row) => row.shortPercent));
  const room = Math.max(0, width - short - 1);
  return { ...rest, label: Math.min(label, room), percent: short, isPercentShort: true, gap: 1 };
}

function meterWidth(room: number, width: number): number {
  const wanted = defaultMeter + Math.max(0, Math.floor((width - 80) / 4));
  return Math.min(room, wanted, maxMeter);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}
