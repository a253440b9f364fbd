import type { DaemonError } from '../domain/daemon-api.ts';
import { Failure } from '../domain/failure.ts';
import { failureText } from '../present/failure-text.ts';
import { jsonText } from '../present/json/json-text.ts';
import { en } from '../present/messages/en.ts';

/** On every response: foreign pages cannot embed it, and browsers never sniff it as a page. */
const guarded = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
};

const jsonHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  ...guarded,
};

type Headers = Readonly<Record<string, string>>;

/** A response other than JSON; `headers` are added to the guarding ones. */
export function plainResponse(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  headers: Headers,
): Response {
  return new Response(body, { headers: { ...guarded, ...headers } });
}

/** Text that is JSON already; `headers` are added to the usual ones. */
export function jsonTextResponse(json: string, headers?: Headers): Response {
  return new Response(json, {
    headers: headers === undefined ? jsonHeaders : { ...jsonHeaders, ...headers },
  });
}

export function jsonResponse(value: unknown, status = 200): Response {
  return new Response(jsonText(value), { status, headers: jsonHeaders });
}

/** `{"error":"…"}`, in English. */
export function errorResponse(status: number, error: string, headers: Headers = {}): Response {
  return new Response(JSON.stringify({ error }), {
    status,
    headers: { ...jsonHeaders, ...headers },
  });
}

/**
 * A thrown error as a response: 400 if the caller is to blame, 504 after a time-out. The facts go
 * beside the sentence, so that the page can use its own language. Anything but a `Failure` is a
 * bug: 500 without details.
 */
export function failureResponse(error: unknown): Response {
  if (!(error instanceof Failure)) return errorResponse(500, 'internal error');
  const { kind, detail } = error;
  const status =
    kind === 'invalid-arguments' ? 400 : kind === 'timed-out' || kind === 'cancelled' ? 504 : 500;
  const body: DaemonError = { error: failureText(error, en), failure: { kind, detail } };
  return new Response(JSON.stringify(body), { status, headers: jsonHeaders });
}
