import { Failure, type FailureFacts } from '../../domain/failure.ts';
import type { Host, HttpResponse } from '../../host/host.ts';
import { readRetryAfter } from '../../host/http/http-dates.ts';
import type { ExportTarget } from './export-target.ts';

/** `retry` and `refused` say why; a refused payload would be refused again. */
export type SendResult =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'retry' | 'refused';
      readonly reason: string;
      readonly retryAfterMs?: number | undefined;
    };

/** The collector says that this very payload is wrong. Anything else may be repaired there. */
const refusals = new Set([400, 413, 415, 422]);

/** VictoriaMetrics and vmauth say 400 of a path that they do not have. */
const wrongPath = /unsupported path|missing route/i;

/** The longest pause that a collector can ask for. */
export const maxRetryAfterMs = 3_600_000;

/** Pushes one payload once. Rejects only with the signal's reason. */
export async function sendPayload(
  { http, clock }: Pick<Host, 'http' | 'clock'>,
  {
    target,
    payload,
    signal,
  }: { readonly target: ExportTarget; readonly payload: Uint8Array; readonly signal: AbortSignal },
): Promise<SendResult> {
  const { url, headers, timeoutMs } = target;
  try {
    const response = await http.request({
      method: 'POST',
      url,
      headers: {
        ...headers,
        'Content-Type': 'application/x-protobuf',
        'Content-Encoding': 'gzip',
      },
      body: payload,
      timeoutMs,
      signal,
    });
    return resultOf(response, clock.now());
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { kind: 'retry', reason: error instanceof Failure ? reasonOf(error) : 'failed' };
  }
}

function resultOf({ status, headers, body }: HttpResponse, nowMs: number): SendResult {
  const isPage = /^text\/html\b/i.test(headers['content-type'] ?? '');
  if (status >= 200 && status <= 299)
    // A login page, or a network's portal, which takes anything.
    return isPage ? { kind: 'retry', reason: 'not-otlp' } : { kind: 'sent' };
  const reason = `HTTP ${status}`;
  if (refusals.has(status) && !wrongPath.test(body)) return { kind: 'refused', reason };
  const askedMs = readRetryAfter(headers['retry-after'], nowMs) ?? 0;
  const retryAfterMs = askedMs > 0 ? Math.min(askedMs, maxRetryAfterMs) : undefined;
  return { kind: 'retry', reason, retryAfterMs };
}

function reasonOf({ kind, detail }: FailureFacts): string {
  return detail?.code ?? kind;
}
