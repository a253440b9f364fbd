import type { SourceChoice, UsageOutcome } from '../domain/usage-snapshot.ts';

/** What a face asks for when it wants a reading. */
export type UsageAsk = {
  /** A configured account's name; the main account where absent. */
  readonly account?: string;
  /** Overrides the configured source for this reading. */
  readonly source?: SourceChoice;
  /** A kept reading this young is as good as a new one, in milliseconds. */
  readonly maxAgeMs: number;
  /** True ignores the kept reading and any wait the service asked for: a person insists. */
  readonly insist: boolean;
  /** A person waits at the screen: only then may the system ask for a password. */
  readonly mayPrompt: boolean;
  /** Over everything, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** The program as its faces see it: readings and what is known about them, never a credential. */
export type UsageApp = {
  /** False where the person switched Kimi off: then nothing is asked. */
  readonly enabled: boolean;
  /** Names of the further accounts, in the order of the config file. */
  readonly accounts: readonly string[];
  /** Never throws for expected trouble: the outcome says what went wrong. Throws `Failure` of kind `cancelled` when aborted. */
  readUsage(ask: UsageAsk): Promise<UsageOutcome>;
};
