import { request, type IncomingMessage } from 'node:http';
import { createEventStreamReader } from '../../domain/event-stream.ts';
import type { Secret } from '../../domain/secret.ts';

export type EventStreamRequest = {
  /** Plain HTTP: such streams come from KimiBar on this machine. */
  readonly url: URL;
  readonly token?: Secret | undefined;
  readonly signal: AbortSignal;
};

/** The server sends a heartbeat every 20 seconds: silence this long means that it is gone. */
const silenceTimeoutMs = 65_000;
/** In characters. A whole state takes a few thousand. */
const maxEventLength = 1024 * 1024;

/**
 * Reads server-sent events: calls `onData` with the data of each event and resolves when the stream
 * is over, for whatever reason. Never rejects.
 */
export function readServerEvents(
  { url, token, signal }: EventStreamRequest,
  onData: (data: string) => void,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token.open()}` };
    const outgoing = request(url, {
      method: 'GET',
      headers: { Accept: 'text/event-stream', ...authorization },
      signal,
      timeout: silenceTimeoutMs,
      // Node's shared agent would send loopback requests to a proxy under NODE_USE_ENV_PROXY.
      agent: false,
    });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve());
    outgoing.once('close', () => resolve());
    outgoing.once('response', (incoming) => {
      if (incoming.statusCode !== 200) return void outgoing.destroy();
      readEvents(incoming, onData);
      incoming.on('error', () => resolve());
    });
    outgoing.end();
  });
}

function readEvents(incoming: IncomingMessage, onData: (data: string) => void): void {
  let pendingLength = 0;
  const read = createEventStreamReader((data) => {
    pendingLength = 0;
    onData(data);
  });
  incoming.setEncoding('utf8').on('data', (piece: string) => {
    pendingLength += piece.length;
    read(piece);
    if (pendingLength > maxEventLength) incoming.destroy();
  });
}
