import { jsonReply, type Reply } from './reply.ts';
import { isWebSurface, type Fault, type Surface } from './scenario.ts';

/** What a fault needs to know of its request. */
export type FaultyRequest = {
  readonly surface: Surface;
  readonly path: string;
  /** The `Authorization` header as received, for faults that repeat it. */
  readonly authorization: string;
  readonly port: number;
};

/** The reply of a fault; `honest` builds the response of a healthy service. */
export function faultReply(fault: Fault, request: FaultyRequest, honest: () => Reply): Reply {
  switch (fault.kind) {
    case 'status':
      return statusReply(fault, request);
    case 'late':
      return late(honest(), fault.delayMs);
    case 'cut-off':
      return cutOff(honest());
    case 'body':
      return brokenBody(fault.body);
    case 'page':
      return webPage(fault.status);
    case 'redirect':
      return redirect(fault.to, request);
    case 'silence':
    case 'hang-up':
      return { kind: fault.kind };
  }
}

type ErrorOptions = {
  readonly surface?: Surface | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
};

/**
 * An error in the surface's own form: `{error:{…}}` of the Code API, `{code,message}` of the web
 * gateway.
 */
export function errorReply(
  status: number,
  message: string,
  { surface, headers }: ErrorOptions = {},
): Reply {
  const { type, code } = errorWords[status] ?? { type: 'server_error', code: 'internal' };
  return jsonReply(
    status,
    isWebSurface(surface) ? { code, message } : { error: { message, type } },
    headers,
  );
}

const errorWords: Readonly<Record<number, { readonly type: string; readonly code: string }>> = {
  400: { type: 'invalid_request_error', code: 'invalid_argument' },
  401: { type: 'invalid_authentication_error', code: 'unauthenticated' },
  402: { type: 'payment_required_error', code: 'failed_precondition' },
  403: { type: 'permission_denied_error', code: 'permission_denied' },
  404: { type: 'resource_not_found_error', code: 'not_found' },
  405: { type: 'invalid_request_error', code: 'unimplemented' },
  413: { type: 'invalid_request_error', code: 'resource_exhausted' },
  415: { type: 'invalid_request_error', code: 'invalid_argument' },
  429: { type: 'rate_limit_reached_error', code: 'resource_exhausted' },
};

function statusReply(
  fault: Extract<Fault, { kind: 'status' }>,
  { surface, authorization }: FaultyRequest,
): Reply {
  const message = fault.leaks
    ? `The credential "${authorization}" was rejected`
    : `The simulator answers ${fault.status}`;
  const seconds = fault.retryAfterSeconds;
  const headers = {
    'retry-after': seconds === undefined ? undefined : String(seconds),
    'x-request-credential': fault.leaks ? encodeURI(authorization) : undefined,
  };
  return errorReply(fault.status, message, { surface, headers });
}

function late(reply: Reply, delayMs: number): Reply {
  return reply.kind === 'response' ? { ...reply, delayMs } : reply;
}

function cutOff(reply: Reply): Reply {
  return reply.kind === 'response' ? { ...reply, cutOff: true } : reply;
}

function brokenBody(body: Extract<Fault, { kind: 'body' }>['body']): Reply {
  const response = {
    kind: 'response',
    status: 200,
    headers: { 'content-type': 'application/json' },
  } as const;
  switch (body) {
    case 'garbage':
      return { ...response, body: '{"usage":{"limit":"100"' };
    case 'empty':
      return { ...response, body: '{}' };
    case 'huge':
      // Valid JSON of 2 MiB without a length: only a reader that counts notices in time.
      return {
        ...response,
        body: JSON.stringify({
          usage: { limit: '100', used: '1' },
          padding: 'x'.repeat(2 * 1024 * 1024),
        }),
      };
    case 'deep':
      return { ...response, body: `{"usage":${'['.repeat(100_000)}${']'.repeat(100_000)}}` };
  }
}

function webPage(status: number): Reply {
  return {
    kind: 'response',
    status,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><html><title>Sign in to this network</title></html>',
  };
}

function redirect(to: 'elsewhere' | 'within', { path, port }: FaultyRequest): Reply {
  // `localhost` is another origin on this same server, so a client that follows is caught.
  const location =
    to === 'within' ? `${path}?moved=1` : `http://localhost:${port}/elsewhere${path}`;
  return { kind: 'response', status: to === 'within' ? 307 : 302, headers: { location }, body: '' };
}
