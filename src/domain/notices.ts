import { isQuotaEvent, type UsageEvent, type UsageEventKind } from './events/usage-event.ts';

/**
 * The events to show: only the chosen kinds, and no reset beside the news that the same window is
 * available again.
 */
export function noticesOf(
  events: readonly UsageEvent[],
  shown: readonly UsageEventKind[],
): readonly UsageEvent[] {
  return events.filter((event) => shown.includes(event.kind) && !isRedundant(event, events, shown));
}

function isRedundant(
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
