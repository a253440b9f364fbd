import { isObject } from '../../domain/shape.ts';
import type { Wall } from '../../domain/token-use.ts';

const windowWords = [
  { window: 'session', words: /5[- ]?h(our)?s?\b/i },
  { window: 'weekly', words: /\bweek(ly)?\b|7[- ]days?/i },
  { window: 'monthly', words: /\bmonth(ly)?\b/i },
] as const;

/**
 * The wall in a `turn.ended` record: Kimi refused the call because a quota was used up. A 401 is a
 * bad key, a 5xx an outage, and a plain 429 too many requests at once. The message is only searched
 * for the window's name.
 */
export function wallOf(
  { error, time, reason }: Readonly<Record<string, unknown>>,
  sessionId: string,
): Wall | undefined {
  if (reason !== 'failed' || typeof time !== 'number' || !isObject(error)) return undefined;
  const { code, name, message, details } = error;
  const status = isObject(details) ? details['statusCode'] : undefined;
  const text = typeof message === 'string' ? message : '';
  const isRefusal = status === 403 || status === 429 || status === 402;
  const saysQuota = /\b(usage|rate) limit\b|\bquota\b|access_terminated_error/i.test(text);
  const window = windowWords.find(({ words }) => words.test(text))?.window;
  const isQuota =
    name === 'APIProviderQuotaExhaustedError' ||
    (isRefusal &&
      saysQuota &&
      (status !== 429 || window !== undefined || /usage limit|quota/i.test(text)));
  if (!isQuota) return undefined;
  const known = typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : 'unknown';
  return { at: time, agent: 'kimi-code', sessionId, code: known, window };
}
