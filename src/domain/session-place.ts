import type { AbsentReason, BlockedReason, SkippedReason } from './attempt.ts';

/** One place that may hold a Kimi web session: Kimi Desktop, or one profile of a browser. Never holds a value. */
export type SessionPlace = {
  readonly kind: 'desktop' | 'browser';
  /** The program's own name, the same in every language: `Kimi Desktop`, `Chrome`. */
  readonly name: string;
  /** Absent for Kimi Desktop, and for a browser without profiles. */
  readonly profile?: string | undefined;
  readonly state: 'session' | AbsentReason | BlockedReason;
  /** When the session ends or has ended, where that is known. */
  readonly expiresAtMs?: number | undefined;
};

/** What a look at every such place came to, in the order they are tried. `skipped` says why none was looked at. */
export type SessionListing =
  | { readonly kind: 'listed'; readonly places: readonly SessionPlace[] }
  | { readonly kind: 'skipped'; readonly reason: SkippedReason };
