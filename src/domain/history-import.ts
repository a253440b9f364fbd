import type { HistorySample } from './history.ts';
import type { WindowId } from './quota-window.ts';

/** A sample or a reset from another history; times are whole seconds, in milliseconds. */
export type ImportedEntry = {
  readonly account?: string | undefined;
  readonly windowId: WindowId;
} & (
  | { readonly kind: 'sample'; readonly sample: HistorySample }
  | { readonly kind: 'reset'; readonly atMs: number }
);

/** What an import did with the samples; resets are added without being counted. */
export type ImportCounts = { readonly added: number; readonly alreadyThere: number };
