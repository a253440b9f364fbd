import { formatUtc } from '../words/time.ts';
import type { ErrorRecord, KnownRecord, SuccessRecord, UsageRecord } from './usage-record.ts';

// CodexBar's dashboard payload, schema version 1 (`DashboardPayloads.swift` in steipete/CodexBar).
// Its clients reject the whole snapshot if a key has another type.

/** What `GET /dashboard/v1/snapshot` and `codexbar dashboard` answer. */
export type DashboardSnapshot = {
  readonly schemaVersion: 1;
  readonly generatedAt: string | undefined;
  readonly staleAfterSeconds: number;
  readonly host: { readonly codexBarVersion: null; readonly refreshIntervalSeconds: number };
  /** One row; further accounts are inside. */
  readonly providers: readonly [DashboardProvider];
};

type DashboardProvider = Readings & {
  readonly id: 'kimi';
  readonly name: string;
  readonly enabled: boolean;
  readonly source: string;
  readonly status: null;
  readonly credits: null;
  readonly cost: null;
  readonly accounts?: readonly DashboardAccount[] | undefined;
  readonly display: {
    readonly accentColor: string;
    readonly sortKey: number;
    readonly priority: 'normal';
  };
  readonly error: ErrorRecord | null;
};

type DashboardAccount = Readings & {
  readonly id: string;
  readonly label: string;
  /** True only for the account of the row, which is not repeated. */
  readonly active: false;
  readonly pace: NonNullable<SuccessRecord['pace']> | null;
  readonly error: string | null;
};

/** What a row and an account have in common. */
type Readings = {
  readonly identity: { readonly accountEmail: null; readonly plan: string } | null;
  readonly windows: readonly DashboardWindow[];
  readonly updatedAt: string | null;
};

type DashboardWindow = {
  readonly kind: string;
  readonly label: string;
  readonly usedPercent: number;
  readonly remainingPercent: number;
  readonly resetAt: string | null;
};

export type DashboardFacts = {
  readonly nowMs: number;
  readonly enabled: boolean;
  /** The configured source; the row has it until there is usage. */
  readonly source: string;
  readonly refreshIntervalSeconds: number;
};

/** The records of all accounts, the main one first, as one snapshot. */
export function dashboardSnapshot(
  records: readonly UsageRecord[],
  { nowMs, enabled, source, refreshIntervalSeconds }: DashboardFacts,
): DashboardSnapshot {
  const [first, ...others] = records;
  const row = {
    id: 'kimi',
    name: 'Kimi Code',
    enabled,
    source: first?.source ?? source,
    status: null,
    ...readings(first),
    credits: null,
    cost: null,
    accounts: others.length === 0 ? undefined : others.map(accountOf),
    display: { accentColor: '#FE603C', sortKey: 0, priority: 'normal' },
    error: first !== undefined && 'error' in first ? first.error : null,
  } as const;
  return {
    schemaVersion: 1,
    generatedAt: formatUtc(nowMs),
    // One missed refresh does not make usage stale.
    staleAfterSeconds: 2 * refreshIntervalSeconds,
    host: { codexBarVersion: null, refreshIntervalSeconds },
    providers: [row],
  };
}

function accountOf(record: UsageRecord): DashboardAccount {
  const { account = '' } = record;
  return {
    id: `kimi:${account}`,
    label: account,
    active: false,
    ...readings(record),
    pace: ('pace' in record ? record.pace : undefined) ?? null,
    error: 'error' in record ? record.error.message : null,
  };
}

function readings(record: UsageRecord | undefined): Readings {
  const { plan, windows = [], fetchedAt }: KnownRecord = record?.kimi ?? {};
  return {
    identity: plan === undefined ? null : { accountEmail: null, plan },
    windows: windows.map(({ id, label, usedPercent, remainingPercent, resetsAt }) => ({
      kind: id,
      label,
      usedPercent,
      remainingPercent,
      resetAt: resetsAt ?? null,
    })),
    updatedAt: fetchedAt ?? null,
  };
}
