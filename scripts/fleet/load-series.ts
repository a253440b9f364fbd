import type { SimulatedSeries } from './simulated-fleet.ts';

const minuteMs = 60_000;
/** An engine ends a request that takes it long. */
const charactersAtOnce = 2_000_000;

export type LoadedSeries = {
  /** Of VictoriaMetrics, with a slash at the end. */
  readonly url: string;
  readonly series: Iterable<SimulatedSeries>;
  /** The present; whole minutes. */
  readonly nowMs: number;
  /** When samples were taken: minutes before the present, the oldest first. */
  readonly minutesBefore: readonly number[];
};

/** Loads the history of simulated series. Rejects if the engine does not take it. */
export async function loadSeries({
  url,
  series,
  nowMs,
  minutesBefore,
}: LoadedSeries): Promise<void> {
  const times = minutesBefore.map((minutes) => nowMs - minutes * minuteMs).join(',');
  const valuesOf = new Map<string, string>();
  let body = '';
  for (const { name, labels, shape, valueBefore } of series) {
    const values = valuesOf.get(shape) ?? minutesBefore.map(valueBefore).join(',');
    valuesOf.set(shape, values);
    const metric = JSON.stringify({ __name__: name, ...labels });
    body += `{"metric":${metric},"values":[${values}],"timestamps":[${times}]}\n`;
    if (body.length < charactersAtOnce) continue;
    await importLines(url, body);
    body = '';
  }
  await importLines(url, body);
}

async function importLines(url: string, body: string): Promise<void> {
  const response = await fetch(new URL('api/v1/import', url), { method: 'POST', body });
  if (!response.ok) throw new Error(`import: HTTP ${response.status}`);
}
