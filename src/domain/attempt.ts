import type { FailureCode, FailureKind } from './failure.ts';

export const attemptSources = [
  'api-key',
  'cli',
  'manual-cookie',
  'env-token',
  'desktop',
  'browser',
] as const;
/** The places a credential is looked for, in the order they are tried. */
export type AttemptSource = (typeof attemptSources)[number];

export const attemptOutcomes = ['ok', 'absent', 'rejected', 'failed', 'skipped'] as const;

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

/** Why a place was not looked at: the person chose one source, or keeps browser sessions out. */
export type SkippedReason =
  | 'other-source-chosen'
  | 'cookie-source-manual'
  | 'cookie-source-off'
  | 'other-account';

/**
 * What came of trying one place: `absent` nothing usable there, `rejected` the service refused it, `failed` it could not be
 * asked or read, `skipped` not looked at. `detail` names which of several (browser and profile), never a value.
 */
export type Attempt = {
  readonly source: AttemptSource;
  readonly outcome: (typeof attemptOutcomes)[number];
  readonly reason?: AbsentReason | BlockedReason | SkippedReason | FailureCode | undefined;
  readonly kind?: FailureKind | undefined;
  readonly detail?: string | undefined;
};
