import type { SimulatedSeries } from './simulated-fleet.ts';
import { simulatedMachines } from './simulated-fleet.ts';

const minuteMs = 60_000;
const charactersAtOnce = 2_000_000;

export type LoadedFleet = {
  /** Of VictoriaMetrics, with a slash at the end. */
  readonly url: string;
  readonly accounts: number;
  /** The present; whole minutes. */
  readonly nowMs: number;
  /** When samples were taken: minutes before the present, the oldest first. */
  readonly minutesBefore: readonly number[];
};

/** Samples of every minute of the last day and a bit, and of every hour of the week before. */
export const weekBefore: readonly number[] = [
  ...Array.from({ length: 142 }, (_, at) => 60 * (168 - at)),
  ...Array.from({ length: 1561 }, (_, at) => 1560 - at),
];

/** Loads the history of a simulated fleet. Rejects if the engine does not take it. */
export async function loadFleet({
  url,
  accounts,
  nowMs,
  minutesBefore,
}: LoadedFleet): Promise<void> {
  const times = minutesBefore.map((minutes) => nowMs - minutes * minuteMs).join(',');
  const valuesOf = new Map<string, string>();
  const lineOf = ({ name, labels, shape, valueBefore }: SimulatedSeries) => {
    const values = valuesOf.get(shape) ?? minutesBefore.map(valueBefore).join(',');
    valuesOf.set(shape, values);
    const metric = JSON.stringify({ __name__: name, ...labels });
    return `{"metric":${metric},"values":[${values}],"timestamps":[${times}]}\n`;
  };
  let body = '';
  for (const machine of simulatedMachines(accounts, nowMs)) {
    body += machine.map(lineOf).join('');
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
