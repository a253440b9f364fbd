import { mainAccountName } from '../../domain/main-account.ts';
import type { SettingsView } from '../../domain/settings-view.ts';
import type { UsageSnapshot } from '../../domain/usage-snapshot.ts';
import type { AccountState } from '../../domain/usage-state.ts';
import { plainResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

type Labels = Readonly<Record<string, string>>;

type Sample = { readonly labels: Labels; readonly value: number };

type Metric = {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
};

/**
 * More than any plan or settings file has: a faulty service must not flood a monitoring system with
 * series.
 */
const maxWindows = 16;
const maxAccounts = 64;

const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * `GET /metrics` in Prometheus' text format. Accounts are labelled by their number, which stays the
 * same when others are added, `0` for the main one; by name only if the user allows it. Unknown
 * figures have no sample, since absent is not zero.
 */
export function metricsRoute(world: ServerWorld): () => Response {
  return () =>
    plainResponse(formatMetrics([...accountMetrics(world), ...refreshMetrics(world)]), {
      'Content-Type': contentType,
      'Cache-Control': 'no-store',
    });
}

type Known = { readonly account: string; readonly snapshot: UsageSnapshot };

function accountMetrics({ daemon, clock }: ServerWorld): readonly Metric[] {
  const labelOf = accountLabels(daemon.settings());
  const accounts = daemon
    .state()
    .accounts.slice(0, maxAccounts)
    .map(({ account, outcome }) => ({ account: labelOf(account), outcome }));
  const known = accounts.flatMap(({ account, outcome }): Known[] => {
    const snapshot = lastGood(outcome);
    return snapshot === undefined ? [] : [{ account, snapshot }];
  });
  const nowMs = clock.now();
  return [
    ...windowMetrics(known),
    {
      name: 'kimibar_reading_age_seconds',
      type: 'gauge',
      help: 'How old the last good reading is.',
      samples: known.map(({ account, snapshot }) => ({
        labels: { account },
        value: Math.max(0, (nowMs - snapshot.fetchedAtMs) / 1000),
      })),
    },
    {
      name: 'kimibar_up',
      type: 'gauge',
      help: '1 where the last refresh brought a reading, 0 where it failed.',
      samples: accounts.flatMap(({ account, outcome }) =>
        outcome === undefined
          ? []
          : [{ labels: { account }, value: outcome.kind === 'fresh' ? 1 : 0 }],
      ),
    },
  ];
}

/** An account that was just removed has no number any more, but the daemon may still show it. */
function accountLabels({
  metricsAccountNames,
  accounts,
}: SettingsView): (account: string | undefined) => string {
  if (metricsAccountNames) return (account) => account ?? mainAccountName;
  const numbers = new Map(accounts.map(({ name, number }) => [name, number]));
  return (account) => (account === undefined ? '0' : String(numbers.get(account) ?? 'removed'));
}

function lastGood(outcome: AccountState['outcome']): UsageSnapshot | undefined {
  return outcome?.kind === 'fresh' ? outcome.snapshot : outcome?.lastGood;
}

function windowMetrics(known: readonly Known[]): readonly Metric[] {
  const windows = known.flatMap(({ account, snapshot }) =>
    snapshot.windows
      .slice(0, maxWindows)
      .map((window) => ({ labels: { account, window: window.id }, window })),
  );
  const gauge = (
    name: string,
    help: string,
    read: (window: UsageSnapshot['windows'][number]) => number | undefined,
  ): Metric => ({
    name,
    type: 'gauge',
    help,
    samples: windows.flatMap(({ labels, window }) => {
      const value = read(window);
      return value === undefined ? [] : [{ labels, value }];
    }),
  });
  return [
    gauge(
      'kimibar_window_used_ratio',
      'Share of the window that is used, 0 to 1.',
      ({ reliable, usedPercent }) => (reliable ? usedPercent / 100 : undefined),
    ),
    gauge('kimibar_window_limit', 'What the window allows, in its own unit.', ({ limit }) => limit),
    gauge(
      'kimibar_window_used',
      'What is used of the window, in its own unit.',
      ({ used }) => used,
    ),
    gauge(
      'kimibar_window_reset_timestamp_seconds',
      'When the window begins anew, Unix time.',
      ({ resetsAtMs }) => (resetsAtMs === undefined ? undefined : resetsAtMs / 1000),
    ),
  ];
}

function refreshMetrics({ daemon }: ServerWorld): readonly Metric[] {
  const { ok, failed } = daemon.tally();
  const failures = Object.entries(failed);
  return [
    {
      name: 'kimibar_failures_total',
      type: 'counter',
      help: 'Refreshes that failed, by failure kind.',
      samples: failures.map(([kind, value]) => ({ labels: { kind }, value })),
    },
    {
      name: 'kimibar_requests_total',
      type: 'counter',
      help: 'Refreshes, by outcome.',
      samples: [
        { labels: { outcome: 'ok' }, value: ok },
        {
          labels: { outcome: 'failed' },
          value: failures.reduce((sum, [, count]) => sum + count, 0),
        },
      ],
    },
  ];
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
function formatMetrics(metrics: readonly Metric[]): string {
  return `${metrics.map(formatMetric).join('\n\n')}\n`;
}

function formatMetric({ name, type, help, samples }: Metric): string {
  // One sample for each set of labels: an account may be called `main` as well.
  const values = new Map(samples.map(({ labels, value }) => [formatLabels(labels), value]));
  const lines = Array.from(values, ([labels, value]) => `${name}{${labels}} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

function formatLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',');
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
