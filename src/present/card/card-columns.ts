import { displayWidth } from '../words/columns.ts';
import type { RowTail } from './card-tail.ts';

/** The texts of one row, before they are aligned. */
export type RowCells = {
  readonly label: string;
  readonly percent: string;
  /** Without the word, for very narrow terminals. */
  readonly shortPercent: string;
  /** What is left (or used), the word between, and the limit; aligned at that word. */
  readonly counts?: readonly [string, string, string] | undefined;
  /** Instead of counts if there is more room, the monthly quota's two shares. */
  readonly shares?: string | undefined;
  readonly tail: RowTail;
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
  /** Columns from the last gap to the end of the line. */
  readonly tail: number;
  readonly resets: 'long' | 'short' | 'none';
};

const defaultMeter = 24;
const maxMeter = 40;
/**
 * Counts are left out before the meter gets narrower than this, then the second halves of the ends
 * of lines; words before it reaches `minMeter`.
 */
const minRoomyMeter = 14;
const minMeter = 6;
/** `Monthly`. Shorter labels take the same room, so that cards of all plans are aligned alike. */
const minLabel = 7;
const wideGap = 3;
const narrowGap = 2;

/**
 * Chooses columns for a width: all of them, then without the counts, then without the second halves
 * of the ends of lines, then with bare times, without times, without the meter. The meter takes the
 * rest: 24 columns at a width of 80, up to 40 on wide terminals.
 */
export function chooseColumns(
  rows: readonly RowCells[],
  labels: readonly string[],
  width: number,
): Columns {
  const label = Math.min(Math.max(minLabel, widest(labels)), Math.max(10, Math.floor(width / 5)));
  const percent = widest(rows.map((row) => row.percent));
  const fixed = { label, percent, isPercentShort: false, countsBefore: 0, countsAfter: 0 };
  for (const { counts, tail } of layoutsOf(rows)) {
    const before = widest(counts.map(([first]) => first));
    const after = widest(counts.map((parts) => parts.slice(1).join('')));
    const countsWidth = before + after === 0 ? 0 : before + after + wideGap;
    const room = width - (label + percent + tail + countsWidth + 3 * wideGap);
    if (room < minRoomyMeter) continue;
    const meter = meterWidth(room, width);
    const rest = { gap: wideGap, meter, countsBefore: before, countsAfter: after };
    return { ...fixed, ...rest, tail: tail + room - meter, resets: 'long' };
  }
  const short = widest(rows.map((row) => row.tail.short));
  const withTimes = width - (label + percent + short + 3 * narrowGap);
  if (withTimes >= minMeter)
    return {
      ...fixed,
      gap: narrowGap,
      meter: meterWidth(withTimes, width),
      tail: short,
      resets: 'short',
    };
  const withoutTimes = width - (label + percent + 2 * narrowGap);
  if (withoutTimes >= minMeter)
    return {
      ...fixed,
      gap: narrowGap,
      meter: meterWidth(withoutTimes, width),
      tail: 0,
      resets: 'none',
    };
  return withoutMeter(rows, labels, width);
}

type Counts = NonNullable<RowCells['counts']>;

/** With fewer and fewer words: the counts of each row, and the room for the ends of lines. */
function layoutsOf(
  rows: readonly RowCells[],
): readonly { readonly counts: readonly Counts[]; readonly tail: number }[] {
  const requests = rows.flatMap(({ counts }) => (counts === undefined ? [] : [counts]));
  const shares = rows.flatMap(({ shares: text }): Counts[] =>
    text === undefined ? [] : [['', '', text]],
  );
  const brief = widest(rows.map(({ tail }) => tail.reset));
  const whole = widest(rows.map(({ tail }) => `${tail.reset}${tail.more.at(-1) ?? ''}`));
  return [
    { counts: [...requests, ...shares], tail: whole },
    { counts: requests, tail: whole },
    { counts: [], tail: whole },
    { counts: [], tail: brief },
  ];
}

/** Label and share, the share without its word if necessary. */
function withoutMeter(
  rows: readonly RowCells[],
  labels: readonly string[],
  width: number,
): Columns {
  const label = widest(labels);
  const rest = { meter: 0, countsBefore: 0, countsAfter: 0, tail: 0, resets: 'none' } as const;
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
