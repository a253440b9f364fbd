/** What stands at these keys of parsed JSON; undefined where nothing does. */
export function valueAt(json: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce(
    (inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key],
    json,
  );
}
