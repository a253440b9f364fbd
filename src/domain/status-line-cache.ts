import type { FailureKind } from './failure.ts';
import type { WindowForecast } from './forecast/window-forecast.ts';
import type { KimiSite } from './kimi-site.ts';
import type { Language } from './language.ts';
import type { Meters } from './setting-choices.ts';
import type { UsageSnapshot } from './usage-snapshot.ts';

/**
 * What the usage was fetched with, as digests: the config file and the environment at that time.
 */
export type StatusMarks = {
  /** Of the config file's text. */
  readonly config: string;
  /** Of the variables that identify an account; absent if none is set. */
  readonly env?: string | undefined;
  /** Of those variables, what a shell script can compare: see `accountHint`. */
  readonly hint?: string | undefined;
  /** Of the settings that decide which account is read; absent if the config file is invalid. */
  readonly account?: string | undefined;
};

/**
 * An account's last usage and the few settings that a status line needs, in one small file.
 */
export type StatusLineCache = {
  /** The account that the line names; absent for lines that show the default account. */
  readonly line?: string | undefined;
  /** The cache slot that this is a copy of; a daemon announces the slots that it refreshes. */
  readonly slot: string;
  readonly marks: StatusMarks;
  /** False if the user turned Kimi off. */
  readonly enabled: boolean;
  readonly meters: Meters;
  /** The Kimi service, for a link to its console; the mainland's if undefined. */
  readonly site?: KimiSite | undefined;
  /** Undefined follows the system. */
  readonly language?: Language | undefined;
  /** How old usage may become before it is fetched again. */
  readonly cadenceMs: number;
  readonly snapshot?: UsageSnapshot | undefined;
  /** Its forecasts by window id, so that a status line says what the other faces say. */
  readonly forecasts?: Readonly<Record<string, WindowForecast>> | undefined;
  /** The failure after that snapshot, or instead of it. */
  readonly failed?: { readonly kind: FailureKind; readonly failedAtMs: number } | undefined;
};

/** The interval of background refreshes unless the settings say otherwise. */
export const defaultCadenceMs = 300_000;

/**
 * Does the cached usage belong to the caller's account? A changed config file or other variables
 * may mean another account, so usage fetched before the change is not shown. A status bar started
 * without any of the variables shows what the last run with them found.
 */
export function belongsTo({ marks }: Pick<StatusLineCache, 'marks'>, caller: StatusMarks): boolean {
  return marks.config === caller.config && (caller.env === undefined || caller.env === marks.env);
}
