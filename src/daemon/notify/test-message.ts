import type { NotifyTarget } from '../../domain/notify-target.ts';
import type { Host } from '../../host/host.ts';
import type { Messages } from '../../present/messages/en.ts';
import { formatUtc } from '../../present/words/time.ts';
import { sendOnce, type PushResult } from './push-sender.ts';

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
