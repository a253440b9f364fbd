import { isLostCredential } from '../../domain/events/sign-in-events.ts';
import { stillHolds, tightestRow } from '../../present/tightest-row.ts';
import type { UsageView } from '../../present/usage-view.ts';

/** Accounts in trouble first: out, short of quota, without a sign-in or stale, then by what is left. */
export function byTrouble(views: readonly UsageView[]): readonly UsageView[] {
  return views.toSorted((a, b) => rankOf(a) - rankOf(b) || roomOf(a) - roomOf(b));
}

function rankOf({ verdict, rows, fetched }: UsageView): number {
  const severity = rows.find(({ id }) => id === verdict.window)?.severity;
  if (verdict.state === 'out') return 0;
  if (severity === 'nearly-out') return 1;
  if (fetched === undefined || fetched.stale) return 2;
  return verdict.state === 'short' ? 3 : 4;
}

/** What is left of the tightest window, percent; 0 if nothing is known. */
function roomOf({ rows }: UsageView): number {
  return tightestRow(rows)?.leftPercent ?? 0;
}

/** Can work go on with this account now, as far as is known? */
function canGoOn({ verdict, fetched, rows }: UsageView): boolean {
  return verdict.state !== 'out' && fetched?.stale === false && rows.some(stillHolds);
}

/** Is only older usage known, which may have changed? Without a sign-in an account cannot go on. */
function isUnknown({ verdict, fetched, failure }: UsageView): boolean {
  const isLost = failure !== undefined && isLostCredential(failure);
  return verdict.state !== 'out' && fetched?.stale === true && !isLost;
}

export type AccountsSummary = {
  /** How many can go on, of all. */
  readonly count: number;
  /** Of how many this is unknown. */
  readonly unknown: number;
  readonly all: number;
  readonly mostRoom?: UsageView | undefined;
  readonly nextBack?: UsageView | undefined;
};

/** The account with the most left, and the exhausted one that is back first. */
export function accountsSummary(views: readonly UsageView[]): AccountsSummary {
  const open = views.filter(canGoOn);
  const [mostRoom] = open.toSorted((a, b) => roomOf(b) - roomOf(a));
  const [nextBack] = views
    .filter(({ verdict }) => verdict.state === 'out' && verdict.backAt !== undefined)
    .toSorted((a, b) => (a.verdict.backAt ?? 0) - (b.verdict.backAt ?? 0));
  const unknown = views.filter(isUnknown).length;
  return { count: open.length, unknown, all: views.length, mostRoom, nextBack };
}
