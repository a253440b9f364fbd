import type { Breakdown, BreakdownScope, PointRange } from '../../domain/breakdown.ts';
import type { BreakdownPeriod } from './breakdown-period.ts';

/** The share of a breakdown that needs both the history and the ledger. */
export type AttributedQuota = Pick<Breakdown, 'quota' | 'pointPrice'> & {
  /** By the keys of the rows. */
  readonly rows: ReadonlyMap<string, PointRange>;
};

/** What to attribute, and of which account. */
export type AttributionRequest = {
  readonly period: BreakdownPeriod;
  readonly scope: BreakdownScope;
  readonly account?: string | undefined;
};
