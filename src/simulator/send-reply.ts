import type { ServerResponse } from 'node:http';
import type { Clock } from '../host/host.ts';
import type { Reply } from './reply.ts';

/** Carries a reply out. Resolves when nothing more is to be done; a caller that has gone away is no error. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  clock: Pick<Clock, 'sleep'>,
  closing: AbortSignal,
): Promise<void> {
  if (reply.kind === 'silence') return;
  if (reply.kind === 'hang-up') {
    response.destroy();
    return;
  }
  if (reply.delayMs !== undefined && !(await waited(response, reply.delayMs, clock, closing)))
    return;
  if (reply.cutOff) {
    const length = Buffer.byteLength(reply.body);
    response.writeHead(reply.status, { ...reply.headers, 'content-length': length });
    response.write(reply.body.slice(0, Math.floor(length / 2)), () => response.destroy());
    return;
  }
  // Written in two steps, so that no content-length is sent and a reader has to count for itself.
  response.writeHead(reply.status, reply.headers);
  if (reply.body !== '') response.write(reply.body);
  response.end();
}

/** False where the caller hung up or the simulator closed before the time was over. */
async function waited(
  response: ServerResponse,
  delayMs: number,
  clock: Pick<Clock, 'sleep'>,
  closing: AbortSignal,
): Promise<boolean> {
  const gone = new AbortController();
  const onClose = (): void => gone.abort();
  response.once('close', onClose);
  try {
    await clock.sleep(delayMs, AbortSignal.any([gone.signal, closing]));
    return !response.destroyed;
  } catch {
    return false;
  } finally {
    response.off('close', onClose);
  }
}
