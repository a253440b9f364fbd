import { getRequestListener } from '@hono/node-server';
import { markReplaceable } from '../host/http/http-connections.ts';
import type { HttpListener } from '../host/http/http-server.ts';
import type { AccessPolicy } from './access.ts';
import { errorResponse } from './responses.ts';
import { createServerApp } from './create-server-app.ts';
import type { ServerWorld } from './server-world.ts';

/** Serves page and API to Node's requests that `access` allows. Unexpected errors go to `onBug`. */
export function createServerListener(
  world: ServerWorld,
  access: AccessPolicy,
  onBug: (error: unknown) => void,
): HttpListener {
  const app = createServerApp(world, access, onBug);
  return getRequestListener(
    (request, { outgoing }) => app(request, () => markReplaceable(outgoing)),
    {
      errorHandler: () => errorResponse(400, 'bad request'),
    },
  );
}
