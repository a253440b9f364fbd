import type { Secret } from '../domain/secret.ts';
import type { AttemptSource } from '../domain/usage-snapshot.ts';

/** A credential that may be sent, and the one place it may be sent to. */
export type Credential =
  | { readonly kind: 'api-key'; readonly secret: Secret; readonly origin: 'config' | 'env' }
  /** `baseUrl` is the Code API that the login belongs to: the token must never go anywhere else. */
  | { readonly kind: 'cli'; readonly secret: Secret; readonly baseUrl: string; readonly expiresAtMs: number }
  | { readonly kind: 'web'; readonly secret: Secret; readonly detail?: string };

/**
 * Looking is one step with three answers, not "is it available?" and then the same work again.
 * `looked` names the place (paths are masked before they are shown); `reason` is a word a person can be told about.
 */
export type Finding =
  | { readonly kind: 'found'; readonly credential: Credential }
  | { readonly kind: 'absent'; readonly looked: string; readonly reason: AbsentReason }
  | { readonly kind: 'blocked'; readonly looked: string; readonly reason: BlockedReason };

/** Nothing usable is there. */
export type AbsentReason =
  | 'not-set'
  | 'not-found'
  | 'signed-out'
  | 'expired'
  | 'unreadable'
  | 'overridden'
  | 'not-recognised'
  | 'no-session';

/** Something may be there, but the way to it is shut, and a person can open it. */
export type BlockedReason =
  | 'open-platform-key'
  | 'jwt-as-api-key'
  | 'keyring-locked'
  | 'keyring-missing'
  | 'keychain-denied'
  | 'full-disk-access'
  | 'app-bound'
  | 'browser-running'
  | 'needs-person'
  | 'undecryptable';

/** One place where a credential may be. Never sends it. Throws only a bug or the reason of an aborted signal. */
export type CredentialSource = {
  readonly id: AttemptSource;
  find(ask: CredentialAsk): Promise<Finding>;
};

export type CredentialAsk = {
  readonly signal: AbortSignal;
  /** True where a person waits and asked for it: only then may the system ask for a password. */
  readonly mayPrompt: boolean;
};
