import { isObject } from '../domain/shape.ts';

/** The keys that lead to a value in parsed JSON; numbers are positions in lists. */
export type JsonPath = readonly (string | number)[];

/** The value at a path; undefined if there is none. */
export function valueAt(json: unknown, path: JsonPath): unknown {
  return path.reduce((inner, key) => {
    if (typeof key === 'number') return Array.isArray(inner) ? inner[key] : undefined;
    return isObject(inner) ? inner[key] : undefined;
  }, json);
}

/** `['providers', 0, 'source']` → `providers[0].source`; the whole file is `config`. */
export function formatPath(path: JsonPath): string {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${printableKey(key)}`))
    .join('');
  return text === '' ? 'config' : text.replace(/^\./, '');
}

/**
 * A name as it may be printed: a secret may have been pasted in its place, so anything else is `…`.
 */
export function printableKey(name: string): string {
  return /^[a-z_][\w.-]{0,29}$/i.test(name) && !/^(sk-|eyJ)/i.test(name) ? name : '…';
}

/** An object with each value at its path; undefined values leave no key, but their section is there. */
export function nest(
  values: readonly (readonly [path: readonly string[], value: unknown])[],
): Record<string, unknown> {
  const byKey = Map.groupBy(values, ([[key = '']]) => key);
  const entries = [...byKey].map(([key, group]) => {
    const leaf = group.find(([path]) => path.length === 1);
    const inner = group.map(([path, value]) => [path.slice(1), value] as const);
    return [key, leaf === undefined ? nest(inner) : leaf[1]] as const;
  });
  return withoutAbsent(Object.fromEntries(entries));
}

/** The same values without those that are undefined, as a file has them. */
export function withoutAbsent<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
