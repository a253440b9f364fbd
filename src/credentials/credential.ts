import type {
  AbsentReason,
  AttemptSource,
  BlockedReason,
  SkippedReason,
} from '../domain/attempt.ts';
import type { KimiSite } from '../domain/kimi-site.ts';
import type { Secret } from '../domain/secret.ts';

/** A credential that may be sent, and the only service it may be sent to. */
export type Credential =
  | {
      readonly kind: 'api-key';
      readonly secret: Secret;
      readonly origin: 'config' | 'env' | 'opencode';
      /** The only service it belongs to, if the source implies one; else that of the settings. */
      readonly region?: KimiSite | undefined;
      readonly detail?: string | undefined;
    }
  /** `baseUrl` is the Code API of the login: the token must never be sent anywhere else. */
  | {
      readonly kind: 'cli';
      readonly secret: Secret;
      readonly baseUrl: string;
      readonly expiresAtMs: number;
    }
  | { readonly kind: 'web'; readonly secret: Secret; readonly detail?: string | undefined };

/**
 * What a source found. `location` is a path, a variable or a browser profile (paths are masked
 * before they are shown).
 */
export type Finding =
  | { readonly kind: 'found'; readonly credential: Credential }
  | { readonly kind: 'absent'; readonly location: string; readonly reason: AbsentReason }
  | { readonly kind: 'blocked'; readonly location: string; readonly reason: BlockedReason };

/**
 * A source of credentials. Never sends one. Throws only bugs and the reason of an aborted signal.
 */
export type CredentialSource = {
  readonly id: AttemptSource;
  find(query: CredentialQuery): Promise<Finding>;
  /** Called if the service rejected the credential, so that the source forgets it. */
  refused?(secret: Secret): Promise<void>;
};

export type CredentialQuery = {
  readonly signal: AbortSignal;
  /** May the system ask for a password? Only if the user waits at the terminal. */
  readonly mayPrompt: boolean;
  /**
   * Digests (`credentialDigest`) of credentials that did not work a moment ago: a source with
   * several returns the next one.
   */
  readonly rejected?: ReadonlySet<string> | undefined;
};

/** A source to search, or one that the settings skip. */
export type PlannedSource =
  | CredentialSource
  | { readonly id: AttemptSource; readonly skipped: SkippedReason };
