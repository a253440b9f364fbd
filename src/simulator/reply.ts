import type { ServerResponse } from 'node:http';
import type { Clock } from '../host/host.ts';

/** A response body, before it is text. */
export type JsonObject = { readonly [key: string]: unknown };

/** What the simulator does with a request. */
export type Reply =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Real milliseconds before the response starts. */
      readonly delayMs?: number | undefined;
      /** Closes the connection in the middle of the body. */
      readonly cutOff?: true | undefined;
    }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' };

/** A response with a JSON body; headers without a value are dropped. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string | undefined>> = {},
): Reply {
  return {
    kind: 'response',
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...withValues(headers) },
    body: JSON.stringify(body),
  };
}

function withValues(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

type ReplyTimes = {
  readonly clock: Pick<Clock, 'sleep'>;
  /** The simulator is closing: delays end. */
  readonly closing: AbortSignal;
};

/** Carries out a reply. Resolves when it is done; a caller that disconnects is no error. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  times: ReplyTimes,
): Promise<void> {
  if (reply.kind === 'silence') return;
  if (reply.kind === 'hang-up') {
    response.destroy();
    return;
  }
  if (reply.delayMs !== undefined && !(await delay(response, reply.delayMs, times))) return;
  if (reply.cutOff) {
    const length = Buffer.byteLength(reply.body);
    response.writeHead(reply.status, { ...reply.headers, 'content-length': length });
    response.write(reply.body.slice(0, Math.floor(length / 2)), () => response.destroy());
    return;
  }
  // Two steps, so that no content-length is sent and the reader has to count.
  response.writeHead(reply.status, reply.headers);
  if (reply.body !== '') response.write(reply.body);
  response.end();
}

/** False if the caller disconnected or the simulator closed during the delay. */
async function delay(
  response: ServerResponse,
  delayMs: number,
  { clock, closing }: ReplyTimes,
): Promise<boolean> {
  const disconnected = new AbortController();
  const onClose = (): void => disconnected.abort();
  response.once('close', onClose);
  try {
    await clock.sleep(delayMs, AbortSignal.any([disconnected.signal, closing]));
    return !response.destroyed;
  } catch {
    return false;
  } finally {
    response.off('close', onClose);
  }
}
