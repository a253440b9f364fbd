import type { HistorySample, HistorySeries } from '../../domain/history.ts';

/** A window's history in columns of equal time. */
export type HistoryPlot = {
  /** The lowest share left in each column, 0..100; undefined if there are no samples. */
  readonly left: readonly (number | undefined)[];
  /** Columns in which the window was reset. */
  readonly resets: readonly number[];
  /** Undefined if the window has been reset since the latest sample. */
  readonly latestLeft?: number | undefined;
  readonly lowestLeft?: number | undefined;
};

const hourMs = 3_600_000;
/** Unchanged usage is recorded every half hour, and refreshes are never further apart. */
const holdsMs = 65 * 60_000;
/** Older samples are stored in steps of six hours. */
const thinnedAfterMs = 59 * 24 * hourMs;
const thinnedHoldsMs = 6.5 * hourMs;

/** Cuts a series into `columns` columns between two moments (epoch milliseconds). Pure. */
export function plotHistory(
  { samples, resetsAtMs }: Pick<HistorySeries, 'samples' | 'resetsAtMs'>,
  {
    sinceMs,
    untilMs,
    columns,
  }: { readonly sinceMs: number; readonly untilMs: number; readonly columns: number },
): HistoryPlot {
  const stepMs = Math.max(1, (untilMs - sinceMs) / columns);
  const columnOf = (atMs: number): number =>
    Math.min(columns - 1, Math.max(0, Math.floor((atMs - sinceMs) / stepMs)));
  const within = samples.filter(({ atMs }) => atMs >= sinceMs && atMs <= untilMs);
  const left: (number | undefined)[] = Array.from({ length: columns });
  for (const sample of within) {
    const at = columnOf(sample.atMs);
    left[at] = Math.min(left[at] ?? 100, 100 - sample.usedPercent);
  }
  fillQuietTimes(left, within, { columnOf, untilMs });
  const latest = within.at(-1);
  return {
    left,
    resets: [
      ...new Set(resetsAtMs.filter((atMs) => atMs >= sinceMs && atMs <= untilMs).map(columnOf)),
    ],
    ...(latest === undefined
      ? {}
      : {
          latestLeft: endOf(latest) > untilMs ? 100 - latest.usedPercent : undefined,
          lowestLeft: 100 - Math.max(...within.map(({ usedPercent }) => usedPercent)),
        }),
  };
}

/** When a sample's window is reset, if it says so. A late response may name a reset that is over. */
function endOf({ atMs, resetsAtMs = 0 }: HistorySample): number {
  return resetsAtMs > atMs ? resetsAtMs : Number.POSITIVE_INFINITY;
}

/**
 * A sample is valid until the next one or the reset, but not for long: time without KimiBar is a
 * gap.
 */
function fillQuietTimes(
  left: (number | undefined)[],
  samples: readonly HistorySample[],
  { columnOf, untilMs }: { readonly columnOf: (atMs: number) => number; readonly untilMs: number },
): void {
  for (const [index, sample] of samples.entries()) {
    const maxMs = untilMs - sample.atMs > thinnedAfterMs ? thinnedHoldsMs : holdsMs;
    const nextMs = samples[index + 1]?.atMs ?? untilMs;
    const endMs = Math.min(nextMs, sample.atMs + maxMs, endOf(sample) - 1);
    for (let column = columnOf(sample.atMs) + 1; column <= columnOf(endMs); column += 1)
      left[column] ??= 100 - sample.usedPercent;
  }
}
