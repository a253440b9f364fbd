import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { SettingsPatch, SettingsView } from '../domain/settings-view.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { UsageState } from '../domain/usage-state.ts';

/** Requests and failures since the daemon started, for metrics. */
export type RefreshTally = {
  readonly ok: number;
  /** By failure kind; kinds that never came have no entry. */
  readonly failed: Readonly<Record<string, number>>;
};

/**
 * The always-on program as its faces (server, tray) see it: it refreshes by itself, remembers, and tells. Never a credential.
 */
export type UsageDaemon = {
  /** The whole state as it is now. */
  state(): UsageState;
  /** Calls `listener` with the state now and with every whole state to come. Returns the way to stop that. */
  subscribe(listener: (state: UsageState) => void): () => void;
  /** Asks anew because a person wants it; calls during a refresh share it. Resolves with the state after it. */
  refresh(): Promise<UsageState>;
  /** Somebody has a page or a menu open: refreshes come sooner. Returns the way to say that they left. */
  look(): () => void;
  /** What was remembered. An unreadable store counts as empty. */
  history(query: HistoryQuery): Promise<readonly HistorySeries[]>;
  settings(): SettingsView;
  /** Changes settings, in the config file and in force. Throws `invalid-arguments` (bad value, nothing changed) or `invalid-config`. */
  changeSettings(patch: SettingsPatch): Promise<SettingsView>;
  /** One reading with a key or a pasted session that is not stored. Throws `invalid-arguments` where the text is neither. */
  tryCredential(ask: {
    readonly apiKey?: string | undefined;
    readonly cookieHeader?: string | undefined;
    readonly signal: AbortSignal;
  }): Promise<UsageOutcome>;
  tally(): RefreshTally;
  /** Ends the loop, lets a write finish, closes the store. */
  close(): Promise<void>;
};
