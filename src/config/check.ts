import { isFlag, isListOf, isObject, isOneOf, isText, type Guard } from '../domain/shape.ts';
import type { JsonPath } from './json-path.ts';

/** A value of the file that cannot be used. Never holds the value itself: it may be a secret. */
export type ValueProblem = { readonly path: JsonPath; readonly expected: string };

/**
 * Recognises a value of the file and says what is wrong with any other. Every run reads settings,
 * and a schema library would take as long to load as the rest of the settings.
 */
export type Check<T> = {
  readonly is: Guard<T>;
  /** What is wrong with a value, part by part; nothing if `is` accepts it. */
  readonly problems: (json: unknown, path: JsonPath) => readonly ValueProblem[];
};

/** The type of the values that a check accepts. */
export type Checked<Each> = Each extends Check<infer T> ? T : never;

export const string = check(isText, 'string');
export const boolean = check(isFlag, 'true | false');

export function oneOf<const Choice extends string | number>(
  choices: readonly Choice[],
): Check<Choice> {
  return check(isOneOf(...choices), choices.join(' | '));
}

/** A value of another check that also meets a condition. */
export function where<T>(
  inner: Check<T>,
  expected: string,
  isMet: (value: T) => boolean,
): Check<T> {
  return {
    is: (json): json is T => inner.is(json) && isMet(json),
    problems: (json, path) =>
      inner.is(json) ? (isMet(json) ? [] : [{ path, expected }]) : inner.problems(json, path),
  };
}

export function wholeNumber(
  min: number,
  max: number,
  expected = `${min} to ${max}`,
): Check<number> {
  const whole = where(check(isNumber, 'number'), 'a whole number', Number.isInteger);
  return where(whole, expected, (number) => number >= min && number <= max);
}

/** A list that has at most `max` items. `expected` says so. */
export function listOf<T>(item: Check<T>, max = Infinity, expected = 'array'): Check<readonly T[]> {
  const list: Check<readonly T[]> = {
    is: isListOf(item.is),
    problems: (json, path) =>
      Array.isArray(json)
        ? json.flatMap((each: unknown, index) => item.problems(each, [...path, index]))
        : [{ path, expected: 'array' }],
  };
  return where(list, expected, ({ length }) => length <= max);
}

/** A value that may be missing; by default, `null` means the same. */
export function optional<T>(
  { is, problems }: Check<T>,
  isAbsent: (json: unknown) => boolean = (json) => json === undefined || json === null,
): Check<T | undefined | null> {
  return {
    is: (json): json is T | undefined | null => isAbsent(json) || is(json),
    problems: (json, path) => (isAbsent(json) ? [] : problems(json, path)),
  };
}

/** One of two kinds of values, which `isFirst` tells apart. */
export function either<A, B>(
  isFirst: (json: unknown) => boolean,
  first: Check<A>,
  second: Check<B>,
): Check<A | B> {
  return {
    is: (json): json is A | B => (isFirst(json) ? first.is(json) : second.is(json)),
    problems: (json, path) => (isFirst(json) ? first : second).problems(json, path),
  };
}

type Entries = Readonly<Record<string, Check<unknown>>>;
/** A value that may be undefined may also be absent. */
type ObjectOf<E extends Entries> = {
  readonly [Key in keyof E as undefined extends Checked<E[Key]> ? never : Key]: Checked<E[Key]>;
} & {
  readonly [Key in keyof E as undefined extends Checked<E[Key]> ? Key : never]?: Checked<E[Key]>;
};

/** An object with these entries; other keys pass. */
export function objectOf<const E extends Entries>(entries: E): Check<ObjectOf<E>> {
  const problems = (json: unknown, path: JsonPath): readonly ValueProblem[] =>
    isObject(json)
      ? Object.entries(entries).flatMap(([key, { problems: of }]) => of(json[key], [...path, key]))
      : [{ path, expected: 'object' }];
  return { is: (json): json is ObjectOf<E> => problems(json, []).length === 0, problems };
}

/** An object with these entries and no other keys. */
export function strictObjectOf(entries: Entries): Check<unknown> {
  const { problems } = objectOf(entries);
  return {
    is: (json): json is unknown =>
      problems(json, []).length === 0 && unknownKeys(json).length === 0,
    problems: (json, path) => [
      ...problems(json, path),
      ...unknownKeys(json).map((key) => ({ path: [...path, key], expected: 'absent' })),
    ],
  };

  function unknownKeys(json: unknown): readonly string[] {
    return Object.keys(isObject(json) ? json : {}).filter((key) => !Object.hasOwn(entries, key));
  }
}

/** A check of a value without parts. */
export function check<T>(is: Guard<T>, expected: string): Check<T> {
  return { is, problems: (json, path) => (is(json) ? [] : [{ path, expected }]) };
}

function isNumber(json: unknown): json is number {
  return typeof json === 'number';
}

/** For `optional`: `null` is a value of its own. */
export function isUndefined(json: unknown): boolean {
  return json === undefined;
}
