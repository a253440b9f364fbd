import type { UsageEvent } from '../../domain/events/usage-event.ts';
import { isPriceEvent, isQuotaEvent } from '../../domain/events/usage-event.ts';
import type { NotifyTarget } from '../../domain/notify-target.ts';
import { eventText } from '../../present/event-text.ts';
import { briefFailure } from '../../present/failure-text.ts';
import type { Messages } from '../../present/messages/en.ts';
import { hookFacts } from '../events/hook-payload.ts';
import { urgentEvents, type PushMessage } from './push-request.ts';

/** Every service takes this much; WeCom, the strictest, 2048 bytes. */
const maxCharacters = 300;

/**
 * An event for a target, in the words of the desktop's notification. It leaves the machine, so it
 * names the account only if the target may, and says in brief what failed: the advice of the
 * desktop contains commands and paths.
 */
export function pushMessage(
  event: UsageEvent,
  { accountNames }: Pick<NotifyTarget, 'accountNames'>,
  messages: Messages,
): PushMessage {
  const shown = accountNames ? event : { ...event, account: undefined };
  const { title, body } = eventText(shown, messages, { nowMs: event.atMs });
  const brief =
    isQuotaEvent(shown) || isPriceEvent(shown) || shown.failure === undefined
      ? body
      : briefFailure(shown.failure, messages);
  const text = { title: cut(title), body: cut(brief) };
  return {
    ...text,
    urgent: urgentEvents.has(event.kind),
    facts: { ...hookFacts(shown), ...text },
  };
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= maxCharacters
    ? text
    : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
