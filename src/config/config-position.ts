import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type { JsonPath } from './json-path.ts';

/** A position in a text. Both count from 1, columns in UTF-16 units as editors do. */
export type Position = { readonly line: number; readonly column: number };

/** The position at which a text stops being JSON, and what was expected there. */
export function findSyntaxError(text: string): Position & { readonly expected: string } {
  // PowerShell's `>` writes UTF-16, which reads as text full of NULs.
  if (text.includes('\0') || text.startsWith('\uFFFD'))
    return { line: 1, column: 1, expected: 'UTF-8 text' };
  const errors: ParseError[] = [];
  parseTree(text, errors, strict);
  const [error, next] = errors;
  if (error === undefined) return { line: 1, column: 1, expected: 'JSON' };
  const comma = commaBefore(text, error);
  if (comma !== undefined)
    return { ...positionOf(text, comma), expected: `no "," before "${text[error.offset]}"` };
  return {
    ...positionOf(text, error.offset),
    expected: expectedAt(errorName(error), errorName(next)),
  };
}

/** The position of a key, or of its nearest ancestor in the file. */
export function findKey(text: string, keys: JsonPath): Position {
  const tree = parseTree(text, [], strict);
  if (tree === undefined) return { line: 1, column: 1 };
  for (let length = keys.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, keys.slice(0, length));
    if (node !== undefined) return positionOf(text, startOf(node));
  }
  return positionOf(text, tree.offset);
}

/**
 * Every key that an object has more than once. JSON takes the last one, which is rarely intended.
 */
export function findRepeatedKeys(text: string): { readonly at: Position; readonly key: string }[] {
  const tree = parseTree(text, [], strict);
  return tree === undefined
    ? []
    : repeatedIn(tree).map((name) => ({
        at: positionOf(text, name.offset),
        key: String(name.value),
      }));
}

function repeatedIn(node: Node): Node[] {
  const children = node.children ?? [];
  const names =
    node.type === 'object'
      ? children.flatMap((property) => property.children?.slice(0, 1) ?? [])
      : [];
  const values = names.map((name): unknown => name.value);
  const repeated = names.filter((name, index) => values.indexOf(name.value) < index);
  return repeated.concat(children.flatMap(repeatedIn));
}

const strict = { disallowComments: true, allowTrailingComma: false };

function positionOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** A property starts at its name, an item of a list at itself. */
function startOf(node: Node): number {
  return node.parent?.type === 'property' ? node.parent.offset : node.offset;
}

/** The offset of a trailing comma, if the error is the closing bracket after it. */
function commaBefore(text: string, { offset }: ParseError): number | undefined {
  if (text[offset] !== '}' && text[offset] !== ']') return undefined;
  const before = text.slice(0, offset).trimEnd();
  return before.endsWith(',') ? before.length - 1 : undefined;
}

function errorName(error: ParseError | undefined): string | undefined {
  return error === undefined ? undefined : printParseErrorCode(error.error);
}

/**
 * What was expected at the first error; the second one distinguishes an invalid name from an
 * invalid value.
 */
function expectedAt(error: string | undefined, next: string | undefined): string {
  if (error === 'InvalidSymbol') {
    if (next === 'PropertyNameExpected') return expectations.PropertyNameExpected;
    return next === undefined ? expectations.EndOfFileExpected : 'a value';
  }
  return Object.entries(expectations).find(([name]) => name === error)?.[1] ?? 'a value';
}

const expectations = {
  CommaExpected: '","',
  ColonExpected: '":"',
  CloseBraceExpected: '"}"',
  CloseBracketExpected: '"]"',
  PropertyNameExpected: 'a name in double quotes',
  InvalidCommentToken: 'no comments',
  UnexpectedEndOfComment: 'no comments',
  UnexpectedEndOfString: 'a closing double quote',
  UnexpectedEndOfNumber: 'a digit',
  InvalidEscapeCharacter: 'a valid escape',
  InvalidUnicode: 'a valid escape',
  InvalidCharacter: 'no control characters',
  EndOfFileExpected: 'the end of the file',
};
