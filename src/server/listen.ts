import { Failure } from '../domain/failure.ts';
import { listenHttp, type HttpListener, type NoPlace } from '../host/http/http-server.ts';

/** A place that is held; requests that come before it is opened wait. */
export type ServerPlace = {
  readonly kind: 'held';
  readonly port: number;
  /** Aborted when it stops: waiting ends, streams close. */
  readonly stopping: AbortSignal;
  /** Begins to answer. */
  open(listener: HttpListener): void;
  /** Lets answers under way finish for a moment, ends streams, closes. Under two seconds. */
  stop(): Promise<void>;
};

/** Answers under way may take so long when the server is told to stop. */
const graceMs = 1200;

/**
 * Takes a place to listen, before anything else is started: who finds it taken has nothing to undo. `port` 0 takes any free one.
 */
export async function takePlace(place: {
  host: string;
  port: number;
}): Promise<ServerPlace | NoPlace> {
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
    stopping: stopping.signal,
    open(ready) {
      listener = ready;
      opened.resolve(ready);
    },
    async stop() {
      const stopped = server.stop(graceMs);
      stopping.abort(new Failure('cancelled', 'the server stops'));
      await stopped;
    },
  };
}
