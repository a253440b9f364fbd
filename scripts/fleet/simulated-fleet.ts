import type { MetricLabels } from '../../src/present/metrics/metric.ts';

/** A simulated series. Those of one `shape` have the same values. */
export type SimulatedSeries = {
  readonly name: string;
  readonly labels: MetricLabels;
  readonly shape: string;
  /** The value this many whole minutes before the present. */
  readonly valueBefore: (minutes: number) => number;
};

const simulatedTeams = 50;
/** With these, twelve series for each account: eleven of its own and four of its machine. */
const accountsOfHost = 4;
/** Minutes between two refreshes. */
const refreshEvery = 5;
const shapes = 97;
const windows = { session: 300, weekly: 7 * 1440, monthly: 30 * 1440 };
const tokenKinds = { input: 40_000, output: 2000, cache_read: 200_000, cache_creation: 5000 };

/**
 * Machine by machine, what the exporters of a fleet with so many accounts push. Every hundredth
 * account is out of its weekly quota, and every 200th is signed out.
 */
export function* simulatedMachines(
  accounts: number,
  nowMs: number,
): Generator<readonly SimulatedSeries[]> {
  for (let first = 0; first < accounts; first += accountsOfHost) {
    const host = first / accountsOfHost;
    const own = { host: `host-${host}`, team: `team-${host % simulatedTeams}` };
    const numbers = Array.from(
      { length: Math.min(accountsOfHost, accounts - first) },
      (_, at) => first + at,
    );
    const all = [
      ...numbers.flatMap((number) => accountSeries(number, nowMs)),
      ...tokenSeries(host % shapes),
    ];
    yield all.map((series) => Object.assign(series, { labels: { ...series.labels, ...own } }));
  }
}

function accountSeries(number: number, nowMs: number): readonly SimulatedSeries[] {
  const labels = { account: String(number % accountsOfHost) };
  const isFailing = number % 200 === 3;
  const pattern = number % shapes;
  const own: readonly SimulatedSeries[] = [
    {
      name: 'kimibar_reading_age_seconds',
      labels,
      shape: `age ${pattern % refreshEvery}`,
      valueBefore: (minutes) => 20 + 60 * remainder(pattern - minutes, refreshEvery),
    },
    {
      name: 'kimibar_up',
      labels,
      shape: `up ${isFailing}`,
      valueBefore: () => (isFailing ? 0 : 1),
    },
  ];
  const failing: readonly SimulatedSeries[] = [
    {
      name: 'kimibar_failing',
      labels: { ...labels, kind: 'credential-rejected' },
      shape: 'failing',
      valueBefore: () => 1,
    },
  ];
  const isOut = number % 100 === 7;
  return [
    ...Object.entries(windows).flatMap(([window, period]) =>
      windowSeries({ pattern, window, period, nowMs, isOut: isOut && window === 'weekly' }).map(
        (series) => Object.assign(series, { labels: { ...labels, ...series.labels } }),
      ),
    ),
    ...own,
    ...(isFailing ? failing : []),
  ];
}

type SimulatedWindow = {
  readonly pattern: number;
  readonly window: string;
  /** Minutes. */
  readonly period: number;
  readonly nowMs: number;
  readonly isOut: boolean;
};

/** The use grows evenly from reset to reset, up to a share that depends on the pattern. */
function windowSeries(of: SimulatedWindow): readonly SimulatedSeries[] {
  const { pattern, window, period, nowMs, isOut } = of;
  const phase = (pattern * period) / shapes;
  const share = pattern / 100;
  const elapsed = (minutes: number) =>
    remainder(phase - Math.ceil(minutes / refreshEvery) * refreshEvery, period);
  const shape = `${window} ${pattern} ${isOut}`;
  return [
    {
      name: 'kimibar_quota_used_ratio',
      labels: { window, plan: 'Allegretto' },
      shape: `used ${shape}`,
      valueBefore: (minutes) =>
        isOut ? 1 : Math.round((share * elapsed(minutes) * 1000) / period) / 1000,
    },
    {
      name: 'kimibar_quota_reset_timestamp_seconds',
      labels: { window },
      shape: `reset ${shape}`,
      valueBefore: (minutes) =>
        Math.round(nowMs / 1000 + (period - remainder(phase - minutes, period) - minutes) * 60),
    },
    {
      name: 'kimibar_quota_runs_out_probability',
      labels: { window },
      shape: `risk ${shape}`,
      // Every refresh changes all digits, as a forecast does.
      valueBefore: (minutes) =>
        isOut ? 1 : share ** 3 * (0.95 + 0.05 * Math.sin(elapsed(minutes) * 7919)),
    },
  ];
}

function tokenSeries(pattern: number): readonly SimulatedSeries[] {
  const epoch = 14 * 1440;
  return Object.entries(tokenKinds).map(([kind, aMinute]) => ({
    name: 'kimibar_tokens_total',
    labels: { kind, model: 'k3' },
    shape: `${kind} ${pattern}`,
    valueBefore: (minutes) => (epoch - minutes) * Math.round((aMinute * (pattern + 1)) / shapes),
  }));
}

function remainder(value: number, by: number): number {
  return ((value % by) + by) % by;
}
