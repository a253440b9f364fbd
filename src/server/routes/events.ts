import { backgroundParam } from '../../domain/daemon-api.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import { errorResponse, plainResponse } from '../responses.ts';
import { stateJson } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';

/**
 * Keeps proxies from closing a silent stream, and shows the page that the server is still running.
 */
const heartbeatMs = 20_000;
/** How long a client waits before it reconnects. */
const retryMs = 3000;
/** Half of the connections, so that open pages never use up all of them. */
const maxStreams = 32;

/**
 * `GET /api/v1/events`: the whole state now and at every change, as server-sent events. An open
 * stream counts as a viewer, except with `?background`: a tray keeps its stream open for days and
 * has a viewer only while its menu is open. A slow reader gets the latest state, not those it
 * missed.
 */
export function eventsRoute(world: ServerWorld): (request: Request) => Response {
  let streams = 0;

  async function* countedStream({ url, signal: gone }: Request): AsyncGenerator<Uint8Array> {
    streams += 1;
    const isBackground = new URL(url).searchParams.has(backgroundParam);
    const stopLooking = isBackground ? undefined : world.daemon.look();
    const encoder = new TextEncoder();
    try {
      for await (const event of stateEvents(world, gone)) yield encoder.encode(event);
    } finally {
      streams -= 1;
      stopLooking?.();
    }
  }

  return (request) => {
    if (streams >= maxStreams)
      return errorResponse(503, 'too many open event streams', { 'Retry-After': '30' });
    // Starts with the first read, so that a response whose body is dropped (to HEAD) leaves nothing
    // open.
    return plainResponse(streamOf(countedStream(request)), {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
  };
}

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void chunks.return(undefined),
    },
    { highWaterMark: 0 },
  );
}

/** The text of the stream, until the client is gone or the server stops. */
async function* stateEvents(
  { daemon, clock, stopping, version }: ServerWorld,
  gone: AbortSignal,
): AsyncGenerator<string> {
  let unsent: UsageState | undefined;
  let pause = new AbortController();
  const wake = (): void => pause.abort();
  const unsubscribe = daemon.subscribe((state) => {
    unsent = state;
    wake();
  });
  const ends = [stopping, gone];
  for (const end of ends) end.addEventListener('abort', wake);
  try {
    yield `retry: ${retryMs}\n\n`;
    for (let id = 1; !ends.some(({ aborted }) => aborted);) {
      const state = unsent;
      unsent = undefined;
      if (state !== undefined) {
        yield `id: ${id}\ndata: ${stateJson(state, version)}\n\n`;
        id += 1;
        continue;
      }
      pause = new AbortController();
      const isQuiet = await clock.sleep(heartbeatMs, pause.signal).then(
        () => true,
        () => false,
      );
      if (isQuiet) yield ': still here\n\n';
    }
  } finally {
    for (const end of ends) end.removeEventListener('abort', wake);
    unsubscribe();
  }
}
