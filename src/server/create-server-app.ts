import { endpoints, type Endpoint, type Method } from '../domain/daemon-api.ts';
import { Failure } from '../domain/failure.ts';
import { findRejection, requestPath, WrongTokens, type AccessPolicy } from './access.ts';
import { errorResponse, failureResponse, jsonTextResponse, plainResponse } from './responses.ts';
import { stateJson } from './live-state.ts';
import { testCredentialRoute } from './routes/test-credential.ts';
import { testNotifyRoute } from './routes/test-notify.ts';
import { breakdownRoute } from './routes/breakdown.ts';
import { costRoute } from './routes/cost.ts';
import { dashboardRoute } from './routes/dashboard.ts';
import { eventsRoute } from './routes/events.ts';
import { fleetRoute } from './routes/fleet.ts';
import { historyRoute } from './routes/history.ts';
import { metricsRoute } from './routes/metrics.ts';
import { refreshRoute } from './routes/refresh.ts';
import { changeSettingsRoute, settingsRoute } from './routes/settings.ts';
import { usageRoute } from './routes/usage.ts';
import type { ServerWorld } from './server-world.ts';

/**
 * Maps a request to a response; synchronously if nothing has to be awaited. `onHold` is called if
 * the response is held back on purpose.
 */
export type ServerApp = (request: Request, onHold?: () => void) => Response | Promise<Response>;

type Handler = (request: Request) => Response | Promise<Response>;
type Methods = ReadonlyMap<string, Handler>;

/**
 * The HTTP side without the socket: access check, routing, errors. Never throws or rejects; errors
 * other than `Failure` go to `onBug` and become a bare 500.
 */
export function createServerApp(
  world: ServerWorld,
  access: AccessPolicy,
  onBug: (error: unknown) => void,
): ServerApp {
  const routes = routeTable(endpoints, handlersOf(world));
  const fail = (error: unknown): Response => {
    if (!(error instanceof Failure)) onBug(error);
    return failureResponse(error);
  };
  const reject = rejecter(world);
  return (request, onHold) => {
    try {
      const rejection = findRejection(request, access);
      const response =
        rejection === undefined ? dispatch(request, routes) : reject(request, rejection, onHold);
      return response instanceof Promise ? response.catch(fail) : response;
    } catch (error) {
      return fail(error);
    }
  };
}

/** Holds the rejection of a wrong token back for a moment if there were too many of them. */
function rejecter({ clock, stopping }: ServerWorld) {
  const wrongTokens = new WrongTokens();
  return (
    { headers }: Request,
    rejection: Response,
    onHold?: () => void,
  ): Response | Promise<Response> => {
    const isGuess = rejection.status === 401 && headers.has('authorization');
    const pauseMs = isGuess ? wrongTokens.pauseMs(clock.now()) : 0;
    if (pauseMs === 0) return rejection;
    onHold?.();
    return clock.sleep(pauseMs, stopping).then(
      () => rejection,
      () => rejection,
    );
  };
}

function dispatch(
  request: Request,
  routes: ReadonlyMap<string, Methods>,
): Response | Promise<Response> {
  if (request.method !== 'HEAD') return respond(request, request.method, routes);
  const response = respond(request, 'GET', routes);
  return response instanceof Promise ? response.then(withoutBody) : withoutBody(response);
}

function respond(
  request: Request,
  method: string,
  routes: ReadonlyMap<string, Methods>,
): Response | Promise<Response> {
  const methods = routes.get(requestPath(request.url));
  if (methods === undefined) return errorResponse(404, 'not found');
  const handle = methods.get(method);
  return (
    handle?.(request) ?? errorResponse(405, 'method not allowed', { Allow: allowedIn(methods) })
  );
}

function withoutBody(response: Response): Response {
  return new Response(null, response);
}

function allowedIn(methods: Methods): string {
  return [...methods.keys()]
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .join(', ');
}

function handlersOf(world: ServerWorld): Readonly<Record<keyof typeof endpoints, Handler>> {
  const { page, version, reportedVersion = version, daemon } = world;
  return {
    page: (request) => pageResponse(request, page),
    health: () => healthResponse(version, reportedVersion),
    usage: usageRoute(world),
    dashboard: dashboardRoute(world),
    metrics: metricsRoute(world),
    state: () => jsonTextResponse(stateJson(daemon.state(), version)),
    events: eventsRoute(world),
    history: historyRoute(world),
    breakdown: breakdownRoute(world),
    cost: costRoute(world),
    fleet: fleetRoute(world),
    refresh: refreshRoute(world),
    settings: settingsRoute(world),
    changeSettings: changeSettingsRoute(world),
    testCredential: testCredentialRoute(world),
    testNotify: testNotifyRoute(world),
  };
}

/** Handlers by path and method. */
function routeTable<Name extends string>(
  named: Readonly<Record<Name, Endpoint>>,
  handlers: Readonly<Record<Name, Handler>>,
): ReadonlyMap<string, Methods> {
  const table = new Map<string, Map<Method, Handler>>();
  for (const name in named) {
    const { path, method } = named[name];
    table.set(path, (table.get(path) ?? new Map<Method, Handler>()).set(method, handlers[name]));
  }
  return table;
}

/** The `Server` header distinguishes KimiBar from any other program with a healthy `/health`. */
function healthResponse(version: string, reportedVersion: string): Response {
  return jsonTextResponse(JSON.stringify({ status: 'ok', version: reportedVersion }), {
    Server: `KimiBar/${version}`,
  });
}

function pageResponse(request: Request, { body, headers }: ServerWorld['page']): Response {
  // A list of tags, which a proxy that compresses has marked as weak.
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  const isKnown = known.some((tag) => tag.trim().replace(/^W\//, '') === headers['ETag']);
  return isKnown
    ? new Response(null, { status: 304, headers: { ...headers } })
    : plainResponse(body, headers);
}
