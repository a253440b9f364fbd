import { Failure } from '../domain/failure.ts';
import { listenHttp, type HttpListener, type ListenProblem } from '../host/http/http-server.ts';

/** A bound address; requests wait until it is opened. */
export type BoundAddress = {
  readonly kind: 'bound';
  readonly port: number;
  /** Aborted when the server stops: waiting ends, streams close. */
  readonly stopping: AbortSignal;
  /** Starts to respond. */
  open(listener: HttpListener): void;
  /**
   * Lets responses under way finish for a moment, ends streams, closes. Takes less than two
   * seconds.
   */
  stop(): Promise<void>;
};

/** How long responses under way may take when the server stops. */
const graceMs = 1200;

/**
 * Binds an address before anything else is started, so that there is nothing to undo if it is
 * taken. `port` 0 takes any free one.
 */
export async function bindAddress(address: {
  readonly host: string;
  readonly port: number;
}): Promise<BoundAddress | ListenProblem> {
  const stopping = new AbortController();
  const opened = Promise.withResolvers<HttpListener>();
  let listener: HttpListener | undefined;
  const server = await listenHttp(address, (incoming, outgoing) => {
    if (listener !== undefined) return listener(incoming, outgoing);
    void opened.promise.then((ready) => ready(incoming, outgoing));
  });
  if ('kind' in server) return server;
  return {
    kind: 'bound',
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
