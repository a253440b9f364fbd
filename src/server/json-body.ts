import { Failure } from '../domain/failure.ts';
import { errorResponse } from './responses.ts';

/** A request's body as parsed JSON, or the error response that rejects it. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly rejection: Response };

const maxBytes = 64 * 1024;

/**
 * Reads a body of at most 64 KiB; `undefined` if there is neither a body nor a content type. The
 * content type must be JSON: a form on a foreign page can only send that after a CORS preflight,
 * which is never granted.
 */
export async function readJsonBody(request: Request): Promise<JsonBody> {
  const { headers } = request;
  const type = headers.get('content-type');
  const isEmpty =
    headers.get('transfer-encoding') === null && Number(headers.get('content-length') ?? 0) === 0;
  if (type === null && isEmpty) return { ok: true, value: undefined };
  if (!/^application\/json\s*(;|$)/i.test(type ?? ''))
    return rejected(400, 'content type must be application/json');
  if (Number(headers.get('content-length') ?? 0) > maxBytes) return tooLarge();
  const text = await readText(request);
  if (text === undefined) return tooLarge();
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return rejected(400, 'body is not JSON');
  }
}

/**
 * Undefined if the body turns out longer than allowed. Rejects with `cancelled` if the client hangs
 * up.
 */
async function readText(request: Request): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return undefined;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    throw new Failure('cancelled', 'the client hung up', { cause: error });
  }
  return text + decoder.decode();
}

function tooLarge(): JsonBody {
  return rejected(413, 'body larger than 64 KiB', { Connection: 'close' });
}

function rejected(
  status: number,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): JsonBody {
  return { ok: false, rejection: errorResponse(status, error, headers) };
}
