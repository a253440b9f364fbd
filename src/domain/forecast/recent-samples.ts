import type { HistorySample, HistorySeries } from '../history.ts';
import { isSameMoment } from '../same-moment.ts';
import { samplesBetween } from './use-spans.ts';
import { slotMs } from './week-slot.ts';

/** Today, and some hours of the night before. */
export const recentMs = 26 * 3_600_000;
/** The last half hour counts most: until then every sample is kept. */
const wholeMs = 2 * 3_600_000;

/**
 * The samples that show what was used today. Sessions show it best, so they are enough; of each
 * half hour the first and the last sample, and those at which the window was reset or ran out.
 */
export function recentSamples(
  series: readonly HistorySeries[],
  nowMs: number,
): readonly HistorySeries[] {
  const recent = series.flatMap(({ windowId, lengthMinutes, samples }): HistorySeries[] => {
    const some = thinned(samplesBetween(samples, nowMs - recentMs, nowMs), nowMs - wholeMs);
    return some.length === 0 ? [] : [{ windowId, lengthMinutes, samples: some, resetsAtMs: [] }];
  });
  const session = recent.find(({ windowId }) => windowId === 'session');
  return session === undefined ? recent : [session];
}

function thinned(samples: readonly HistorySample[], untilMs: number): readonly HistorySample[] {
  return samples
    .filter((sample, index) => {
      if (sample.atMs >= untilMs) return true;
      const [before, after] = [samples[index - 1], samples[index + 1]];
      return !goesOn(before, sample) || !goesOn(sample, after);
    })
    .map(({ atMs, usedPercent, resetsAtMs }) => ({ atMs, usedPercent, resetsAtMs }));
}

/** In the same half hour, and nothing but use is between them. */
function goesOn(before: HistorySample | undefined, after: HistorySample | undefined): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    Math.floor(before.atMs / slotMs) === Math.floor(after.atMs / slotMs) &&
    isSameMoment(before.resetsAtMs, after.resetsAtMs) &&
    before.usedPercent <= after.usedPercent &&
    before.usedPercent >= 100 === after.usedPercent >= 100
  );
}
