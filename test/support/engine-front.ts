import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arrayBuffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

/** A response without a body that the front sends instead of asking the engine. */
export type Refusal = { readonly status: number; readonly headers?: Record<string, string> };

/**
 * Starts a server that passes requests on to an engine, until the test ends, and returns its
 * address with a slash at the end. While the engine is gone, it answers 502, as a gateway does: a
 * test's engine ends before the front, and a program may be asking at that moment.
 */
export async function startFront(
  t: Pick<TestContext, 'after'>,
  engineUrl: string,
  watch: {
    readonly onRequest: (request: IncomingMessage, body: ArrayBuffer) => Refusal | undefined;
    readonly onAnswer?: (text: string) => void;
  },
): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = await arrayBuffer(request);
    const refusal = watch.onRequest(request, body);
    if (refusal !== undefined) return response.writeHead(refusal.status, refusal.headers).end();
    const answer = await ask(new URL((request.url ?? '').slice(1), engineUrl), request, body);
    watch.onAnswer?.(answer.text);
    return response.writeHead(answer.status).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function ask(url: URL, { headers }: IncomingMessage, body: ArrayBuffer) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': headers['content-type'] ?? '',
        'content-encoding': headers['content-encoding'] ?? '',
      },
      body,
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 502, text: '' };
  }
}
