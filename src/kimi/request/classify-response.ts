import { Failure, type FailureCode, type FailureKind } from '../../domain/failure.ts';
import type { UsageSource } from '../../domain/usage-snapshot.ts';
import type { HttpResponse } from '../../host/host.ts';
import { readRetryAfter } from '../../host/http/http-dates.ts';

/** The origin of a response; `nowMs` is the time by Kimi's clock. */
type Origin = { readonly surface: UsageSource; readonly url: URL; readonly nowMs: number };

/** A rejected credential's sentence depends on its source: each is renewed in another way. */
export const rejectedCode = {
  'api-key': 'api-key-rejected',
  cli: 'cli-login-rejected',
  web: 'web-token-rejected',
} as const satisfies Record<UsageSource, FailureCode>;

/**
 * What a response means by its status; undefined for success. Bodies are never repeated: they may
 * echo what was sent. A 403 denies a plan or a quota on the Code API, and the session on the web
 * gateway; but a web page with 200 or 403 comes from a filter or a Wi-Fi login page, which knows
 * nothing of plans and sessions.
 */
export function classifyResponse(response: HttpResponse, origin: Origin): Failure | undefined {
  const { status, headers } = response;
  if (isIntercepted(response)) return intercepted(status);
  if (isSuccess(status)) return undefined;
  const kind = kindOf(status, origin.surface);
  const retryAfterMs = mayRetryAfter(kind)
    ? readRetryAfter(headers['retry-after'], origin.nowMs)
    : undefined;
  return new Failure(kind, `Kimi answered with HTTP ${status}`, {
    detail: detailOf(kind, status, origin),
    retryAfterMs,
  });
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** 511 (Network Authentication Required, RFC 6585) never comes from the server itself. */
function isIntercepted({ status, headers, body }: HttpResponse): boolean {
  if (status === 511) return true;
  if (!isSuccess(status) && status !== 403) return false;
  const isLabelled = /^\s*(?:text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '');
  return isLabelled ? /^\uFEFF?\s*</.test(body) : /^\uFEFF?\s*<(?:!doctype )?html/i.test(body);
}

function intercepted(status: number): Failure {
  const kind = isSuccess(status) ? 'unreadable-answer' : 'offline';
  return new Failure(kind, `a web page with HTTP ${status} instead of a response`, {
    detail: { code: 'intercepted', subject: String(status) },
  });
}

function kindOf(status: number, surface: UsageSource): FailureKind {
  if (status === 401 || (status === 403 && surface === 'web')) return 'credential-rejected';
  if (status === 402 || status === 403) return 'plan-or-quota-denied';
  if (status === 404 || status === 410) return 'endpoint-missing';
  if (status === 407) return 'offline';
  if (status === 408) return 'timed-out';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-fault' : 'invalid-request';
}

function mayRetryAfter(kind: FailureKind): boolean {
  return kind === 'rate-limited' || kind === 'server-fault';
}

function detailOf(
  kind: FailureKind,
  status: number,
  { surface, url }: Origin,
): { code: FailureCode; subject?: string | undefined } {
  if (kind === 'credential-rejected') return { code: rejectedCode[surface] };
  if (kind === 'endpoint-missing')
    return { code: 'http-status', subject: `${url.origin}${url.pathname}` };
  return { code: 'http-status', subject: String(status) };
}
