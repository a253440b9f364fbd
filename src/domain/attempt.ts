import type { FailureCode, FailureKind } from './failure.ts';

export const attemptSources = [
  'api-key',
  'cli',
  'opencode',
  'manual-cookie',
  'env-token',
  'desktop',
  'browser',
] as const;
/** The sources of credentials, in the order they are tried. */
export type AttemptSource = (typeof attemptSources)[number];

export const attemptOutcomes = ['ok', 'absent', 'rejected', 'failed', 'skipped'] as const;

/** Why a source has no usable credential. */
export type AbsentReason =
  | 'not-set'
  | 'not-found'
  | 'signed-out'
  /** A Kimi Code login that Kimi Code renews when it runs. */
  | 'renewable'
  | 'expired'
  | 'unreadable'
  | 'too-large'
  | 'overridden'
  /** A Kimi Code login of a service that KimiBar does not know. */
  | 'unknown-service'
  | 'not-recognised'
  | 'no-session';

/** Why a credential cannot be read although it may exist; the user can fix it. */
export type BlockedReason =
  | 'open-platform-key'
  | 'jwt-as-api-key'
  | 'unusable-key'
  /** Kimi Code keeps its login in the system's keyring. */
  | 'kept-in-keyring'
  /** The API key is in the system keyring, which is locked, or not reachable, or lacks it. */
  | 'api-key-locked'
  | 'api-key-unreachable'
  | 'keyring-locked'
  | 'keyring-missing'
  | 'keychain-denied'
  | 'full-disk-access'
  | 'app-bound'
  | 'browser-running'
  | 'needs-person'
  | 'undecryptable';

/** Why a source was skipped: the user chose another one, or excluded browser sessions. */
export type SkippedReason =
  | 'other-source-chosen'
  | 'cookie-source-manual'
  | 'cookie-source-off'
  | 'other-account';

/**
 * What one source came to: `absent` no usable credential, `rejected` Kimi rejected it, `failed` the
 * request or the lookup failed, `skipped` not tried. `detail` names the browser and profile, never
 * a value.
 */
export type Attempt = {
  readonly source: AttemptSource;
  readonly outcome: (typeof attemptOutcomes)[number];
  readonly reason?: AbsentReason | BlockedReason | SkippedReason | FailureCode | undefined;
  readonly kind?: FailureKind | undefined;
  readonly detail?: string | undefined;
};
