import { Failure } from '../domain/failure.ts';
import { isNestedDeeper } from '../domain/json-depth.ts';
import { formatPath } from './json-path.ts';
import type { ValueProblem } from './check.ts';

/** Deeper than any config file; the parsers recurse and would run out of stack. */
const maxNesting = 100;

/**
 * A text as JSON, or where it stops being JSON and what was expected there. Both numbers count from
 * 1.
 */
export type ParsedText =
  | { readonly kind: 'json'; readonly json: unknown }
  | {
      readonly kind: 'broken';
      readonly line: number;
      readonly column: number;
      readonly expected: string;
    };

/**
 * Reads a text as strict JSON. The parser that knows positions is loaded only if `JSON.parse`
 * fails.
 */
export async function parseText(text: string): Promise<ParsedText> {
  if (isNestedDeeper(text, maxNesting))
    return { kind: 'broken', line: 1, column: 1, expected: `at most ${maxNesting} levels` };
  try {
    return { kind: 'json', json: JSON.parse(text) };
  } catch {
    // The error of JSON.parse quotes the text around the fault, which may be a secret.
    const { findSyntaxError } = await import('./config-position.ts');
    return { kind: 'broken', ...findSyntaxError(text) };
  }
}

/** A config file's path and text. */
export type ConfigText = { readonly path: string; readonly text: string };

/**
 * A config file's text as JSON. Throws `invalid-config` with the path, line and column of a syntax
 * error.
 */
export async function parseConfig({ path, text }: ConfigText): Promise<unknown> {
  const parsed = await parseText(text);
  if (parsed.kind === 'json') return parsed.json;
  const subject = `${path}:${parsed.line}:${parsed.column} (expected ${parsed.expected})`;
  throw new Failure('invalid-config', `config file is not JSON: ${subject}`, {
    detail: { code: 'config-syntax', subject },
  });
}

/**
 * The failure for a value that cannot be used: its position and what was expected, never the value.
 */
export async function valueFailure(
  { path, text }: ConfigText,
  problem: ValueProblem,
): Promise<Failure> {
  const { findKey } = await import('./config-position.ts');
  const { line, column } = findKey(text, problem.path);
  const subject = `${path}:${line}:${column} (${formatPath(problem.path)}: ${problem.expected})`;
  return new Failure('invalid-config', `config value not usable: ${subject}`, {
    detail: { code: 'config-value', subject },
  });
}
