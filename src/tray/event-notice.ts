import { isQuotaEvent, type QuotaEvent, type UsageEvent, type UsageEventKind } from '../domain/usage-event.ts';
import { eventText } from '../present/event-text.ts';
import type { Messages } from '../present/messages/en.ts';
import type { MeterIcon } from './meter-icon.ts';
import type { TrayNotice } from './tray.ts';

const urgencies: Record<UsageEventKind, TrayNotice['urgency']> = {
  'quota-low': 'normal',
  'quota-exhausted': 'critical',
  'quota-reset': 'low',
  'quota-restored': 'normal',
  'will-run-out': 'normal',
  'credential-lost': 'normal',
  'credential-recovered': 'low',
  'service-failing': 'normal',
  'service-recovered': 'low',
};

/** Warnings that make no sense any more once the window began anew; these can be snoozed until then. */
const warnings: ReadonlySet<UsageEventKind> = new Set(['quota-low', 'quota-exhausted', 'will-run-out']);

export type NoticeFacts = {
  readonly icon: MeterIcon;
  readonly messages: Messages;
  readonly nowMs: number;
  readonly hasDashboard: boolean;
};

/** An event as a notification. One about the same window takes the place of the one before. */
export function eventNotice(event: UsageEvent, { icon, messages, nowMs, hasDashboard }: NoticeFacts): TrayNotice {
  const snoozeable = isQuotaEvent(event) && warnings.has(event.kind) ? event.resetsAtMs : undefined;
  return {
    key: snoozeKey(event),
    ...eventText(event, messages, { nowMs }),
    urgency: urgencies[event.kind],
    icon,
    buttons: [
      ...(hasDashboard ? [{ label: messages.tray.openDashboard, action: { kind: 'open-dashboard' } } as const] : []),
      ...(snoozeable === undefined || snoozeable <= nowMs
        ? []
        : [{ label: messages.tray.snooze, action: { kind: 'snooze', key: snoozeKey(event), untilMs: snoozeable } } as const]),
    ],
  };
}

/** What a snooze is about: one window of one account. */
export function snoozeKey(event: UsageEvent): string {
  return `${event.account ?? ''}/${isQuotaEvent(event) ? event.windowId : 'access'}`;
}

/** Can a snooze keep this event quiet? */
export function isWarning(event: UsageEvent): event is QuotaEvent {
  return warnings.has(event.kind);
}
