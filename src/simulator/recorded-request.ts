import type { IncomingMessage } from 'node:http';

/**
 * A request as it arrived. Header names are in lower case; values are as sent, credentials
 * included.
 */
export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** By the simulated clock, epoch milliseconds. */
  readonly atMs: number;
};

const maxBytes = 64 * 1024;

/**
 * Reads a request to its end. Undefined if its body is larger than 64 KiB; rejects if the caller
 * disconnects.
 */
export async function recordRequest(
  incoming: IncomingMessage,
  nowMs: () => number,
): Promise<RecordedRequest | undefined> {
  const body = await readBody(incoming);
  if (body === undefined) return undefined;
  const target = incoming.url ?? '/';
  const queryAt = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: queryAt < 0 ? target : target.slice(0, queryAt),
    query: queryAt < 0 ? '' : target.slice(queryAt),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
    body,
    atMs: nowMs(),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
