import { isObject } from '../../domain/shape.ts';

/** A JSON object whose fields are still unchecked. */
export type WireRecord = Readonly<Record<string, unknown>>;

/**
 * Kimi's numbers come as JSON numbers or as decimal text; `Number` alone would also take "", true,
 * [5] and 0x10.
 */
const decimal = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The value as an object, or undefined for anything else (arrays and null too). */
export function recordOf(value: unknown): WireRecord | undefined {
  return isObject(value) ? value : undefined;
}

/**
 * The first of several spellings of a field that is present and not null; inherited names never
 * count.
 */
export function fieldOf(value: unknown, ...names: readonly string[]): unknown {
  const record = recordOf(value);
  if (record === undefined) return undefined;
  const name = names.find(
    (candidate) =>
      Object.hasOwn(record, candidate) && (record[candidate] ?? undefined) !== undefined,
  );
  return name === undefined ? undefined : record[name];
}

/**
 * A finite number, from a number or decimal text with spaces around it; undefined for everything
 * else.
 */
export function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && decimal.test(value.trim()) ? Number(value.trim()) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A number that is not negative. */
export function amountOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number >= 0 ? Math.abs(number) : undefined;
}

/** Non-empty text, trimmed and cut to a length that can be shown. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim().slice(0, 120) : '';
  return text === '' ? undefined : text;
}

/** A list's first 32 entries; none if it is not a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 32) : [];
}
