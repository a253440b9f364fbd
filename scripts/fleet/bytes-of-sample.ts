import { startEngine } from '../../test/support/metrics-engine.ts';
import { engineMetric } from './engine-cost.ts';
import { loadSeries } from './load-series.ts';
import { simulatedMachines } from './simulated-fleet.ts';

const minuteMs = 60_000;
const accounts = 100;
const minutesBefore = Array.from({ length: 1440 }, (_, at) => 1439 - at);

/** Bytes on disk of each sample in a day of pushes, one a minute, after the engine merged them. */
export async function bytesOfSample(t: Parameters<typeof startEngine>[0]): Promise<number> {
  const engine = await startEngine(t);
  const nowMs = Math.floor(Date.now() / minuteMs) * minuteMs;
  const series = [...simulatedMachines(accounts, nowMs)].flat();
  await loadSeries({ url: engine.url, series, nowMs, minutesBefore });
  await engine.flush();
  await fetch(new URL('internal/force_merge', engine.url));
  const samples = await engineMetric(engine, 'vm_rows', 'type="storage/');
  return (await engineMetric(engine, 'vm_data_size_bytes', 'type="storage/')) / samples;
}
