import type { AbsentReason, BlockedReason, SkippedReason } from './attempt.ts';
import type { KimiSite } from './kimi-site.ts';

/**
 * A possible home of a Kimi web session: Kimi Desktop, or one browser profile. Never has a value.
 */
export type SessionPlace = {
  readonly kind: 'desktop' | 'browser';
  /** The program's own name, the same in every language: `Kimi Desktop`, `Chrome`. */
  readonly name: string;
  /** Absent for Kimi Desktop and for browsers without profiles. */
  readonly profile?: string | undefined;
  readonly state: 'session' | AbsentReason | BlockedReason;
  /** When the session expires or expired, if known. */
  readonly expiresAtMs?: number | undefined;
};

/** All of them in the order they are tried, or why none was searched. */
export type SessionListing =
  | {
      readonly kind: 'listed';
      readonly places: readonly SessionPlace[];
      readonly site?: KimiSite | undefined;
    }
  | { readonly kind: 'skipped'; readonly reason: SkippedReason };
