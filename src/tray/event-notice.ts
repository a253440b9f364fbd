import { isWarning, snoozeKey } from '../domain/snooze.ts';
import type { UsageEvent, UsageEventKind } from '../domain/events/usage-event.ts';
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
  'price-changed': 'normal',
};

export type NoticeFacts = {
  readonly icon: MeterIcon;
  readonly messages: Messages;
  readonly nowMs: number;
  readonly hasDashboard: boolean;
};

const urgencyOrder = ['critical', 'normal', 'low'] as const;

/**
 * The events of one refresh as one notification: the most urgent, with the titles of the others
 * below. It replaces an earlier one about the same window. Undefined if there are none.
 */
export function eventsNotice(
  events: readonly UsageEvent[],
  facts: NoticeFacts,
): TrayNotice | undefined {
  const [first, ...others] = events.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (first === undefined) return undefined;
  const notice = eventNotice(first, facts);
  const titles = others.map(
    (event) => eventText(event, facts.messages, { nowMs: event.atMs }).title,
  );
  return { ...notice, body: [notice.body, ...titles].filter((line) => line !== '').join('\n') };
}

function rankOf({ kind }: UsageEvent): number {
  return urgencyOrder.indexOf(urgencies[kind]);
}

function eventNotice(
  event: UsageEvent,
  { icon, messages, nowMs, hasDashboard }: NoticeFacts,
): TrayNotice {
  // The event's times are by Kimi's clock, a snooze ends by this machine's.
  const resetsAtMs = isWarning(event) ? event.resetsAtMs : undefined;
  const snoozeable = resetsAtMs === undefined ? undefined : resetsAtMs - event.atMs + nowMs;
  return {
    key: snoozeKey(event),
    ...eventText(event, messages, { nowMs: event.atMs }),
    urgency: urgencies[event.kind],
    icon,
    buttons: [
      ...(hasDashboard
        ? [{ label: messages.tray.openDashboard, action: { kind: 'open-dashboard' } } as const]
        : []),
      ...(snoozeable === undefined || snoozeable <= nowMs
        ? []
        : [
            {
              label: messages.tray.snooze,
              action: { kind: 'snooze', key: snoozeKey(event), untilMs: snoozeable },
            } as const,
          ]),
    ],
  };
}
