import type { JsonObject } from './reply.ts';

/**
 * The same body with the caller's credential in every text that Kimi may fill freely: names,
 * labels, plan, user, currency. To check that none of it is ever shown or cached.
 */
export function leakInto(body: JsonObject, credential: string): JsonObject {
  const leaked = Object.entries(body).map(([key, inner]) => [
    key,
    wordKeys.has(key) && typeof inner === 'string'
      ? `${inner} ${credential}`
      : leakAt(inner, credential),
  ]);
  // Rows of counts and of windows may have a name, although the real Kimi gives none.
  const isNamed = 'limit' in body || 'window' in body || 'user_id' in body;
  const name = isNamed ? { name: `Limit of ${credential}`, email: credential } : undefined;
  return { ...Object.fromEntries(leaked), ...name };
}

const wordKeys = new Set([
  'userId',
  'user_id',
  'nickname',
  'user_level_name',
  'level',
  'currency',
  'id',
]);

function leakAt(value: unknown, credential: string): unknown {
  if (Array.isArray(value)) return value.map((item) => leakAt(item, credential));
  return isJsonObject(value) ? leakInto(value, credential) : value;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
