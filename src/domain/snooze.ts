import {
  windowOf,
  type QuotaEvent,
  type UsageEvent,
  type UsageEventKind,
} from './events/usage-event.ts';

/** When each snooze ends, epoch milliseconds, by `snoozeKey`. */
export type Snoozes = Readonly<Record<string, number>>;

/** Warnings that are void once the window has reset; these can be snoozed until then. */
const warnings: ReadonlySet<UsageEventKind> = new Set([
  'quota-low',
  'quota-exhausted',
  'will-run-out',
]);

/** Can a snooze suppress this event? */
export function isWarning(event: UsageEvent): event is QuotaEvent {
  return warnings.has(event.kind);
}

/** What a snooze applies to: one window of one account. */
export function snoozeKey(event: UsageEvent): string {
  return `${event.account ?? ''}/${windowOf(event) ?? 'access'}`;
}

/** The events without snoozed warnings. */
export function wakefulEvents(
  events: readonly UsageEvent[],
  snoozes: Snoozes,
  nowMs: number,
): readonly UsageEvent[] {
  return events.filter((event) => !isWarning(event) || (snoozes[snoozeKey(event)] ?? 0) <= nowMs);
}

/** The snoozes with one more and without those that have ended. */
export function withSnooze(
  snoozes: Snoozes,
  { key, untilMs }: { readonly key: string; readonly untilMs: number },
  nowMs: number,
): Snoozes {
  return Object.fromEntries([
    ...Object.entries(snoozes).filter(([, until]) => until > nowMs),
    [key, untilMs],
  ]);
}
