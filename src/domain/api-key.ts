/**
 * What a text given as API key looks like. `other` is accepted: Kimi may change the shape of its
 * keys.
 */
export type ApiKeyShape = 'kimi-code' | 'open-platform' | 'jwt' | 'empty' | 'other';

/**
 * Classifies keys by their shape, without surrounding spaces and quotes. The Kimi Code Console
 * creates `sk-kimi-…`; every other `sk-…` is an Open Platform key, which Kimi Code rejects with
 * 401. A JWT is the token of a web session or a login, not a key.
 */
export function classifyApiKey(raw: string): ApiKeyShape {
  const key = unwrapText(raw);
  if (key === undefined) return 'empty';
  if (/^sk-kimi-/i.test(key)) return 'kimi-code';
  if (/^sk-/i.test(key)) return 'open-platform';
  return isJwtShaped(key) ? 'jwt' : 'other';
}

/** Has it the three parts of a JWT, the first of which is a JSON object? */
export function isJwtShaped(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}

/**
 * A pasted or exported text without surrounding spaces and one pair of quotes; undefined if nothing
 * is left.
 */
export function unwrapText(raw: string): string | undefined {
  const trimmed = raw.trim();
  const quoted = trimmed.length >= 2 && /^(["']).*\1$/s.test(trimmed);
  const text = quoted ? trimmed.slice(1, -1).trim() : trimmed;
  return text === '' ? undefined : text;
}
