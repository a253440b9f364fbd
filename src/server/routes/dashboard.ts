import type { SettingsView } from '../../domain/settings-view.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { KnownRecord, UsageRecord } from '../../present/json/usage-record.ts';
import { formatUtc } from '../../present/words/time.ts';
import { jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';
import { usageRecords } from '../live-state.ts';

type DashboardWindow = {
  readonly kind: string;
  readonly label: string;
  readonly usedPercent: number;
  readonly remainingPercent: number;
  readonly resetAt: string | null;
};

type DashboardProvider = {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly source: string;
  readonly status: null;
  readonly identity: { readonly accountEmail: null; readonly plan: string } | null;
  readonly windows: readonly DashboardWindow[];
  readonly credits: null;
  readonly cost: null;
  readonly display: {
    readonly accentColor: string;
    readonly sortKey: number;
    readonly priority: 'normal';
  };
  readonly error: string | null;
  readonly updatedAt: string | null;
};

/** What `adaptive` amounts to on a typical day. */
const adaptiveMinutes = 5;
const accentColor = '#FE603C';

/**
 * `GET /dashboard/v1/snapshot`: for dashboards and widgets. One provider per account; the main one
 * is `kimi`.
 */
export function dashboardRoute({ daemon, clock }: ServerWorld): () => Response {
  return () => {
    const state = daemon.state();
    const settings = daemon.settings();
    const nowMs = clock.now();
    const refreshIntervalSeconds = intervalSeconds(settings);
    return jsonResponse({
      schemaVersion: 1,
      generatedAt: formatUtc(nowMs),
      // One missed refresh does not make usage stale.
      staleAfterSeconds: 2 * refreshIntervalSeconds,
      host: { codexBarVersion: null, refreshIntervalSeconds },
      providers: providers(state, settings, nowMs),
    });
  };
}

function intervalSeconds({ cadence }: SettingsView): number {
  return (cadence === 'adaptive' ? adaptiveMinutes : cadence) * 60;
}

function providers(
  state: UsageState,
  { source }: SettingsView,
  nowMs: number,
): readonly DashboardProvider[] {
  const records = usageRecords(state, { nowMs, asked: source });
  if (records.length > 0) return records.map(providerOf);
  return [
    {
      ...constantParts(undefined, 0),
      enabled: state.enabled,
      source,
      identity: null,
      windows: [],
      error: null,
      updatedAt: null,
    },
  ];
}

function providerOf(record: UsageRecord, sortKey: number): DashboardProvider {
  const { account, source } = record;
  const { plan, windows = [], fetchedAt }: KnownRecord = record.kimi ?? {};
  return {
    ...constantParts(account, sortKey),
    enabled: true,
    source,
    identity: plan === undefined ? null : { accountEmail: null, plan },
    windows: windows.map(({ id, label, usedPercent, remainingPercent, resetsAt }) => ({
      kind: id,
      label,
      usedPercent,
      remainingPercent,
      resetAt: resetsAt ?? null,
    })),
    error: 'error' in record ? record.error.message : null,
    updatedAt: fetchedAt ?? null,
  };
}

/** The properties that depend on the account's name only. */
function constantParts(account: string | undefined, sortKey: number) {
  return {
    id: account === undefined ? 'kimi' : `kimi:${account}`,
    name: account === undefined ? 'Kimi Code' : `Kimi Code (${account})`,
    status: null,
    credits: null,
    cost: null,
    display: { accentColor, sortKey, priority: 'normal' },
  } as const;
}
