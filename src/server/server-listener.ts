import { getRequestListener } from '@hono/node-server';
import type { HttpListener } from '../host/http/http-server.ts';
import type { AccessPolicy } from './access.ts';
import { errorResponse } from './responses.ts';
import { createServerApp } from './create-server-app.ts';
import type { ServerWorld } from './server-world.ts';

/** Answers Node's requests with page and API, to whom `access` allows it. What is a bug goes to `onBug`. */
export function createServerListener(
  world: ServerWorld,
  access: AccessPolicy,
  onBug: (error: unknown) => void,
): HttpListener {
  return getRequestListener(createServerApp(world, access, onBug), {
    errorHandler: () => errorResponse(400, 'bad request'),
  });
}
