import type { HistorySample, HistorySeries } from '../history.ts';
import { isSameMoment } from '../same-moment.ts';
import type { GridSpan } from './use-grid.ts';
import { maxRounding } from './use-spans.ts';

const dayMs = 86_400_000;
const halfLifeMs = 14 * dayMs;

/** Points of each window for one of the unit's. */
export function windowRatios(
  series: readonly HistorySeries[],
  unit: HistorySeries,
  span: GridSpan,
): Record<string, number> {
  const others = series.filter((one) => one !== unit);
  return Object.fromEntries([
    [unit.windowId, 1],
    ...others.map((one) => {
      const prior = priorRatioOf(one, unit);
      return [one.windowId, windowRatio(one, unit, { ...span, prior })] as const;
    }),
  ]);
}

/** A point of a month counts for many of a session. */
function priorRatioOf({ windowId }: HistorySeries, unit: HistorySeries): number {
  if (windowId !== 'session') return 4;
  return unit.windowId === 'monthly' ? 25 : 6;
}

/**
 * Points of one window for a point of another, by what both gained between the first and the last
 * sample of each period: what was used around resets is missing in both. Starts from `prior`.
 */
function windowRatio(
  other: HistorySeries,
  main: HistorySeries,
  { prior, sinceMs, untilMs }: GridSpan & { readonly prior: number },
): number {
  let mainPoints = 1;
  let otherPoints = prior;
  let next = 0;
  let mainNow: HistorySample | undefined;
  let first: { readonly other: HistorySample; readonly main: HistorySample } | undefined;
  let last: typeof first;
  const count = (): void => {
    if (first === undefined || last === undefined) return;
    const weight = 0.5 ** ((untilMs - last.other.atMs) / halfLifeMs);
    mainPoints += weight * (last.main.usedPercent - first.main.usedPercent);
    otherPoints += weight * (last.other.usedPercent - first.other.usedPercent);
  };
  for (const sample of other.samples) {
    while ((main.samples[next]?.atMs ?? Infinity) <= sample.atMs) mainNow = main.samples[next++];
    if (sample.atMs < sinceMs || mainNow === undefined) continue;
    const pair = { other: sample, main: mainNow };
    const goesOn =
      last !== undefined &&
      isSamePeriod(last.other, pair.other) &&
      isSamePeriod(last.main, pair.main);
    if (!goesOn) {
      count();
      first = pair;
    }
    // What a used-up window would have gained is unknown.
    if (!goesOn || (sample.usedPercent < 100 && mainNow.usedPercent < 100)) last = pair;
  }
  count();
  return otherPoints / mainPoints;
}

function isSamePeriod(before: HistorySample, after: HistorySample): boolean {
  return (
    isSameMoment(before.resetsAtMs, after.resetsAtMs) &&
    after.usedPercent > before.usedPercent - maxRounding
  );
}
