/** What a text given as API key is, by its shape alone. `other` is accepted: Kimi may change the shape of its keys. */
export type ApiKeyShape = 'kimi-code' | 'open-platform' | 'jwt' | 'empty' | 'other';

/**
 * Tells keys apart by their shape, after blanks and wrapping quotes are taken off.
 * Kimi Code's console makes `sk-kimi-…`; every other `sk-…` is the Open Platform's, which Kimi Code refuses with 401.
 * A JWT is a web session's or a login's token, not a key.
 */
export function classifyApiKey(raw: string): ApiKeyShape {
  const key = unwrapText(raw);
  if (key === undefined) return 'empty';
  if (/^sk-kimi-/i.test(key)) return 'kimi-code';
  if (/^sk-/i.test(key)) return 'open-platform';
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(key) ? 'jwt' : 'other';
}

/** A pasted or exported text without its blanks and one pair of wrapping quotes; undefined when nothing is left. */
export function unwrapText(raw: string): string | undefined {
  const trimmed = raw.trim();
  const quoted = trimmed.length >= 2 && /^(["']).*\1$/s.test(trimmed);
  const text = quoted ? trimmed.slice(1, -1).trim() : trimmed;
  return text === '' ? undefined : text;
}
