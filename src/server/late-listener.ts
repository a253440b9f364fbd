import type { HttpListener } from '../host/http/http-server.ts';

/**
 * Answers with what `load` brings, which is asked for at the first request: most trays run for weeks without anybody looking
 * at their page, which with Node's web classes takes 7 MB. Where it can't be had (the program was replaced while this one ran)
 * the answer is 503, `onTrouble` hears why, and the next request tries again.
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
        outgoing.end('{"error":"not available: start KimiBar anew"}');
      },
    );
  };
}
