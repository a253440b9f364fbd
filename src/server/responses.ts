import { Failure } from '../domain/failure.ts';
import { failureText } from '../present/failure-text.ts';
import { en } from '../present/messages/en.ts';
import { jsonText } from './json-text.ts';

/** On every answer: data is for whoever asked, not for a page elsewhere that embeds it, and is never guessed to be a page itself. */
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

/** An answer that is no JSON; `headers` come on top of those that guard it. */
export function plainResponse(
  body: string | ReadableStream<Uint8Array>,
  headers: Headers,
): Response {
  return new Response(body, { headers: { ...guarded, ...headers } });
}

/** Text that is JSON already. */
export function jsonTextResponse(json: string, headers?: Headers): Response {
  return new Response(json, {
    headers: headers === undefined ? jsonHeaders : { ...jsonHeaders, ...headers },
  });
}

export function jsonResponse(value: unknown): Response {
  return jsonTextResponse(jsonText(value));
}

/** `{"error":"…"}`, in English as all that programs read. */
export function errorResponse(status: number, error: string, headers: Headers = {}): Response {
  return new Response(JSON.stringify({ error }), {
    status,
    headers: { ...jsonHeaders, ...headers },
  });
}

/**
 * What was thrown on purpose, as an answer: a mistake of the caller's is 400, a wait that took too long 504. The facts stand
 * beside the sentence, so that a page can say it in its own language. Anything else is a bug and gives 500 without a word of it.
 */
export function failureResponse(error: unknown): Response {
  if (!(error instanceof Failure)) return errorResponse(500, 'internal error');
  const { kind, detail } = error;
  const status =
    kind === 'invalid-arguments' ? 400 : kind === 'timed-out' || kind === 'cancelled' ? 504 : 500;
  const body = {
    error: failureText(error, en),
    failure: { kind, detail },
  };
  return new Response(JSON.stringify(body), { status, headers: jsonHeaders });
}
