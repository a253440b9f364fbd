/**
 * Control and format characters that JSON leaves as they are; names come from outside and may hide
 * or reverse text.
 */
const unsafe = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * JSON that is safe to print in a terminal: unsafe characters are written as `\uXXXX`. `indent` is
 * the number of spaces of a level; without it all is one line.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(unsafe, (character) =>
    // Characters beyond U+FFFF become two halves.
    Array.from({ length: character.length }, (_, index) => escapeUnit(character, index)).join(''),
  );
}

function escapeUnit(text: string, index: number): string {
  return `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
