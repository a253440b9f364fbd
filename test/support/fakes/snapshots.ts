import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { UsageOutcome, UsageSnapshot, Wallet } from '../../../src/domain/usage-snapshot.ts';
import type { FailureFacts } from '../../../src/domain/failure.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A Friday afternoon, 21 November 2025, 13:23 UTC. */
export const nowMs = Date.UTC(2025, 10, 21, 13, 23);

export const session: QuotaWindow = {
  id: 'session',
  usedPercent: 69.5,
  used: 139,
  limit: 200,
  remaining: 61,
  unit: 'requests',
  lengthMinutes: 300,
  resetsAtMs: nowMs + 2 * hourMs + 5 * 60_000,
  reliable: true,
};

export const weekly: QuotaWindow = {
  id: 'weekly',
  usedPercent: (214 / 2048) * 100,
  used: 214,
  limit: 2048,
  remaining: 1834,
  unit: 'requests',
  lengthMinutes: 10_080,
  resetsAtMs: nowMs + 3 * dayMs + 2 * hourMs,
  reliable: true,
};

export const monthly: QuotaWindow = {
  id: 'monthly',
  usedPercent: 55,
  unit: 'percent',
  resetsAtMs: nowMs + 12 * dayMs,
  reliable: true,
  split: { codePercent: 25, otherPercent: 30 },
};

export const wallet: Wallet = {
  balanceCents: 10_000,
  totalCents: 20_000,
  monthlyLimitEnabled: true,
  monthlyLimitCents: 20_000,
  monthlyUsedCents: 5000,
  currency: 'USD',
};

const codeWeekly: QuotaWindow = {
  id: 'code-weekly',
  usedPercent: 40,
  unit: 'percent',
  lengthMinutes: 10_080,
  resetsAtMs: nowMs + 3 * dayMs + 2 * hourMs,
  reliable: true,
};

const daily: QuotaWindow = {
  id: 'rate-1440',
  usedPercent: 0.3,
  used: 3,
  limit: 1000,
  unit: 'requests',
  lengthMinutes: 1440,
  resetsAtMs: nowMs + 5 * hourMs,
  reliable: true,
};

const unreadable: QuotaWindow = {
  id: 'weekly',
  usedPercent: 0,
  limit: 2048,
  unit: 'requests',
  resetsAtMs: nowMs + 3 * dayMs + 2 * hourMs,
  reliable: false,
};

export function snapshot(
  windows: readonly QuotaWindow[],
  more: Partial<UsageSnapshot> = {},
): UsageSnapshot {
  return { windows, plan: 'Allegretto', source: 'api-key', fetchedAtMs: nowMs - 5000, ...more };
}

export function fresh(reading: UsageSnapshot): UsageOutcome {
  return { kind: 'fresh', snapshot: reading, attempts: [{ source: 'api-key', outcome: 'ok' }] };
}

export function failed(failure: FailureFacts, lastGood?: UsageSnapshot): UsageOutcome {
  const attempts = [{ source: 'api-key', outcome: 'failed', kind: failure.kind }] as const;
  return { kind: 'failed', failure, lastGood, attempts };
}

/** One outcome for each state a person may find the card in. */
export const outcomes: Readonly<Record<string, UsageOutcome>> = {
  fresh: fresh(snapshot([monthly, weekly, session], { wallet })),
  'weekly used up, overdrawn': fresh(
    snapshot([
      { ...session, usedPercent: 12, used: 24 },
      { ...weekly, usedPercent: 100, used: 2050, remaining: 0 },
    ]),
  ),
  'session used up': fresh(snapshot([{ ...session, usedPercent: 100, used: 200 }, weekly])),
  'nearly out': fresh(
    snapshot([
      { ...session, usedPercent: 92, used: 184 },
      { ...weekly, usedPercent: 99.8, used: 2044 },
    ]),
  ),
  unreliable: fresh(snapshot([session, unreadable])),
  'new subscription': fresh({
    windows: [
      {
        id: 'session',
        usedPercent: 43.72,
        unit: 'percent',
        lengthMinutes: 300,
        resetsAtMs: nowMs + 3 * hourMs,
        reliable: true,
      },
      monthly,
    ],
    source: 'cli',
    fetchedAtMs: nowMs,
  }),
  'many windows from a browser': fresh(
    snapshot([codeWeekly, daily, session, weekly], {
      source: 'web',
      sourceDetail: 'Chrome (Default)',
    }),
  ),
  stale: failed(
    { kind: 'server-fault', detail: { code: 'http-status', subject: '503' } },
    snapshot([session, weekly, monthly], { fetchedAtMs: nowMs - 12 * 60_000, wallet }),
  ),
  'stale past its reset': failed(
    { kind: 'offline', detail: { code: 'dns', subject: 'api.kimi.com' } },
    snapshot([{ ...session, usedPercent: 100, used: 200, resetsAtMs: nowMs - hourMs }, weekly], {
      fetchedAtMs: nowMs - 3 * hourMs,
    }),
  ),
  'nothing found': failed({ kind: 'credential-missing', detail: { code: 'no-credential' } }),
};
