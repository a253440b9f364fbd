/**
 * Checks a value from disk or from another process and narrows it. Loads in no time, unlike a
 * schema library.
 */
export type Guard<T> = (value: unknown) => value is T;

/** A guard for each property of `T`. */
type Shape<T> = { readonly [Key in keyof T]-?: Guard<T[Key]> };

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isFlag: Guard<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value);
export const isPercent: Guard<number> = (value): value is number =>
  typeof value === 'number' && value >= 0 && value <= 100;

/** A word of a list that may grow: a later version's words pass, too. */
export function isWord<Word extends string>(value: unknown): value is Word {
  return typeof value === 'string';
}

/** Narrows to a plain object, whatever its properties. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isOneOf<const Choices extends readonly unknown[]>(
  ...choices: Choices
): Guard<Choices[number]> {
  return (value): value is Choices[number] => choices.includes(value);
}

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function isListOf<T>(isItem: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(isItem);
}

/** An object with any keys, all of whose values pass. */
export function isRecordOf<T>(isValue: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.values(value).every(isValue);
}

/** An object with these properties; further ones are ignored. */
export function isShape<T extends object>(shape: Shape<T>): Guard<T> {
  return (value): value is T => {
    if (!isObject(value)) return false;
    for (const key in shape) if (!shape[key](value[key])) return false;
    return true;
  };
}
