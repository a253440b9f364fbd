import { Failure } from '../../domain/failure.ts';
import type { NotifyTarget } from '../../domain/notify-target.ts';
import type { PushResult } from '../../domain/push-result.ts';
import type { Host } from '../../host/host.ts';
import { readPushAnswer } from './push-answer.ts';
import { pushRequest, type PushMessage } from './push-request.ts';

type PushHost = Pick<Host, 'http' | 'clock' | 'log'>;

const timeoutMs = 15_000;
const firstDelayMs = 30_000;
const maxDelayMs = 10 * 60_000;
/** Older news is no longer worth a message. */
const maxAgeMs = 60 * 60_000;
const maxWaiting = 32;

/**
 * Sends the messages of one target, one after the other, each at most once: a message is sent again
 * only if the service was not reached, or said that it is busy.
 */
export class PushSender {
  readonly #host: PushHost;
  readonly #closing = new AbortController();
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(host: PushHost) {
    this.#host = host;
  }

  /**
   * Queues a message; resolves when it was sent or given up. Never rejects. Undefined if too many
   * wait, or after `close`.
   */
  async send(target: NotifyTarget, message: PushMessage): Promise<PushResult | undefined> {
    if (this.#waiting >= maxWaiting) return undefined;
    this.#waiting += 1;
    const work = this.#last.then(() => this.#sendWithRetries(target, message));
    this.#last = work;
    const result = await work;
    this.#waiting -= 1;
    this.#host.log.debug('push message', { target: target.name, outcome: result?.kind });
    return result;
  }

  /** Gives up what waits. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the program ends'));
    await this.#last;
  }

  async #sendWithRetries(
    target: NotifyTarget,
    message: PushMessage,
  ): Promise<PushResult | undefined> {
    const { clock } = this.#host;
    const until = clock.now() + maxAgeMs;
    const { signal } = this.#closing;
    for (let delayMs = firstDelayMs; !signal.aborted; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
      const result = await sendOnce(this.#host, { target, message, signal });
      if (result?.kind !== 'busy' && result?.kind !== 'unreachable') return result;
      const asked = result.kind === 'busy' ? result.retryAfterMs : undefined;
      const waitMs = Math.max(asked ?? 0, delayMs);
      if (clock.now() + waitMs > until) return result;
      try {
        await clock.sleep(waitMs, signal);
      } catch {
        return result;
      }
    }
    return undefined;
  }
}

/** Sends a message once. Never rejects; undefined if it was cancelled. */
export async function sendOnce(
  { http, clock, log }: PushHost,
  work: {
    readonly target: NotifyTarget;
    readonly message: PushMessage;
    readonly signal: AbortSignal;
  },
): Promise<PushResult | undefined> {
  const { target, message, signal } = work;
  const request = pushRequest(target, message, clock.now());
  if (request === undefined) return { kind: 'incomplete' };
  try {
    const response = await http.request({ method: 'POST', ...request, timeoutMs, signal });
    return readPushAnswer(target.kind, response, clock.now());
  } catch (error) {
    if (signal.aborted) return undefined;
    const code = error instanceof Failure ? error.detail?.code : 'unknown';
    log.debug('push message not sent', { target: target.name, code });
    if (code === 'refused-redirect') return { kind: 'rejected', code: 'HTTP 3xx' };
    return { kind: isBeforeSending(code) ? 'unreachable' : 'unsure' };
  }
}

/** No connection was made, so the service cannot have got the message. */
function isBeforeSending(code: string | undefined): boolean {
  return ['dns', 'connection-refused', 'tls', 'proxy'].includes(code ?? '');
}
