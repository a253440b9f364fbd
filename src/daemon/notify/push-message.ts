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
 * An event for a target. Other than the desktop's notification, it has no icon and may be read hours
 * later among messages of other programs: it always names Kimi (which DingTalk's keyword relies on)
 * and gives times of day. It leaves the machine, so it names the account only if the target may,
 * and says in brief what failed: the desktop's advice contains commands and paths.
 */
export function pushMessage(
  event: UsageEvent,
  { accountNames }: Pick<NotifyTarget, 'accountNames'>,
  messages: Messages,
): PushMessage {
  const shown = accountNames ? event : { ...event, account: undefined };
  const { title, body } = eventText(shown, messages, { nowMs: event.atMs, forLater: true });
  const brief =
    isQuotaEvent(shown) || isPriceEvent(shown) || shown.failure === undefined
      ? body
      : briefFailure(shown.failure, messages);
  const text = { title: cut(ofKimi(title, messages)), body: cut(asSentence(brief)) };
  return {
    ...text,
    urgent: urgentEvents.has(event.kind),
    facts: { ...hookFacts(shown), ...text },
  };
}

function ofKimi(title: string, { events }: Messages): string {
  return title.includes('Kimi') ? title : events.ofKimi(title);
}

/** English facts begin in lower case, as they follow others elsewhere. */
function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= maxCharacters
    ? text
    : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
