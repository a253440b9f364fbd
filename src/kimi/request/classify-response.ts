import { Failure, type FailureCode, type FailureKind } from '../../domain/failure.ts';
import type { UsageSource } from '../../domain/usage-snapshot.ts';
import type { HttpResponse } from '../../host/host.ts';

/** The sentence a refused credential gets: each has its own way out. */
export const rejectedCode = {
  'api-key': 'api-key-rejected',
  cli: 'cli-login-rejected',
  web: 'web-token-rejected',
} as const satisfies Record<UsageSource, FailureCode>;

/**
 * What an answer's status means; undefined for success. Bodies are never looked at: they may echo what was sent.
 * On the Code API 403 refuses a plan or a quota, on the web gateway it refuses the session.
 */
export function classifyResponse(
  answer: HttpResponse,
  asked: { surface: UsageSource; url: URL; nowMs: number },
): Failure | undefined {
  if (answer.status >= 200 && answer.status <= 299) return undefined;
  const kind = kindOf(answer.status, asked.surface);
  const retryAfterMs = mayAskToWait(kind)
    ? readRetryAfter(answer.headers['retry-after'], asked.nowMs)
    : undefined;
  return new Failure(kind, `Kimi answered with HTTP ${answer.status}`, {
    detail: detailOf(kind, answer.status, asked),
    retryAfterMs,
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

function mayAskToWait(kind: FailureKind): boolean {
  return kind === 'rate-limited' || kind === 'server-fault';
}

function detailOf(
  kind: FailureKind,
  status: number,
  asked: { surface: UsageSource; url: URL },
): { code: FailureCode; subject?: string | undefined } {
  if (kind === 'credential-rejected') return { code: rejectedCode[asked.surface] };
  if (kind === 'endpoint-missing')
    return { code: 'http-status', subject: `${asked.url.origin}${asked.url.pathname}` };
  return { code: 'http-status', subject: String(status) };
}

/** A wish beyond a day is a mistake or a trap: nobody should be locked out of their own quota for longer. */
const longestWaitMs = 24 * 3_600_000;

/** How long a `Retry-After` header asks us to stay away, in milliseconds from `nowMs`: seconds or an HTTP date; undefined where it is neither. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const wish = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : waitUntil(text, nowMs);
  return wish === undefined ? undefined : Math.ceil(Math.min(Math.max(0, wish), longestWaitMs));
}

/** Date's parser reads almost anything as a date: only what begins like one is shown to it. */
function waitUntil(text: string, nowMs: number): number | undefined {
  const dateMs = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*gmt$/i.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isFinite(dateMs) ? dateMs - nowMs : undefined;
}
