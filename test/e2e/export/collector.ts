import type { TestContext } from 'node:test';
import { startFront, type Refusal } from '../../support/engine-front.ts';

/** A collector in front of an engine, which a test takes away and brings back. */
export type Collector = {
  /** Ends without a slash. */
  readonly url: string;
  /** With what it answers instead of the engine; undefined while it works. */
  fault: Refusal | undefined;
  readonly requests: { readonly path: string; readonly headers: Record<string, unknown> }[];
};

export async function startCollector(
  t: Pick<TestContext, 'after'>,
  engineUrl: string,
): Promise<Collector> {
  const told: Pick<Collector, 'fault' | 'requests'> = { fault: undefined, requests: [] };
  const url = await startFront(t, new URL('opentelemetry/', engineUrl).href, {
    onRequest: ({ url: path = '', headers }) => {
      told.requests.push({ path, headers });
      return told.fault;
    },
  });
  return Object.assign(told, { url: url.replace(/\/$/, '') });
}
