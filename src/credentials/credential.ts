import type {
  AbsentReason,
  AttemptSource,
  BlockedReason,
  SkippedReason,
} from '../domain/attempt.ts';
import type { Secret } from '../domain/secret.ts';

/** A credential that may be sent, and the one place it may be sent to. */
export type Credential =
  | { readonly kind: 'api-key'; readonly secret: Secret; readonly origin: 'config' | 'env' }
  /** `baseUrl` is the Code API that the login belongs to: the token must never go anywhere else. */
  | {
      readonly kind: 'cli';
      readonly secret: Secret;
      readonly baseUrl: string;
      readonly expiresAtMs: number;
    }
  | { readonly kind: 'web'; readonly secret: Secret; readonly detail?: string | undefined };

/**
 * Looking is one step with three answers, not "is it available?" and then the same work again.
 * `location` names the place (paths are masked before they are shown); `reason` is a word a person
 * can be told about.
 */
export type Finding =
  | { readonly kind: 'found'; readonly credential: Credential }
  | { readonly kind: 'absent'; readonly location: string; readonly reason: AbsentReason }
  | { readonly kind: 'blocked'; readonly location: string; readonly reason: BlockedReason };

/**
 * One place where a credential may be. Never sends it. Throws only a bug or the reason of an
 * aborted signal.
 */
export type CredentialSource = {
  readonly id: AttemptSource;
  find(ask: CredentialQuery): Promise<Finding>;
  /** Told that the service refused what was found here, by sources that remember what they find. */
  refused?(secret: Secret): Promise<void>;
};

export type CredentialQuery = {
  readonly signal: AbortSignal;
  /** True where a person waits and asked for it: only then may the system ask for a password. */
  readonly mayPrompt: boolean;
};

/** A place in the walk: one to look at, or one that the person's settings leave out. */
export type PlannedSource =
  | CredentialSource
  | { readonly id: AttemptSource; readonly skipped: SkippedReason };
