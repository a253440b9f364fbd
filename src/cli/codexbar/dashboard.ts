import { openApp } from '../../app/open-app.ts';
import { loadSettings } from '../../config/load-settings.ts';
import { refreshIntervalMs } from '../../domain/setting-choices.ts';
import { dashboardSnapshot } from '../../present/json/dashboard-snapshot.ts';
import { usageRecord } from '../../present/json/usage-json.ts';
import type { CommandContext } from '../command-context.ts';
import { readAccounts } from '../commands/usage.ts';
import { printReport, type ReportOptions } from './print-report.ts';

/** As for `kimibar usage`. */
const maxAgeMs = 30_000;

/**
 * `codexbar dashboard`: the snapshot of `serve`, once. A failure is in it, so the exit code is 0
 * unless the file cannot be written.
 */
export async function runDashboard(
  context: CommandContext,
  { timeoutMs, ...report }: ReportOptions & { readonly timeoutMs: number },
): Promise<number> {
  const { host, configPath } = context;
  const app = await openApp(context);
  const { settings } = await loadSettings(host, { path: configPath });
  const request = {
    allAccounts: true,
    refresh: false,
    maxAgeMs,
    acceptsDaemonUsage: true,
    timeoutMs,
  };
  const outcomes = app.enabled ? await readAccounts(app, context, request) : [];
  const facts = { nowMs: host.clock.now(), asked: app.source };
  const records = outcomes.map(({ account, outcome }) =>
    usageRecord(outcome, { ...facts, account }),
  );
  const snapshot = dashboardSnapshot(records, {
    nowMs: facts.nowMs,
    enabled: app.enabled,
    source: app.source,
    refreshIntervalSeconds: refreshIntervalMs(settings.refresh.cadence) / 1000,
  });
  return printReport(context, snapshot, report);
}
