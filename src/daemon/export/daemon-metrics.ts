import type { Settings } from '../../config/settings.ts';
import type { TokenTotal } from '../../domain/ledger.ts';
import type { AccountState } from '../../domain/usage-state.ts';
import type { Host } from '../../host/host.ts';
import type { Metric } from '../../present/metrics/metric.ts';

/** What a daemon knows when its metrics are read. */
export type MetricSources = {
  readonly accounts: readonly AccountState[];
  readonly failed: Readonly<Record<string, number>>;
  readonly settings: Settings;
};

/** Adding up a ledger of years takes a moment, in which a program serves no request. */
const tokensAgainMs = 30_000;

/** The metrics of one process; token counts are read from the ledger, at most every 30 s. */
export class DaemonMetrics {
  readonly #host: Host;
  readonly #startedAtMs: number;
  #tokens: { readonly readAtMs: number; readonly totals: readonly TokenTotal[] } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#startedAtMs = host.clock.now();
  }

  async read({ accounts, failed, settings }: MetricSources): Promise<readonly Metric[]> {
    const { usageMetrics } = await import('../../present/metrics/usage-metrics.ts');
    const { projects, host = this.#host.platform.hostName, team } = settings.export;
    return usageMetrics({
      nowMs: this.#host.clock.now(),
      accounts,
      names: {
        metricsAccountNames: settings.server.metricsAccountNames,
        accounts: settings.provider.accounts,
      },
      failed,
      startedAtMs: this.#startedAtMs,
      tokens: await this.#tokenTotals(),
      withProjects: projects,
      host,
      team,
    });
  }

  async #tokenTotals(): Promise<readonly TokenTotal[]> {
    const nowMs = this.#host.clock.now();
    const known = this.#tokens;
    if (known !== undefined && Math.abs(nowMs - known.readAtMs) < tokensAgainMs)
      return known.totals;
    const { openLedger } = await import('../../app/logs/open-ledger.ts');
    const ledger = openLedger(this.#host, { mayCreate: false });
    try {
      // A ledger that cannot be read now must not count as zero: counters never go back.
      const totals = (await ledger.tokenTotals()) ?? known?.totals ?? [];
      this.#tokens = { readAtMs: nowMs, totals };
      return totals;
    } finally {
      ledger.close();
    }
  }
}
