import type { Diagnosis } from '../domain/diagnosis.ts';
import type { PastedCredential } from '../domain/pasted-credential.ts';
import type { SessionListing } from '../domain/session-place.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Meters } from '../domain/setting-choices.ts';

/** What a face asks for when it wants a reading. */
export type UsageRequest = {
  /** A configured account's name; the main account where absent. Unknown names end in `invalid-arguments`. */
  readonly account?: string | undefined;
  /** Overrides the configured source for this reading. */
  readonly source?: SourceChoice | undefined;
  /** A kept reading this young is as good as a new one, in milliseconds. */
  readonly maxAgeMs: number;
  /**
   * What a running daemon means for this reading: `use` takes what it keeps fresh, however old, `heed` only says when it
   * takes the next one. Absent for the daemon itself.
   */
  readonly besideDaemon?: 'use' | 'heed' | undefined;
  /** A new reading goes into the history, too. For runs that nobody waits for: the engine takes its time to load. */
  readonly remember?: boolean | undefined;
  /** True ignores the kept reading and any pause the service asked for: a person insists. */
  readonly insist: boolean;
  /** A person waits at the screen: only then may the system ask for a password. */
  readonly mayPrompt: boolean;
  /** Over everything, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** When a running daemon takes the next reading, epoch milliseconds; only where `besideDaemon` asks for it. */
export type RefreshSchedule = { readonly nextRefreshAtMs?: number | undefined };

/** The program as its faces see it: readings and what is known about them, never a credential. */
export type UsageApp = {
  /** False where the person switched Kimi off: then nothing is asked. */
  readonly enabled: boolean;
  /** Names of the further accounts, in the order of the config file. */
  readonly accounts: readonly string[];
  /** The configured source, for readings that don't ask for another. */
  readonly source: SourceChoice;
  /** Do meters fill up with what is left, or with what is used? */
  readonly meters: Meters;
  /** Expected trouble is an outcome. Throws `Failure` of kind `cancelled` when aborted, and `invalid-arguments` for an unknown account. */
  readUsage(ask: UsageRequest): Promise<UsageOutcome & RefreshSchedule>;
  /** Looks at every place a credential may be, sends nothing, prompts only where `mayPrompt`. */
  diagnose(
    ask: Pick<UsageRequest, 'account' | 'source' | 'mayPrompt' | 'signal'>,
  ): Promise<Diagnosis>;
  /**
   * Whether Kimi Desktop and each browser profile hold a Kimi session, and why not. `fresh` looks anew, past kept sessions
   * and earlier refusals.
   */
  listSessions(
    ask: Pick<UsageRequest, 'mayPrompt' | 'signal'> & { readonly fresh: boolean },
  ): Promise<SessionListing>;
  /** Forgets the sessions that were kept; how many these were. */
  forgetSessions(): Promise<number>;
  /** Changes whenever a sign-in appears, goes or is replaced; undefined while there is none. Sends nothing, never prompts. */
  signInDigest(ask: Pick<UsageRequest, 'signal'>): Promise<string | undefined>;
  /** One reading with a credential that was just pasted and no other; nothing is kept. Expected trouble is an outcome. */
  tryPasted(
    credential: PastedCredential,
    ask: Pick<UsageRequest, 'timeoutMs' | 'signal'>,
  ): Promise<UsageOutcome>;
};
