import type { HttpListener } from '../host/http/http-server.ts';

/**
 * Loads the listener at the first request: most trays run for weeks without a look at their page,
 * which with Node's web classes takes 7 MB. If loading fails (the program was replaced while this
 * one ran) the response is 503, the error goes to `onTrouble`, and the next request tries again.
 */
export function lateListener(
  load: () => Promise<HttpListener>,
  onTrouble: (error: unknown) => void,
): HttpListener {
  let loaded: Promise<HttpListener> | undefined;
  return (incoming, outgoing) => {
    loaded ??= load();
    loaded.then(
      (listener) => listener(incoming, outgoing),
      (error: unknown) => {
        loaded = undefined;
        onTrouble(error);
        outgoing.writeHead(503, {
          'Content-Type': 'application/json; charset=utf-8',
          'Cache-Control': 'no-store',
        });
        outgoing.end('{"error":"not available: restart KimiBar"}');
      },
    );
  };
}
