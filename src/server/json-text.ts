/** Control and format characters (what hides words or turns them round) that JSON leaves as they are: names come from outside. */
const unsafe = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as JSON that can also be looked at in a terminal: the same value, its unsafe signs written as `\uXXXX`. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (sign) =>
    Array.from({ length: sign.length }, (_, at) => escaped(sign.charCodeAt(at))).join(''),
  );
}

/** A sign beyond U+FFFF is written as its two halves. */
function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
