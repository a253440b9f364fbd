import type { Settings } from '../../config/settings.ts';
import { Failure } from '../../domain/failure.ts';
import type { NotifyTarget } from '../../domain/notify-target.ts';
import type { PushResult } from '../../domain/push-result.ts';
import type { Host } from '../../host/host.ts';
import { loadMessages } from '../../present/load-messages.ts';
import type { Messages } from '../../present/messages/en.ts';
import { formatUtc } from '../../present/words/time.ts';
import { pushLanguage } from './push-language.ts';
import { sendOnce } from './push-sender.ts';

/** Sends a message that says it is a test. Never rejects; undefined if it was cancelled. */
export function sendTestMessage(
  host: Pick<Host, 'http' | 'clock' | 'log'>,
  work: {
    readonly target: NotifyTarget;
    readonly messages: Messages;
    readonly signal: AbortSignal;
  },
): Promise<PushResult | undefined> {
  const { notify } = work.messages;
  const text = { title: notify.testTitle, body: notify.testBody };
  const facts = { event: 'test', at: formatUtc(host.clock.now()), ...text };
  return sendOnce(host, { ...work, message: { ...text, urgent: false, facts } });
}

/** Sends a test message to the target of this name. Rejects with `invalid-arguments` if none has it. */
export async function testTarget(
  host: Host,
  {
    name,
    settings,
    signal,
  }: { readonly name: string; readonly settings: Settings; readonly signal: AbortSignal },
): Promise<PushResult | undefined> {
  const target = settings.notifications.targets.find((candidate) => candidate.name === name);
  if (target === undefined)
    throw new Failure('invalid-arguments', 'unknown push target', {
      detail: { code: 'unknown-notify-target', subject: name },
    });
  const messages = await loadMessages(pushLanguage(settings, host.env));
  return sendTestMessage(host, { target, messages, signal });
}
