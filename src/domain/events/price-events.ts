import type { PriceChange } from '../attribution/settled-changes.ts';
import type { EventRules, PlanChange } from './event-memory.ts';
import type { PriceEvent } from './usage-event.ts';

/** An older change is no news, as on the first day with months of logs. */
const maxAgeMs = 14 * 86_400_000;
/** With more data, the same change is dated a little differently. */
const sameChangeMs = 5 * 86_400_000;

/** A price change is dated by the work around it, which may begin days after the plan's change. */
const planChangeMs = 3 * 86_400_000;

/**
 * The event of an account's latest price change, if it is news, and which change counts as reported
 * after it. Another plan has other prices by nature: that is no news.
 */
export function observePrice(
  toldMs: number | undefined,
  {
    change,
    planChange,
    account,
    nowMs,
  }: {
    readonly change: PriceChange | undefined;
    readonly planChange?: PlanChange | undefined;
    readonly account?: string | undefined;
    readonly nowMs: number;
  },
  { quiet }: EventRules,
): { readonly toldMs: number | undefined; readonly events: readonly PriceEvent[] } {
  if (change === undefined || quiet || nowMs - change.atMs > maxAgeMs)
    return { toldMs, events: [] };
  if (toldMs !== undefined && change.atMs - toldMs < sameChangeMs) return { toldMs, events: [] };
  if (planChange !== undefined && isBeside(planChange, change.atMs))
    return { toldMs: change.atMs, events: [] };
  const { atMs: sinceMs, ...prices } = change;
  const event = { kind: 'price-changed', account, atMs: nowMs, sinceMs, ...prices } as const;
  return { toldMs: sinceMs, events: [event] };
}

function isBeside({ afterMs, byMs }: PlanChange, atMs: number): boolean {
  return atMs > afterMs - planChangeMs && atMs < byMs + planChangeMs;
}
