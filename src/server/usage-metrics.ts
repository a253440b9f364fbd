import { Counter, Gauge, Registry } from 'prom-client';
import type { AccountState } from '../domain/usage-state.ts';
import type { ServerWorld } from './server-world.ts';

/** More windows than any plan has: a service gone wild must not fill a monitoring system with series. */
const mostWindows = 16;
const mostAccounts = 64;

/**
 * Makes the figures for one scrape from the state as it is then. Accounts are called by their place in the settings, `0` the main
 * one; by name only where the person allows it. A figure that is not known has no sample: absent is not zero.
 */
export function createUsageMetrics({
  daemon,
  clock,
}: Pick<ServerWorld, 'daemon' | 'clock'>): () => Promise<{ text: string; contentType: string }> {
  const registry = new Registry();
  const registers = [registry];
  const perWindow = { labelNames: ['account', 'window'] as const, registers };
  const perAccount = { labelNames: ['account'] as const, registers };
  const usedRatio = new Gauge({
    name: 'kimibar_window_used_ratio',
    help: 'Share of the window that is used, 0 to 1.',
    ...perWindow,
  });
  const limit = new Gauge({
    name: 'kimibar_window_limit',
    help: 'What the window allows, in its own unit.',
    ...perWindow,
  });
  const used = new Gauge({
    name: 'kimibar_window_used',
    help: 'What is used of the window, in its own unit.',
    ...perWindow,
  });
  const reset = new Gauge({
    name: 'kimibar_window_reset_timestamp_seconds',
    help: 'When the window begins anew, Unix time.',
    ...perWindow,
  });
  const age = new Gauge({
    name: 'kimibar_reading_age_seconds',
    help: 'How old the last good reading is.',
    ...perAccount,
  });
  const up = new Gauge({
    name: 'kimibar_up',
    help: '1 where the last refresh brought a reading, 0 where it failed.',
    ...perAccount,
  });
  const failures = new Counter({
    name: 'kimibar_failures_total',
    help: 'Refreshes that failed, by failure kind.',
    labelNames: ['kind'],
    registers: [registry],
  });
  const requests = new Counter({
    name: 'kimibar_requests_total',
    help: 'Refreshes, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });

  const setAccount = ({ outcome }: AccountState, account: string): void => {
    if (outcome === undefined) return;
    up.set({ account }, outcome.kind === 'fresh' ? 1 : 0);
    const snapshot = outcome.kind === 'fresh' ? outcome.snapshot : outcome.lastGood;
    if (snapshot === undefined) return;
    age.set({ account }, Math.max(0, (clock.now() - snapshot.fetchedAtMs) / 1000));
    for (const window of snapshot.windows.slice(0, mostWindows)) {
      const labels = { account, window: window.id };
      if (window.reliable) usedRatio.set(labels, window.usedPercent / 100);
      if (window.limit !== undefined) limit.set(labels, window.limit);
      if (window.used !== undefined) used.set(labels, window.used);
      if (window.resetsAtMs !== undefined) reset.set(labels, window.resetsAtMs / 1000);
    }
  };

  return async () => {
    registry.resetMetrics();
    const { accounts } = daemon.state();
    const named = daemon.settings().metricsAccountNames;
    for (const [at, state] of accounts.slice(0, mostAccounts).entries())
      setAccount(state, named ? (state.account ?? 'main') : String(at));
    const { ok, failed } = daemon.tally();
    for (const [kind, count] of Object.entries(failed)) failures.inc({ kind }, count);
    requests.inc({ outcome: 'ok' }, ok);
    requests.inc(
      { outcome: 'failed' },
      Object.values(failed).reduce((sum, count) => sum + count, 0),
    );
    return { text: await registry.metrics(), contentType: registry.contentType };
  };
}
