import { createApp } from '../../../app/create-app.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { Settings } from '../../../config/settings.ts';
import { DaemonMetrics } from '../../../daemon/export/daemon-metrics.ts';
import type { Metric } from '../../../present/metrics/metric.ts';
import type { CommandContext } from '../../command-context.ts';
import { readAccounts } from '../usage.ts';

/** What `serve` would push now, from usage up to a quarter of an hour old. */
export type CurrentMetrics = {
  readonly settings: Settings['export'];
  /** The label `host`. */
  readonly hostName: string | undefined;
  readonly metrics: readonly Metric[];
};

export async function currentMetrics(context: CommandContext): Promise<CurrentMetrics> {
  const { host, configPath } = context;
  const { settings } = await loadSettings(host, { path: configPath });
  const accounts = await readAccounts(createApp(host, settings, configPath), context, {
    plain: false,
    allAccounts: true,
    refresh: false,
    acceptsDaemonUsage: true,
    maxAgeMs: 15 * 60_000,
    timeoutMs: 30_000,
  });
  const metrics = await new DaemonMetrics(host).read({ accounts, failed: {}, settings });
  const { export: exported } = settings;
  return { settings: exported, hostName: exported.host ?? host.platform.hostName, metrics };
}
