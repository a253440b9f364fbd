import { createApp } from '../app/create-app.ts';
import { openHistory } from '../app/history.ts';
import { updateLearned } from '../app/update-learned.ts';
import { openSchedule } from '../app/running-daemon.ts';
import { requireCredential } from '../app/pasted.ts';
import type { BreakdownRequest } from '../app/logs/read-breakdown.ts';
import type { UsageApp } from '../app/usage-app.ts';
import type { Breakdown } from '../domain/breakdown.ts';
import type { CredentialTrial } from '../domain/daemon-api.ts';
import type { FleetAnswer, FleetPage } from '../domain/fleet.ts';
import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { PushResult } from '../domain/push-result.ts';
import type { SettingsView } from '../domain/settings-view.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import { readCadenceContext } from './cadence-context.ts';
import { startCompanions, type Companion } from './companions.ts';
import {
  accountsInUse,
  accountStates,
  daemonAccounts,
  type PriceChanges,
  type PrivateUse,
} from './daemon-accounts.ts';
import { DaemonAnnouncement } from './daemon-announcement.ts';
import { settingsView, type DaemonSettings } from './daemon-settings.ts';
import { createEventHooks, type EventHooks } from './events/publish-events.ts';
import { Notifier } from './notify/notifier.ts';
import { testTarget } from './notify/test-message.ts';
import { FleetCache } from './fleet/fleet-cache.ts';
import { DaemonMetrics } from './export/daemon-metrics.ts';
import { RefreshLoop, type LoopAccount } from './refresh-loop.ts';
import type { RefreshPlan } from './refresh-plan.ts';
import { RefreshCounts } from './refresh-counts.ts';
import type { Metric } from '../present/metrics/metric.ts';
import type { RefreshTally, UsageDaemon } from './usage-daemon.ts';
import { UsageFeed } from './usage-feed.ts';

const trialTimeoutMs = 20_000;

/** The background program: refreshes from the start, and connects loop, feed, history and events. */
export class Daemon implements UsageDaemon {
  readonly #host: Host;
  readonly #settings: DaemonSettings;
  readonly #privateUse: PrivateUse | undefined;
  readonly #history: ReturnType<typeof openHistory>;
  readonly #schedule: ReturnType<typeof openSchedule>;
  readonly #announcement: DaemonAnnouncement | undefined;
  readonly #observers: readonly (EventHooks | Notifier)[] = [];
  readonly #feed: UsageFeed;
  readonly #loop: RefreshLoop;
  readonly #counts = new RefreshCounts();
  readonly #metrics: DaemonMetrics;
  readonly #fleet: FleetCache;
  #companions: readonly Companion[] = [];
  #viewers = 0;
  #priceChanges: PriceChanges = new Map();
  #app: UsageApp;
  #accounts: readonly LoopAccount[];

  constructor(host: Host, settings: DaemonSettings, privateUse?: PrivateUse) {
    this.#host = host;
    this.#settings = settings;
    this.#privateUse = privateUse;
    this.#history = openHistory(host, { mayCreate: true });
    this.#schedule = openSchedule(host);
    this.#metrics = new DaemonMetrics(host);
    this.#fleet = new FleetCache(host, () => settings.current().fleet);
    this.#app = createApp(host, settings.current(), settings.path);
    this.#accounts = this.#createAccounts();
    this.#loop = this.#createLoop();
    this.#feed = new UsageFeed(host, {
      enabled: settings.current().provider.enabled,
      accounts: this.#accountStates(),
      refreshing: false,
    });
    if (privateUse === undefined) {
      this.#announcement = new DaemonAnnouncement(host, this.#schedule);
      const notifier = new Notifier(host, () => settings.current());
      this.#observers = [createEventHooks(host, settings), notifier];
      for (const one of this.#observers) this.#feed.subscribe((state) => one.observe(state));
    }
    this.#loop.start();
  }

  state(): UsageState {
    this.#loop.recheck();
    return this.#feed.state();
  }

  subscribe(listener: (state: UsageState) => void): () => void {
    this.#loop.recheck();
    return this.#feed.subscribe(listener);
  }

  async refresh(): Promise<UsageState> {
    await this.#loop.refresh();
    return this.#feed.state();
  }

  look(): () => void {
    let isLooking = true;
    this.#viewers += 1;
    this.#loop.replan({ forViewer: true });
    return () => {
      this.#viewers -= isLooking ? 1 : 0;
      isLooking = false;
    };
  }

  history(query: HistoryQuery): Promise<readonly HistorySeries[]> {
    return this.#history.query(query);
  }

  async breakdown(request: BreakdownRequest): Promise<Breakdown> {
    const { readBreakdownNow } = await import('../app/logs/read-breakdown.ts');
    return readBreakdownNow(this.#host, request);
  }

  async fleet(wanted: FleetPage): Promise<FleetAnswer> {
    await this.#noticeChanges();
    return this.#fleet.read(wanted);
  }

  /** From now on, reads what agents add to their logs, and exports metrics if that is on. */
  stayOpen(): void {
    this.#companions = startCompanions(this.#host, {
      accounts: () => this.#accounts.map(({ name }) => name),
      onWall: () => this.#loop.refresh(),
      onPrices: (changes) => this.#publishPrices(changes),
      settings: () => this.#settings.current(),
      metrics: () => this.metrics(),
      jitter: Math.random,
    });
  }

  settings(): SettingsView {
    return settingsView(this.#settings);
  }

  async changeSettings(patch: unknown): Promise<SettingsView> {
    await this.#settings.change(patch);
    this.#applySettings();
    this.#loop.replan({ forViewer: true });
    return this.settings();
  }

  async tryCredential(trial: CredentialTrial, signal: AbortSignal): Promise<UsageOutcome> {
    const pasted = requireCredential(trial, this.#host.clock.now());
    return this.#app.tryPasted(pasted, { region: trial.region, timeoutMs: trialTimeoutMs, signal });
  }

  testNotify(name: string, signal: AbortSignal): Promise<PushResult | undefined> {
    return testTarget(this.#host, { name, settings: this.#settings.current(), signal });
  }

  tally(): RefreshTally {
    return this.#counts.tally();
  }

  metrics(): Promise<readonly Metric[]> {
    const settings = this.#settings.current();
    const { accounts } = this.#feed.state();
    return this.#metrics.read({ accounts, failed: this.tally().failed, settings });
  }

  /** Announces the page's address to other processes. Never rejects. */
  async announce(url: string): Promise<void> {
    await this.#announcement?.announcePage(url);
  }

  async close(): Promise<void> {
    this.#fleet.close();
    await Promise.all(this.#companions.map((companion) => companion.close()));
    await this.#loop.close();
    this.#feed.close();
    for (const observer of this.#observers) await observer.close();
    this.#history.close();
    await this.#announcement?.withdraw();
  }

  #createAccounts(): readonly LoopAccount[] {
    const all = daemonAccounts(this.#host, this.#settings.current(), this.#app);
    return accountsInUse(all, this.#privateUse);
  }

  #createLoop(): RefreshLoop {
    return new RefreshLoop({
      clock: this.#host.clock,
      log: this.#host.log,
      accounts: () => this.#accounts,
      context: () =>
        readCadenceContext(this.#host, {
          cadence: this.#settings.cadence(),
          isWatched: this.#viewers > 0,
          schedule: this.#schedule,
        }),
      noticeChanges: () => this.#noticeChanges(),
      jitter: Math.random,
      onRefreshing: (refreshing) => this.#feed.publish({ refreshing }),
      onOutcome: (account, outcome) => this.#record(account, outcome),
      onPlan: (plan) => this.#publishPlan(plan),
    });
  }

  #accountStates() {
    return accountStates(this.#accounts, (slot) => this.#loop.outcomeOf(slot), this.#priceChanges);
  }

  #applySettings(): void {
    this.#app = createApp(this.#host, this.#settings.current(), this.#settings.path);
    this.#accounts = this.#createAccounts();
    this.#feed.publish({
      enabled: this.#settings.current().provider.enabled,
      accounts: this.#accountStates(),
    });
  }

  async #noticeChanges(): Promise<boolean> {
    const hasChanged = await this.#settings.noticeChanges();
    if (hasChanged) this.#applySettings();
    return hasChanged;
  }

  async #record(account: LoopAccount, outcome: UsageOutcome): Promise<void> {
    this.#counts.add(outcome);
    this.#feed.publish({ accounts: this.#accountStates() });
    if (outcome.kind === 'failed') return;
    await this.#history.record(account.name, outcome.snapshot);
    await updateLearned(this.#host, this.#history, { slot: account.slot, account: account.name });
  }

  #publishPrices(changes: PriceChanges): void {
    if (JSON.stringify([...changes]) === JSON.stringify([...this.#priceChanges])) return;
    this.#priceChanges = changes;
    this.#feed.publish({ accounts: this.#accountStates() });
  }

  async #publishPlan({ first, waitsFor, nextRefreshAtMs }: RefreshPlan): Promise<void> {
    const cadence = first?.reason ?? waitsFor;
    const before = this.#feed.state();
    if (before.nextRefreshAtMs !== first?.atMs || before.cadence !== cadence)
      this.#feed.publish({ nextRefreshAtMs: first?.atMs, cadence });
    await this.#announcement?.announceSchedule(nextRefreshAtMs);
  }
}
