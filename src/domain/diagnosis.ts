import type { AbsentReason, AttemptSource, BlockedReason, SkippedReason } from './attempt.ts';

/** What was found at one place a credential may be; never its value. */
export type PlaceDiagnosis = { readonly source: AttemptSource } & (
  | { readonly state: 'found'; readonly detail?: string | undefined }
  | { readonly state: 'absent'; readonly looked: string; readonly reason: AbsentReason }
  | { readonly state: 'blocked'; readonly looked: string; readonly reason: BlockedReason }
  | { readonly state: 'skipped'; readonly reason: SkippedReason }
);

/** What was found at every place, in the order they are tried. */
export type Diagnosis = {
  readonly places: readonly PlaceDiagnosis[];
  /** Path of a login of the older kimi-cli, which Kimi Code replaces and nobody uses any more. */
  readonly legacyLogin?: string | undefined;
};
