import type { BreakdownRequest } from '../app/logs/read-breakdown.ts';
import type { Breakdown } from '../domain/breakdown.ts';
import type { FleetAnswer, FleetPage } from '../domain/fleet.ts';
import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { Metric } from '../present/metrics/metric.ts';
import type { CredentialTrial } from '../domain/daemon-api.ts';
import type { PushResult } from '../domain/push-result.ts';
import type { SettingsView } from '../domain/settings-view.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { UsageState } from '../domain/usage-state.ts';

/** Requests and failures since the daemon started, for metrics. */
export type RefreshTally = {
  readonly ok: number;
  /** By failure kind; kinds that never occurred have no entry. */
  readonly failed: Readonly<Record<string, number>>;
};

/**
 * The background program as its faces (server, tray) see it: it refreshes, records and publishes.
 * Never a credential.
 */
export type UsageDaemon = {
  /** The whole state as it is now. */
  state(): UsageState;
  /**
   * Calls `listener` with the state now and with every later one. Returns the function that ends
   * this.
   */
  subscribe(listener: (state: UsageState) => void): () => void;
  /**
   * Refreshes now because a user asked for it; concurrent callers share one refresh. Resolves with
   * the state after it.
   */
  refresh(): Promise<UsageState>;
  /**
   * Counts a viewer, a page or menu that is open: refreshes come sooner. Returns the function to
   * call when it closes.
   */
  look(): () => void;
  /** The recorded history; an unreadable store counts as empty. */
  history(query: HistoryQuery): Promise<readonly HistorySeries[]>;
  /** Where tokens and quota went, by the logs of this computer. */
  breakdown(request: BreakdownRequest): Promise<Breakdown>;
  /** The accounts of all machines, from the metrics engine in the settings. */
  fleet(wanted: FleetPage): Promise<FleetAnswer>;
  settings(): SettingsView;
  /**
   * Applies a `SettingsPatch`, to the config file as well; `patch` may come from outside,
   * unchecked. Rejects with `invalid-arguments` (bad value, nothing changed) or `invalid-config`.
   */
  changeSettings(patch: unknown): Promise<SettingsView>;
  /**
   * Fetches usage once with a credential that is not stored. Rejects with `invalid-arguments` if
   * the text is none.
   */
  tryCredential(trial: CredentialTrial, signal: AbortSignal): Promise<UsageOutcome>;
  /**
   * Sends a test message to a push target. Rejects with `invalid-arguments` if there is none of this
   * name. Undefined if it was cancelled.
   */
  testNotify(name: string, signal: AbortSignal): Promise<PushResult | undefined>;
  tally(): RefreshTally;
  /** What `/metrics` and the OTLP export report. */
  metrics(): Promise<readonly Metric[]>;
  /** Ends the loop, lets writes finish, closes the store. */
  close(): Promise<void>;
};
