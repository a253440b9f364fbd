import type { FailureFacts } from '../../../src/domain/failure.ts';
import type { HistorySample, HistorySeries } from '../../../src/domain/history.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { SettingsView } from '../../../src/domain/settings-view.ts';
import { defaultTrayLook } from '../../../src/domain/tray-look.ts';
import { usageEventKinds } from '../../../src/domain/events/usage-event.ts';
import type { UsageOutcome, UsageSnapshot } from '../../../src/domain/usage-snapshot.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import type { Script } from './page-stage.ts';
import { stageBreakdown } from './stage-breakdown.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const noSecrets: SettingsView = {
  enabled: true,
  source: 'auto',
  cookieSource: 'auto',
  region: 'auto',
  apiKey: { set: false },
  cookieHeader: { set: false },
  accounts: [],
  notifyTargets: [],
  cadence: 5,
  notifications: {
    enabled: true,
    thresholds: [20, 5],
    lowIfLasting: false,
    events: usageEventKinds,
  },
  tray: defaultTrayLook,
  language: 'auto',
  meters: 'left',
  metricsAccountNames: false,
};

export const connected: SettingsView = { ...noSecrets, apiKey: { set: true, hint: '…a1b2' } };

/** The windows of the card in the README: a session ahead of pace, a week behind pace, a shared month. */
export function windows(nowMs: number, sessionUsed = 138): readonly QuotaWindow[] {
  return [
    requests('session', sessionUsed, 200, 300, nowMs + 125 * minuteMs),
    requests('weekly', 1834, 7168, 10_080, nowMs + 3 * dayMs + 2 * hourMs),
    {
      id: 'monthly',
      usedPercent: 55,
      unit: 'percent',
      resetsAtMs: nowMs + 12 * dayMs,
      reliable: true,
      split: { codePercent: 25, otherPercent: 30 },
    },
  ];
}

export function requests(
  id: QuotaWindow['id'],
  used: number,
  limit: number,
  lengthMinutes: number,
  resetsAtMs: number,
): QuotaWindow {
  const usedPercent = Math.min(100, (used / limit) * 100);
  return {
    id,
    usedPercent,
    used,
    limit,
    remaining: Math.max(0, limit - used),
    unit: 'requests',
    lengthMinutes,
    resetsAtMs,
    reliable: true,
  };
}

export function snapshot(nowMs: number, more: Partial<UsageSnapshot> = {}): UsageSnapshot {
  return {
    windows: windows(nowMs),
    plan: 'Allegretto',
    wallet: {
      balanceCents: 10_000,
      totalCents: 20_000,
      monthlyLimitEnabled: true,
      monthlyLimitCents: 20_000,
      monthlyUsedCents: 5000,
      currency: 'USD',
    },
    source: 'api-key',
    fetchedAtMs: nowMs - 20_000,
    ...more,
  };
}

export function fresh(nowMs: number, more: Partial<UsageSnapshot> = {}): UsageOutcome {
  return {
    kind: 'fresh',
    snapshot: snapshot(nowMs, more),
    attempts: [{ source: 'api-key', outcome: 'ok' }],
  };
}

export function failed(failure: FailureFacts, lastGood?: UsageSnapshot): UsageOutcome {
  const attempts = [
    { source: 'api-key', outcome: 'absent', reason: 'not-set' },
    { source: 'cli', outcome: 'absent', reason: 'not-found' },
    {
      source: 'browser',
      outcome: 'absent',
      reason: 'no-session',
      detail: 'Firefox (default-release)',
    },
  ] as const;
  return { kind: 'failed', failure, attempts, lastGood };
}

export function stateOf(
  nowMs: number,
  outcome: UsageOutcome | undefined,
  more: Partial<UsageState> = {},
): UsageState {
  return {
    enabled: true,
    accounts: [outcome === undefined ? {} : { outcome }],
    refreshing: false,
    nextRefreshAtMs: nowMs + 272_000,
    cadence: 'scheduled',
    atMs: nowMs,
    ...more,
  };
}

export function scriptOf(
  nowMs: number,
  state: UsageState,
  settings: SettingsView = connected,
): Script {
  return {
    state,
    settings,
    history: (account) => [
      sessionHistory(nowMs, usedInSession(state, account)),
      weeklyHistory(nowMs),
      monthlyHistory(nowMs),
    ],
    breakdown: (query) => stageBreakdown(nowMs, query),
    tryCredential: (text) =>
      text.startsWith('sk-kimi-good')
        ? fresh(nowMs)
        : failed({ kind: 'credential-rejected', detail: { code: 'api-key-rejected' } }),
  };
}

/** Requests used in an account's 5-hour window, for a history that ends there. */
function usedInSession({ accounts }: UsageState, name: string | undefined): number {
  const outcome = accounts.find(({ account }) => account === name)?.outcome;
  const known = outcome?.kind === 'fresh' ? outcome.snapshot.windows : [];
  return known.find(({ id }) => id === 'session')?.used ?? 138;
}

/** Working days of bursts and pauses. A new window begins with the first use after the last one. */
function sessionHistory(nowMs: number, usedNow: number): HistorySeries {
  const samples: HistorySample[] = [];
  const resetsAtMs: number[] = [];
  let used = 0;
  // A used-up window has been so for a while.
  const reached = usedNow === 200 ? usedNow * 1.2 : usedNow;
  let endMs = nowMs + 125 * minuteMs - 30 * 24 * 5 * hourMs;
  for (let atMs = nowMs - 30 * dayMs; atMs <= nowMs; atMs += 5 * minuteMs) {
    if (atMs >= endMs) {
      resetsAtMs.push(endMs);
      endMs += 5 * hourMs;
      used = 0;
    }
    const minute = Math.round((nowMs - atMs) / minuteMs);
    const works = (minute % 1440 < 700 || minute % 1440 > 1300) && minute % 97 > 30;
    if (works) used = Math.min(200, used + (minute % 7) * 0.62 + (minute % 3));
    // The window that is open now ends where the card stands.
    const opened = 1 - (nowMs - atMs) / (175 * minuteMs);
    const count =
      endMs > nowMs
        ? Math.max(0, Math.round(reached * (opened ** 1.2 + Math.sin(opened * Math.PI * 4) / 25)))
        : Math.round(Math.min(used, 187));
    samples.push({
      atMs,
      usedPercent: Math.min(100, count / 2),
      used: Math.min(200, count),
      limit: 200,
      resetsAtMs: endMs,
    });
  }
  return { windowId: 'session', lengthMinutes: 300, samples, resetsAtMs };
}

function weeklyHistory(nowMs: number): HistorySeries {
  const samples: HistorySample[] = [];
  const resetsAtMs: number[] = [];
  let used = 0;
  let endMs = nowMs + 3 * dayMs + 2 * hourMs - 5 * 7 * dayMs;
  for (let atMs = nowMs - 30 * dayMs; atMs <= nowMs; atMs += 30 * minuteMs) {
    if (atMs >= endMs) {
      resetsAtMs.push(endMs);
      endMs += 7 * dayMs;
      used = 0;
    }
    const minute = Math.round((nowMs - atMs) / minuteMs);
    if (minute % 1440 < 700) used += 13 + (minute % 11) * 2;
    const count = Math.min(7168, Math.round(endMs > nowMs ? used * 0.837 : used));
    samples.push({
      atMs,
      usedPercent: (count / 7168) * 100,
      used: count,
      limit: 7168,
      resetsAtMs: endMs,
    });
  }
  return { windowId: 'weekly', lengthMinutes: 10_080, samples, resetsAtMs };
}

function monthlyHistory(nowMs: number): HistorySeries {
  const samples = Array.from({ length: 120 }, (_, index) => ({
    atMs: nowMs - (119 - index) * 6 * hourMs,
    usedPercent: 10 + index * 0.378,
  }));
  return { windowId: 'monthly', samples, resetsAtMs: [] };
}
