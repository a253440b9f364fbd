import { isQuotaEvent, type UsageEvent, type UsageEventKind } from './events/usage-event.ts';

/** Of what happened, what people want to be shown: only the chosen kinds, and a reset not beside the news that the same window is back. */
export function noticesOf(
  events: readonly UsageEvent[],
  shown: readonly UsageEventKind[],
): readonly UsageEvent[] {
  return events.filter(
    (event) => shown.includes(event.kind) && !isSaidBetter(event, events, shown),
  );
}

function isSaidBetter(
  event: UsageEvent,
  events: readonly UsageEvent[],
  shown: readonly UsageEventKind[],
): boolean {
  if (event.kind !== 'quota-reset' || !shown.includes('quota-restored')) return false;
  const isSameWindow = (other: UsageEvent): boolean =>
    isQuotaEvent(other) &&
    other.kind === 'quota-restored' &&
    other.windowId === event.windowId &&
    other.account === event.account;
  return events.some(isSameWindow);
}
