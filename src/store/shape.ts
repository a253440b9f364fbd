/** Says whether a value from disk has the shape that was written. */
export type Shape = (value: unknown) => boolean;

type Shapes = Readonly<Record<string, Shape>>;

// A schema library would say the same in other words; loading one takes a tenth of the time that a kept reading takes to show.

export const aText: Shape = (value) => typeof value === 'string';
export const aFlag: Shape = (value) => typeof value === 'boolean';
export const aNumber: Shape = (value) => Number.isFinite(value);
export const aPercent: Shape = (value) => typeof value === 'number' && value >= 0 && value <= 100;

export function oneOf(...words: readonly string[]): Shape {
  return (value) => typeof value === 'string' && words.includes(value);
}

export function aList(of: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(of);
}

/** An object whose keys may be any, its values of one shape. */
export function aRecord(of: Shape): Shape {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(of);
}

/** An object with these keys, and perhaps those; others are not looked at. */
export function anObject(needed: Shapes, possible: Shapes = {}): Shape {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const fields = value as Readonly<Record<string, unknown>>;
    return (
      Object.entries(needed).every(([key, shape]) => shape(fields[key])) &&
      Object.entries(possible).every(
        ([key, shape]) => fields[key] === undefined || shape(fields[key]),
      )
    );
  };
}
