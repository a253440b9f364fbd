import { classifyApiKey } from '../domain/api-key.ts';
import { keyringId } from '../domain/keyring-key.ts';
import { Secret } from '../domain/secret.ts';
import type { JsonPath } from './json-path.ts';

/** Names of keys whose texts are secrets, also in sections that KimiBar does not know. */
const secretName = /key|token|cookie|secret|passw|authorization|credential|header|webhook/i;

/**
 * A copy of parsed JSON with every secret replaced by its hint: texts at any depth below such a
 * name, texts that look like a key or token, and the user info of URLs. Masks too much rather than
 * too little.
 */
export function maskSecrets(json: unknown): unknown {
  return mask(json, false);
}

/** The path of the first secret in parsed JSON, by the same rules. */
export function findSecret(json: unknown): JsonPath | undefined {
  return secretBelow(json, { path: [], isSecret: false });
}

function secretBelow(
  value: unknown,
  { path, isSecret }: { readonly path: JsonPath; readonly isSecret: boolean },
): JsonPath | undefined {
  if (typeof value === 'string') return isKept(value, isSecret) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item])
    : Object.entries(value);
  for (const [key, inner] of entries) {
    const below = { path: [...path, key], isSecret: isSecret || isSecretName(String(key)) };
    const found = secretBelow(inner, below);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A secret itself, not a reference to the system keyring. */
function isKept(text: string, isSecret: boolean): boolean {
  const isReference = keyringId(text.trim()) !== undefined;
  return !isReference && ((isSecret && text.trim() !== '') || looksSecret(text));
}

/** A URL without its user info and query, which may hold a password. */
export function maskUrl(text: string): string {
  return text.replace(/\/\/[^/?#]*@/, '//…@').replace(/[?#].*$/s, '?…');
}

function mask(value: unknown, secret: boolean): unknown {
  if (typeof value === 'string')
    return secret || looksSecret(value) ? new Secret(value.trim()).hint() : maskText(value);
  if (Array.isArray(value)) return value.map((item) => mask(item, secret));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, mask(inner, secret || isSecretName(key))] as const,
  );
  return Object.fromEntries(entries);
}

/** `cookieSource` is a choice, not a secret. */
function isSecretName(key: string): boolean {
  return secretName.test(key) && key !== 'cookieSource';
}

function looksSecret(text: string): boolean {
  const shape = classifyApiKey(text);
  return (
    shape === 'kimi-code' ||
    shape === 'open-platform' ||
    /eyJ[\w-]+\.|kimi-auth=|\bsk-|bearer /i.test(text)
  );
}

function maskText(text: string): string {
  return /^\w+:\/\//.test(text) ? maskUrl(text) : text;
}
