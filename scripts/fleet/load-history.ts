import { loadSeries } from './load-series.ts';
import { recordedSeries } from './recorded-series.ts';
import { simulatedMachines, type SimulatedSeries } from './simulated-fleet.ts';

const minuteMs = 60_000;
const dayMinutes = 1440;
/** Of what machines push: every third hour of a week, and every minute of an hour. */
const pushedMinutes = [
  ...Array.from({ length: 56 }, (_, at) => 180 * (56 - at)),
  ...Array.from({ length: 61 }, (_, at) => 60 - at),
];
/** Of what rules record: every minute of a day. */
const recordedMinutes = Array.from({ length: dayMinutes + 1 }, (_, at) => dayMinutes - at);

/** How far samples reach beyond the present, so that they are fresh when loading takes long. */
const aheadMinutes = 30;

export type LoadedFleet = {
  readonly machines: readonly (readonly SimulatedSeries[])[];
  readonly nowMs: number;
};

/** Loads a simulated fleet with its past into VictoriaMetrics, with what rules recorded of it. */
export async function loadHistory(url: string, accounts: number): Promise<LoadedFleet> {
  const nowMs = (Math.floor(Date.now() / minuteMs) + aheadMinutes) * minuteMs;
  const machines = [...simulatedMachines(accounts, nowMs)];
  await loadSeries({ url, series: machines.flat(), nowMs, minutesBefore: pushedMinutes });
  const series = recordedSeries(machines);
  await loadSeries({ url, series, nowMs, minutesBefore: recordedMinutes });
  return { machines, nowMs };
}
