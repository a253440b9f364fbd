import type { Metric } from '../../present/metrics/metric.ts';
import { prometheusText, prometheusType } from '../../present/metrics/prometheus-text.ts';
import {
  knownAccounts,
  resetSeconds,
  usedRatio,
  windowGauge,
} from '../../present/metrics/usage-metrics.ts';
import { plainResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

/**
 * `GET /metrics` in Prometheus' text format: the series that are exported, and some that only this
 * route has.
 */
export function metricsRoute({ daemon }: ServerWorld): () => Promise<Response> {
  return async () => {
    const metrics = [
      ...(await daemon.metrics()),
      ...countGauges(daemon),
      requestCounts(daemon.tally()),
      ...deprecatedGauges(daemon),
    ];
    return plainResponse(prometheusText(metrics), {
      'Content-Type': prometheusType,
      'Cache-Control': 'no-store',
    });
  };
}

type Daemon = ServerWorld['daemon'];

/** In the windows' own units. */
function countGauges(daemon: Daemon): readonly Metric[] {
  const known = knownAccountsOf(daemon);
  const limit = { name: 'kimibar_window_limit', help: 'What the window allows, in its own unit.' };
  const used = {
    name: 'kimibar_window_used',
    help: 'What is used of the window, in its own unit.',
  };
  return [
    windowGauge(known, limit, (window) => window.limit),
    windowGauge(known, used, (window) => window.used),
  ];
}

function requestCounts({ ok, failed }: ReturnType<Daemon['tally']>): Metric {
  const failures = Object.values(failed).reduce((sum, count) => sum + count, 0);
  return {
    name: 'kimibar_requests_total',
    type: 'counter',
    sinceMs: 0,
    help: 'Refreshes, by outcome.',
    samples: [
      { labels: { outcome: 'ok' }, value: ok },
      { labels: { outcome: 'failed' }, value: failures },
    ],
  };
}

/** Names of version 0.1. */
function deprecatedGauges(daemon: Daemon): readonly Metric[] {
  const known = knownAccountsOf(daemon);
  return [
    windowGauge(
      known,
      { name: 'kimibar_window_used_ratio', help: insteadOf('kimibar_quota_used_ratio') },
      usedRatio,
    ),
    windowGauge(
      known,
      {
        name: 'kimibar_window_reset_timestamp_seconds',
        help: insteadOf('kimibar_quota_reset_timestamp_seconds'),
      },
      resetSeconds,
    ),
  ];
}

function insteadOf(name: string): string {
  return `Deprecated: use ${name}.`;
}

function knownAccountsOf(daemon: Daemon) {
  const { atMs, accounts } = daemon.state();
  return knownAccounts({ nowMs: atMs, accounts, names: daemon.settings() });
}
