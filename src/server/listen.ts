import { getRequestListener } from '@hono/node-server';
import { listenHttp, type HttpListener, type NoPlace } from '../host/http-server.ts';
import type { AccessPolicy } from './access.ts';
import { errorAnswer } from './answer.ts';
import { createServerApp } from './create-server-app.ts';
import type { ServerWorld } from './server-world.ts';

/** A place that is held; requests that come before it is opened wait. */
export type ServerPlace = {
  readonly kind: 'held';
  readonly port: number;
  /** Begins to answer. */
  open(world: Omit<ServerWorld, 'stopping'>, onBug: (error: unknown) => void): void;
  /** Lets answers under way finish for a moment, ends streams, closes. Under two seconds. */
  stop(): Promise<void>;
};

/** Answers under way may take so long when the server is told to stop. */
const graceMs = 1200;

/**
 * Takes a place to listen, before anything else is started: who finds it taken has nothing to undo. `port` 0 takes any free one.
 */
export async function takePlace(place: { host: string; port: number }, access: AccessPolicy): Promise<ServerPlace | NoPlace> {
  const stopping = new AbortController();
  const opened = Promise.withResolvers<HttpListener>();
  let listener: HttpListener | undefined;
  const server = await listenHttp(place, (incoming, outgoing) => {
    if (listener !== undefined) return listener(incoming, outgoing);
    void opened.promise.then((ready) => ready(incoming, outgoing));
  });
  if ('kind' in server) return server;
  return {
    kind: 'held',
    port: server.port,
    open(world, onBug) {
      const app = createServerApp({ ...world, stopping: stopping.signal }, access, onBug);
      listener = getRequestListener(app, { errorHandler: () => errorAnswer(400, 'bad request') });
      opened.resolve(listener);
    },
    async stop() {
      const stopped = server.stop(graceMs);
      stopping.abort();
      await stopped;
    },
  };
}
