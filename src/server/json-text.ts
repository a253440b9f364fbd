/** Control characters that JSON leaves as they are, and what hides words or turns them round: names come from outside. */
const unsafe = /[\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

/** A value as JSON that can also be looked at in a terminal: the same value, its unsafe signs written as `\uXXXX`. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
