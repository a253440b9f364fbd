import type { RefreshTally, UsageDaemon } from '../../../src/daemon/usage-daemon.ts';
import { usageMetrics } from '../../../src/present/metrics/usage-metrics.ts';
import type { TokenTotal } from '../../../src/domain/ledger.ts';
import { checkPatch } from '../../../src/config/settings-patch.ts';
import type { BreakdownRequest } from '../../../src/app/logs/read-breakdown.ts';
import type { Breakdown } from '../../../src/domain/breakdown.ts';
import type { CredentialTrial } from '../../../src/domain/daemon-api.ts';
import type { FleetAnswer, FleetPage } from '../../../src/domain/fleet.ts';
import type { HistoryQuery, HistorySeries } from '../../../src/domain/history.ts';
import { Failure } from '../../../src/domain/failure.ts';
import {
  viewAfter,
  type SettingsPatch,
  type SettingsView,
} from '../../../src/domain/settings-view.ts';
import { defaultTrayLook } from '../../../src/domain/tray-look.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';

/** A daemon without a loop: its state changes when a test says so, and requests are recorded. */
export type FakeDaemon = UsageDaemon & {
  readonly asked: {
    readonly refreshes: number;
    readonly patches: readonly SettingsPatch[];
    readonly trials: readonly CredentialTrial[];
    readonly queries: readonly HistoryQuery[];
    readonly breakdowns: readonly BreakdownRequest[];
    readonly fleets: readonly FleetPage[];
    /** Viewers at present. */
    readonly looking: number;
    readonly listeners: number;
    readonly closed: boolean;
  };
  /** Publishes the state with these changes. */
  publish(change: Partial<UsageState>): void;
};

export const plainSettings: SettingsView = {
  enabled: true,
  source: 'auto',
  cookieSource: 'auto',
  region: 'auto',
  apiKey: { set: true, hint: '…a1b2' },
  cookieHeader: { set: false },
  accounts: [],
  notifyTargets: [],
  cadence: 5,
  notifications: {
    enabled: true,
    thresholds: [50, 20, 5],
    lowIfLasting: false,
    events: ['quota-low', 'quota-exhausted'],
  },
  tray: defaultTrayLook,
  language: 'auto',
  meters: 'left',
  metricsAccountNames: false,
};

export type FakeDaemonParts = {
  readonly state: UsageState;
  readonly settings?: SettingsView | undefined;
  readonly tally?: RefreshTally | undefined;
  readonly tokens?: readonly TokenTotal[] | undefined;
  readonly history?: readonly HistorySeries[] | undefined;
  readonly breakdown?: Breakdown | undefined;
  readonly fleet?: FleetAnswer | undefined;
  /** Called before a refresh resolves. */
  readonly onRefresh?: ((daemon: FakeDaemon) => Promise<void>) | undefined;
  readonly trial?: UsageOutcome | Failure | undefined;
};

export function fakeDaemon(parts: FakeDaemonParts): FakeDaemon {
  const listeners = new Set<(state: UsageState) => void>();
  const asked = {
    refreshes: 0,
    patches: [] as SettingsPatch[],
    trials: [] as CredentialTrial[],
    queries: [] as HistoryQuery[],
    breakdowns: [] as BreakdownRequest[],
    fleets: [] as FleetPage[],
    looking: 0,
    closed: false,
    get listeners() {
      return listeners.size;
    },
  };
  let { state, settings = plainSettings } = parts;
  const daemon: FakeDaemon = {
    asked,
    publish(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener(state);
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => void listeners.delete(listener);
    },
    async refresh() {
      asked.refreshes += 1;
      await parts.onRefresh?.(daemon);
      return state;
    },
    look() {
      asked.looking += 1;
      return () => void (asked.looking -= 1);
    },
    async breakdown(request) {
      asked.breakdowns.push(request);
      return parts.breakdown ?? emptyBreakdown(request);
    },
    async fleet(wanted) {
      asked.fleets.push(wanted);
      return parts.fleet ?? { kind: 'not-set' };
    },
    async history(query) {
      asked.queries.push(query);
      return parts.history ?? [];
    },
    settings: () => settings,
    async changeSettings(wish) {
      const patch = checkPatch(wish) as SettingsPatch;
      asked.patches.push(patch);
      if (patch.apiKey !== undefined && patch.apiKey?.startsWith('sk-kimi-') === false) {
        throw new Failure('invalid-arguments', 'not a Kimi Code key', {
          detail: { code: 'open-platform-key' },
        });
      }
      const { apiKey } = patch;
      settings = {
        ...viewAfter(settings, patch),
        ...(apiKey === undefined
          ? {}
          : {
              apiKey:
                apiKey === null ? { set: false } : { set: true, hint: `…${apiKey.slice(-4)}` },
            }),
      };
      return settings;
    },
    async tryCredential(trial) {
      asked.trials.push(trial);
      if (parts.trial instanceof Failure) throw parts.trial;
      return (
        parts.trial ?? { kind: 'failed', failure: { kind: 'credential-rejected' }, attempts: [] }
      );
    },
    async testNotify(name) {
      if (name !== 'phone') throw new Failure('invalid-arguments', 'unknown push target');
      return { kind: 'sent' };
    },
    tally: () => parts.tally ?? { ok: 0, failed: {} },
    metrics: async () =>
      usageMetrics({
        nowMs: state.atMs,
        accounts: state.accounts,
        names: settings,
        failed: parts.tally?.failed ?? {},
        startedAtMs: state.atMs,
        tokens: parts.tokens ?? [],
        withProjects: false,
        host: 'laptop',
        team: undefined,
      }),
    async close() {
      asked.closed = true;
    },
  };
  return daemon;
}

function emptyBreakdown({ by, account }: BreakdownRequest): Breakdown {
  const tokens = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0, calls: 0 };
  const lists = { rows: [], otherProviders: [], pointPrice: [], walls: [], logs: [] };
  return { account, sinceMs: 0, untilMs: 0, by, tokens, ...lists };
}
