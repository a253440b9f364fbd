import type { JsonObject } from './quota-rows.ts';

/**
 * The same body with the caller's credential repeated wherever the service may put words of its own:
 * names, labels, plan, user, currency. For checking that none of it is ever shown or kept.
 */
export function leakInto(body: JsonObject, credential: string): JsonObject {
  return leakAt(body, credential) as JsonObject;
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
  if (typeof value !== 'object' || value === null) return value;
  const leaked = Object.entries(value).map(([key, inner]) => [
    key,
    wordKeys.has(key) && typeof inner === 'string'
      ? `${inner} ${credential}`
      : leakAt(inner, credential),
  ]);
  // A row of counts or of a window may carry a name; the real service gives none.
  const name =
    'limit' in value || 'window' in value || 'user_id' in value
      ? { name: `Limit of ${credential}`, email: credential }
      : {};
  return { ...Object.fromEntries(leaked), ...name };
}
