import {
  isQuotaEvent,
  type QuotaEvent,
  type UsageEvent,
  type UsageEventKind,
} from './events/usage-event.ts';

/** Until when a window's warnings are not wanted, epoch milliseconds, by `snoozeKey`. */
export type Snoozes = Readonly<Record<string, number>>;

/** Warnings that make no sense any more once the window began anew; these can be snoozed until then. */
const warnings: ReadonlySet<UsageEventKind> = new Set([
  'quota-low',
  'quota-exhausted',
  'will-run-out',
]);

/** Can a snooze keep this event quiet? */
export function isWarning(event: UsageEvent): event is QuotaEvent {
  return warnings.has(event.kind);
}

/** What a snooze is about: one window of one account. */
export function snoozeKey(event: UsageEvent): string {
  return `${event.account ?? ''}/${isQuotaEvent(event) ? event.windowId : 'access'}`;
}

/** Without the warnings that are not wanted now. */
export function wakefulEvents(
  events: readonly UsageEvent[],
  snoozes: Snoozes,
  nowMs: number,
): readonly UsageEvent[] {
  return events.filter((event) => !isWarning(event) || (snoozes[snoozeKey(event)] ?? 0) <= nowMs);
}

/** With one more, and without those that are over. */
export function withSnooze(snoozes: Snoozes, key: string, untilMs: number, nowMs: number): Snoozes {
  return Object.fromEntries([
    ...Object.entries(snoozes).filter(([, until]) => until > nowMs),
    [key, untilMs],
  ]);
}
