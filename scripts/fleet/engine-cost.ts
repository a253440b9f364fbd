import { busySeconds } from '../../bench/process-cost.ts';
import type { MetricsEngine } from '../../test/support/metrics-engine.ts';

/** What something cost an engine, in milliseconds. */
export type Cost = { readonly cpuMs: number; readonly wallMs: number };

/** Processor time of VictoriaMetrics and time until `act` is done, as a mean of `runs`. */
export async function costOf(
  engine: MetricsEngine,
  act: () => Promise<unknown>,
  runs = 3,
): Promise<Cost> {
  const before = busySeconds(engine.pid);
  const startedMs = performance.now();
  for (let run = 0; run < runs; run += 1) await act();
  const wallMs = performance.now() - startedMs;
  const after = busySeconds(engine.pid);
  return { cpuMs: ((after - before) * 1000) / runs, wallMs: wallMs / runs };
}

/** The sum of VictoriaMetrics' own series with this name, and with this label if given. */
export async function engineMetric(
  engine: MetricsEngine,
  name: string,
  label = '',
): Promise<number> {
  const text = await (await fetch(new URL('metrics', engine.url))).text();
  const lines = text.split('\n').filter((line) => /^\w+/.exec(line)?.[0] === name);
  return lines
    .filter((line) => line.includes(label))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
