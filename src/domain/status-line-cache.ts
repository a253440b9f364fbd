import type { FailureKind } from './failure.ts';
import type { Language } from './language.ts';
import type { Meters } from './setting-choices.ts';
import type { UsageSnapshot } from './usage-snapshot.ts';

/** Whose reading it is, without a value: what the config file and the environment said when it was taken. */
export type StatusMarks = {
  /** Of the config file's text. */
  readonly config: string;
  /** Of the variables that name an account; absent where none is set. */
  readonly env?: string | undefined;
};

/** The main account's last reading and the few settings that a status line needs, so that one small file is all it opens. */
export type StatusLineCache = {
  /** Of the kept reading that this is a copy of: the name under which a daemon keeps it fresh. */
  readonly slot: string;
  readonly marks: StatusMarks;
  /** False where the person switched Kimi off. */
  readonly enabled: boolean;
  readonly meters: Meters;
  /** Undefined follows the system. */
  readonly language?: Language | undefined;
  /** How old a reading may grow before it is taken anew. */
  readonly cadenceMs: number;
  readonly snapshot?: UsageSnapshot | undefined;
  /** What went wrong after that snapshot, or instead of it. */
  readonly failed?: { readonly kind: FailureKind; readonly failedAtMs: number } | undefined;
};

/** Background refreshes are this far apart unless the person wants otherwise. */
export const defaultCadenceMs = 300_000;

/**
 * Is this the reading of whoever asks? A changed config file or other variables may mean another account, so a reading from
 * before is nobody's. A bar that was started without any of the variables shows what the last run with them found.
 */
export function belongsTo({ marks }: Pick<StatusLineCache, 'marks'>, asker: StatusMarks): boolean {
  return marks.config === asker.config && (asker.env === undefined || asker.env === marks.env);
}
