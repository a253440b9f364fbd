import { request } from 'node:http';
import { Secret } from '../../domain/secret.ts';

export type EventStreamRequest = {
  /** Plain HTTP: such streams come from this machine's own KimiBar. */
  readonly url: URL;
  readonly token?: Secret | undefined;
  readonly signal: AbortSignal;
};

/** Silence this long means that the other end is gone: it sends a sign of life every 20 seconds. */
const silenceMs = 65_000;
/** A whole state is a few KiB. */
const longestEvent = 1024 * 1024;

/**
 * Reads server-sent events: calls `onData` with each event's text until the stream is over, for whatever reason, then resolves.
 * Never rejects. Every text is one line of JSON, as KimiBar's own server sends it.
 */
export function readServerEvents(
  { url, token, signal }: EventStreamRequest,
  onData: (text: string) => void,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token.open()}` };
    const outgoing = request(url, {
      method: 'GET',
      headers: { Accept: 'text/event-stream', ...authorization },
      signal,
      timeout: silenceMs,
    });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve());
    outgoing.once('close', () => resolve());
    outgoing.once('response', (incoming) => {
      if (incoming.statusCode !== 200) return void outgoing.destroy();
      let rest = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => {
        const blocks = (rest + piece).split('\n\n');
        rest = blocks.pop() ?? '';
        if (rest.length > longestEvent) return void outgoing.destroy();
        for (const line of blocks.flatMap((block) => block.split('\n')))
          if (line.startsWith('data: ')) onData(line.slice(6));
      });
      incoming.on('error', () => resolve());
    });
    outgoing.end();
  });
}
