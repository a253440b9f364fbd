import type { AbsentReason, AttemptSource, BlockedReason, SkippedReason } from './attempt.ts';
import type { KimiSite } from './kimi-site.ts';

/** What one source of credentials came to; never a value. */
export type PlaceDiagnosis = { readonly source: AttemptSource } & (
  | { readonly state: 'found'; readonly detail?: string | undefined }
  | { readonly state: 'absent'; readonly location: string; readonly reason: AbsentReason }
  | { readonly state: 'blocked'; readonly location: string; readonly reason: BlockedReason }
  | { readonly state: 'skipped'; readonly reason: SkippedReason }
);

/** What every source came to, in the order they are tried. */
export type Diagnosis = {
  readonly places: readonly PlaceDiagnosis[];
  /** The service that was searched for; the mainland's if undefined. */
  readonly site?: KimiSite | undefined;
  /** Path of a login of the legacy kimi-cli, which Kimi Code has replaced; it is never used. */
  readonly legacyLogin?: string | undefined;
};
