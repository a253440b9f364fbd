import { isHeaderWord } from './header-text.ts';

/**
 * What a text given as API key looks like. `other` is accepted: Kimi may change the shape of its
 * keys. `unusable` has spaces or characters that no key has.
 */
export type ApiKeyShape = 'kimi-code' | 'open-platform' | 'jwt' | 'empty' | 'unusable' | 'other';

/**
 * Classifies keys by their shape, after {@link cleanApiKey}. The Kimi Code Console creates
 * `sk-kimi-…`; every other `sk-…` is an Open Platform key, which Kimi Code rejects with 401. A JWT
 * or a `kimi-auth` cookie is a web session or a login, not a key.
 */
export function classifyApiKey(raw: string): ApiKeyShape {
  const key = cleanApiKey(raw);
  if (key === undefined) return 'empty';
  if (isJwtShaped(key) || /kimi-auth=/i.test(key)) return 'jwt';
  if (!isHeaderWord(key)) return 'unusable';
  if (/^sk-kimi-/i.test(key)) return 'kimi-code';
  return /^sk-/i.test(key) ? 'open-platform' : 'other';
}

/**
 * The key in a text copied from a shell file, a chat or a web page: `export NAME_KEY=…`,
 * `Bearer …`, quotes, and what {@link plainText} replaces are removed. Undefined if nothing is left.
 */
export function cleanApiKey(raw: string): string | undefined {
  const text = unwrapText(plainText(raw)) ?? '';
  return unwrapText(text.replace(assignment, '').replace(bearerPrefix, ''));
}

const assignment = /^(?:export\s+|set\s+|\$env:)?[a-z_]\w*(?:key|token)\s*=\s*/i;
const bearerPrefix = /^(?:Authorization\s*:\s*)?Bearer\s+/i;

/**
 * A pasted text in plain ASCII as far as that is unambiguous: without invisible characters, with
 * straight quotes, and with full-width letters and special hyphens as their usual forms.
 */
export function plainText(raw: string): string {
  return raw
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb\u300c\u300d]/g, '"')
    .replace(/[\u2010\u2011]/g, '-');
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
