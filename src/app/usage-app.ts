import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Learned } from '../domain/forecast/learned.ts';
import type { PastedCredential } from '../domain/pasted-credential.ts';
import type { SessionListing } from '../domain/session-place.ts';
import type { KimiSite } from '../domain/kimi-site.ts';
import type { Meters, Region, SourceChoice } from '../domain/setting-choices.ts';
import type { ServiceStatus } from '../domain/service-status.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';

/** A request for usage by a command, the page or the tray. */
export type UsageRequest = {
  /** A configured account's name; the main account if undefined. */
  readonly account?: string | undefined;
  /** Overrides the configured source for this request. */
  readonly source?: SourceChoice | undefined;
  /** Cached usage up to this old will do, in milliseconds. */
  readonly maxAgeMs: number;
  /**
   * What to take from a running daemon: `accept` the usage that it keeps fresh, however old, or
   * `schedule-only`, when it refreshes next. Undefined for the daemon itself.
   */
  readonly daemonUsage?: 'accept' | 'schedule-only' | undefined;
  /**
   * Records fresh usage in the history at once. Loading the database takes time, so only commands
   * that run in the background set it; others leave a note for the next one that opens the history.
   */
  readonly recordHistory?: boolean | undefined;
  /** Ignores cached usage and any pause that Kimi requested: the credential is a new one. */
  readonly insist: boolean;
  /** May the system ask for a password? Only if the user waits at the terminal. */
  readonly mayPrompt: boolean;
  /** For everything together, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** When a running daemon refreshes next, epoch milliseconds; only if `daemonUsage` asks for it. */
export type RefreshSchedule = { readonly nextRefreshAtMs?: number | undefined };

/** An account's usage; `account` is undefined for the main one. */
export type AccountOutcome = {
  readonly account?: string | undefined;
  readonly outcome: UsageOutcome & RefreshSchedule;
};

/** KimiBar for one caller: usage and what is known about it, never a credential. */
export type UsageApp = {
  /** False if the user disabled Kimi: then no request is sent. */
  readonly enabled: boolean;
  /** The named accounts, in the order of the config file. */
  readonly accounts: readonly string[];
  /** All accounts, the default one first; undefined is the main one. */
  readonly accountsInOrder: readonly (string | undefined)[];
  /** The named account that commands show unless they name one. */
  readonly defaultAccount: string | undefined;
  /** That account or the one that replaces it, as far as is known without a request. */
  shownAccount(): string | undefined;
  /**
   * The account that a user means by this name: `main` is the main one, undefined. Throws
   * `invalid-arguments` for an unknown name.
   */
  accountFor(name: string): string | undefined;
  /** The configured source. */
  readonly source: SourceChoice;
  /** The Kimi service of the main account: for its pages and advice. */
  readonly site: KimiSite;
  /** Do meters show what is left or what is used? */
  readonly meters: Meters;
  /**
   * Expected failures are outcomes. Throws `Failure`: `cancelled` if aborted, `invalid-arguments`
   * for an unknown account.
   */
  readUsage(request: UsageRequest): Promise<UsageOutcome & RefreshSchedule>;
  /**
   * The same for the account that is shown unless a user names one: the default one, else the main
   * one, or the first named one if the main one has no sign-in.
   */
  readShownUsage(
    requestFor: (account: string | undefined) => UsageRequest,
  ): Promise<AccountOutcome>;
  /**
   * What forecasts of an account rest on, after learning from its history; undefined if there is
   * too little of it.
   */
  learnedOf(account: string | undefined): Promise<Learned | undefined>;
  /**
   * What Kimi's status page says about the API; undefined if it does not say or is not asked. Never
   * throws.
   */
  serviceStatus(
    request: Pick<UsageRequest, 'timeoutMs' | 'signal'>,
  ): Promise<ServiceStatus | undefined>;
  /** Checks every source for a credential. Sends nothing, prompts only if `mayPrompt`. */
  diagnose(
    request: Pick<UsageRequest, 'account' | 'source' | 'mayPrompt' | 'signal'>,
  ): Promise<Diagnosis>;
  /**
   * Whether Kimi Desktop and each browser profile have a Kimi session, and if not, why. `fresh`
   * ignores remembered sessions and earlier refusals.
   */
  listSessions(
    request: Pick<UsageRequest, 'mayPrompt' | 'signal'> & { readonly fresh: boolean },
  ): Promise<SessionListing>;
  /** Forgets the remembered sessions; returns how many there were. */
  forgetSessions(): Promise<number>;
  /**
   * Changes whenever a sign-in appears, goes or is replaced; undefined if there is none. Sends
   * nothing, never prompts.
   */
  signInDigest(request: Pick<UsageRequest, 'signal'>): Promise<string | undefined>;
  /**
   * Requests usage with a credential that was just pasted and no other, and stores nothing.
   * Expected failures are outcomes. `region` is the main account's if undefined.
   */
  tryPasted(
    credential: PastedCredential,
    request: Pick<UsageRequest, 'timeoutMs' | 'signal'> & { readonly region?: Region | undefined },
  ): Promise<UsageOutcome>;
};
