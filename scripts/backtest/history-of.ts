import type { HistorySample, HistorySeries } from '../../src/domain/history.ts';
import type { Reading } from '../../src/simulator/people/readings.ts';
import { isWorthRecording } from '../../src/store/history-change.ts';

/** The history that KimiBar would have recorded of these readings. */
export function historyOf(readings: readonly Reading[]): readonly HistorySeries[] {
  const series = new Map<string, HistorySeries & { readonly samples: HistorySample[] }>();
  const latest = new Map<string, HistorySample>();
  for (const { atMs, windows } of readings)
    for (const { id, lengthMinutes, usedPercent, used, limit, resetsAtMs } of windows) {
      const one = series.get(id) ?? { windowId: id, lengthMinutes, samples: [], resetsAtMs: [] };
      series.set(id, one);
      const sample = { atMs, usedPercent, used, limit, resetsAtMs };
      const written = one.samples.at(-1);
      const seen = latest.get(id);
      latest.set(id, sample);
      if (!isWorthRecording(written, sample)) continue;
      // As the store does: the end of a quiet time is recorded, too.
      if (seen !== undefined && written !== undefined && seen !== written)
        if (isWorthRecording(seen, { ...sample, atMs: seen.atMs })) one.samples.push(seen);
      one.samples.push(sample);
    }
  return [...series.values()];
}
