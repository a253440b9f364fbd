import { Hono } from 'hono';
import { Failure } from '../domain/failure.ts';
import { refuse, type AccessPolicy } from './access.ts';
import { errorResponse, failureResponse, jsonTextResponse, plainResponse } from './responses.ts';
import { stateJson } from './live-state.ts';
import { testCredentialRoute } from './routes/test-credential.ts';
import { dashboardRoute } from './routes/dashboard.ts';
import { eventsRoute } from './routes/events.ts';
import { historyRoute } from './routes/history.ts';
import { metricsRoute } from './routes/metrics.ts';
import { refreshRoute } from './routes/refresh.ts';
import { changeSettingsRoute, settingsRoute } from './routes/settings.ts';
import { usageRoute } from './routes/usage.ts';
import type { ServerWorld } from './server-world.ts';

/** A request in, an answer out; at once where nothing has to be waited for. */
export type ServerApp = (request: Request) => Response | Promise<Response>;

type Handle = (request: Request) => Response | Promise<Response>;
type Method = 'GET' | 'POST' | 'PATCH';

/** The whole HTTP side but the socket: every request is first let in or refused, then answered by its route. Never throws. */
export function createServerApp(
  world: ServerWorld,
  access: AccessPolicy,
  onBug: (error: unknown) => void,
): ServerApp {
  const app = new Hono();
  const routes = routesOf(world);
  for (const [path, methods] of Object.entries(routes)) {
    for (const [method, handle] of Object.entries(methods))
      app.on(method, path, (context) => handle(context.req.raw));
  }
  app.notFound(({ req }) => {
    const methods = routes[req.path];
    return methods === undefined
      ? errorResponse(404, 'not found')
      : errorResponse(405, 'method not allowed', { Allow: allowed(methods) });
  });
  app.onError((error) => {
    if (!(error instanceof Failure)) onBug(error);
    return failureResponse(error);
  });
  return (request) => refuse(request, access) ?? app.fetch(request);
}

function routesOf(world: ServerWorld): Readonly<Record<string, Partial<Record<Method, Handle>>>> {
  const { page, version, daemon } = world;
  return {
    '/': { GET: (request) => pageAnswer(request, page) },
    '/health': { GET: () => healthAnswer(version) },
    '/usage': { GET: usageRoute(world) },
    '/dashboard/v1/snapshot': { GET: dashboardRoute(world) },
    '/api/v1/state': { GET: () => jsonTextResponse(stateJson(daemon.state())) },
    '/api/v1/events': { GET: eventsRoute(world) },
    '/api/v1/history': { GET: historyRoute(world) },
    '/api/v1/refresh': { POST: refreshRoute(world) },
    '/api/v1/settings': { GET: settingsRoute(world), PATCH: changeSettingsRoute(world) },
    '/api/v1/test-credential': { POST: testCredentialRoute(world) },
    '/metrics': { GET: metricsRoute(world) },
  };
}

/** The header tells a second KimiBar that this one is its like, and no other program that happens to be well. */
function healthAnswer(version: string): Response {
  return jsonTextResponse(JSON.stringify({ status: 'ok', version }), {
    Server: `KimiBar/${version}`,
  });
}

function pageAnswer(request: Request, { html, headers }: ServerWorld['page']): Response {
  const isKnown = request.headers.get('if-none-match') === headers['ETag'];
  return isKnown
    ? new Response(null, { status: 304, headers: { ...headers } })
    : plainResponse(html, headers);
}

function allowed(methods: Partial<Record<Method, Handle>>): string {
  return Object.keys(methods)
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .join(', ');
}
