import { errorResponse } from './responses.ts';

/** A request's body as parsed JSON, or the answer that refuses it. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Response };

const mostBytes = 64 * 1024;

/**
 * Reads a body of at most 64 KiB. It must say that it is JSON: a form on a page elsewhere can't say so without asking first,
 * and is never allowed to. `undefined` where there is no body and no type.
 */
export async function readJsonBody(request: Request): Promise<JsonBody> {
  const { headers } = request;
  const type = headers.get('content-type');
  const isEmpty =
    headers.get('transfer-encoding') === null && Number(headers.get('content-length') ?? 0) === 0;
  if (type === null && isEmpty) return { ok: true, value: undefined };
  if (!/^application\/json\s*(;|$)/i.test(type ?? ''))
    return refused(400, 'content type must be application/json');
  if (Number(headers.get('content-length') ?? 0) > mostBytes) return tooLarge();
  const text = await readText(request);
  if (text === undefined) return tooLarge();
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return refused(400, 'body is not JSON');
  }
}

/** Undefined when it turns out longer than allowed. */
async function readText(request: Request): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(): JsonBody {
  return refused(413, 'body larger than 64 KiB', { Connection: 'close' });
}

function refused(
  status: number,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): JsonBody {
  return { ok: false, refusal: errorResponse(status, error, headers) };
}
