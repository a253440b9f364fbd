import type { IncomingMessage } from 'node:http';
import type { RecordedRequest } from './recorded-request.ts';

const mostBytes = 64 * 1024;

/** Reads a request to its end. Undefined where its body is larger than 64 KiB; rejects where the caller breaks off. */
export async function readRequest(
  incoming: IncomingMessage,
  nowMs: () => number,
): Promise<RecordedRequest | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
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
    body: Buffer.concat(chunks).toString('utf8'),
    atMs: nowMs(),
  };
}
