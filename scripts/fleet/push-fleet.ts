import { otlpPayload } from '../../src/daemon/export/otlp-payload.ts';
import type { Metric } from '../../src/present/metrics/metric.ts';
import type { SimulatedSeries } from './simulated-fleet.ts';

const pushesAtOnce = 8;

/**
 * Pushes a minute of the fleet as its exporters do: one OTLP request from each machine. Rejects if
 * the engine does not take one.
 */
export async function pushFleet(
  url: string,
  machines: readonly (readonly SimulatedSeries[])[],
  atMs: number,
): Promise<void> {
  const left = machines.values();
  await Promise.all(
    Array.from({ length: pushesAtOnce }, async () => {
      for (const machine of left) await push(url, machine, atMs);
    }),
  );
}

async function push(url: string, machine: readonly SimulatedSeries[], atMs: number): Promise<void> {
  const host = machine[0]?.labels['host'];
  const payload = await otlpPayload(metricsOf(machine), { host, atMs });
  const response = await fetch(new URL('opentelemetry/v1/metrics', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-protobuf', 'Content-Encoding': 'gzip' },
    body: new Uint8Array(payload),
  });
  if (!response.ok) throw new Error(`push: HTTP ${response.status}`);
}

function metricsOf(machine: readonly SimulatedSeries[]): readonly Metric[] {
  const byName = Map.groupBy(machine, ({ name }) => name);
  return [...byName].map(([name, series]) => ({
    name,
    help: name,
    type: 'gauge',
    samples: series.map(({ labels, valueBefore }) => ({ labels, value: valueBefore(0) })),
  }));
}
