import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A collector in front of an engine, which a test takes away and brings back. */
export type Collector = {
  readonly url: string;
  /** With what it answers instead of the engine; undefined while it works. */
  fault: { readonly status: number; readonly headers?: Record<string, string> } | undefined;
  readonly requests: { readonly path: string; readonly headers: Record<string, unknown> }[];
};

export async function startCollector(
  t: Pick<TestContext, 'after'>,
  engineUrl: string,
): Promise<Collector> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const path = request.url ?? '';
      collector.requests.push({ path, headers: request.headers });
      if (collector.fault !== undefined) {
        response.writeHead(collector.fault.status, collector.fault.headers).end();
        return;
      }
      const answer = await fetch(new URL(`opentelemetry${path}`, engineUrl), {
        method: 'POST',
        headers: {
          'content-type': request.headers['content-type'] ?? '',
          'content-encoding': request.headers['content-encoding'] ?? '',
        },
        body: Buffer.concat(chunks),
      });
      response.writeHead(answer.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const collector: Collector = {
    url: `http://127.0.0.1:${port}`,
    fault: undefined,
    requests: [],
  };
  return collector;
}
