/**
 * An HTTP date as epoch milliseconds; undefined for anything else: `Date.parse` accepts almost
 * anything.
 */
export function readHttpDate(text: string | undefined): number | undefined {
  const isDate = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*gmt$/i.test(text ?? '');
  const dateMs = isDate ? Date.parse(text ?? '') : Number.NaN;
  return Number.isFinite(dateMs) ? dateMs : undefined;
}

/** A longer delay is a mistake or a trap: no header may lock users out of their own quota. */
const maxRetryAfterMs = 24 * 3_600_000;

/**
 * A `Retry-After` header in milliseconds from `nowMs`: seconds or an HTTP date, at most a day.
 * Undefined if it is neither.
 */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const delayMs = /^\d+(\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : (readHttpDate(text) ?? Number.NaN) - nowMs;
  return Number.isNaN(delayMs)
    ? undefined
    : Math.ceil(Math.min(Math.max(0, delayMs), maxRetryAfterMs));
}
