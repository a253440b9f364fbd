import { Failure } from '../domain/failure.ts';
import { jsonDepth } from '../domain/json-depth.ts';

/** Deeper than any config is; beyond it the careful parsers, which recurse, would run out of stack. */
const deepestNesting = 100;

/** A text as JSON, or where it stops being JSON and what should stand there. Both numbers count from 1. */
export type ParsedText =
  | { readonly kind: 'json'; readonly json: unknown }
  | {
      readonly kind: 'broken';
      readonly line: number;
      readonly column: number;
      readonly expected: string;
    };

/** Reads a text as strict JSON. `JSON.parse` decides; the parser that knows positions is loaded only when it has said no. */
export async function parseText(text: string): Promise<ParsedText> {
  if (jsonDepth(text) > deepestNesting)
    return { kind: 'broken', line: 1, column: 1, expected: `at most ${deepestNesting} levels` };
  try {
    return { kind: 'json', json: JSON.parse(text) };
  } catch {
    // The parser's own error quotes the text around the fault, which may be a secret: it goes no further.
    const { findSyntaxError } = await import('./config-position.ts');
    return { kind: 'broken', ...findSyntaxError(text) };
  }
}

/** A config file's text as JSON. Throws `invalid-config` with the path, line and column of what is not JSON. */
export async function parseConfig(path: string, text: string): Promise<unknown> {
  const parsed = await parseText(text);
  if (parsed.kind === 'json') return parsed.json;
  const subject = `${path}:${parsed.line}:${parsed.column} (expected ${parsed.expected})`;
  throw new Failure('invalid-config', `config file is not JSON: ${subject}`, {
    detail: { code: 'config-syntax', subject },
  });
}

/** A value of the file that can't be used: where, which, and what it should be. Never the value. */
export async function valueFailure(
  path: string,
  text: string,
  keys: readonly (string | number)[],
  expected: string,
): Promise<Failure> {
  const { findKey } = await import('./config-position.ts');
  const { line, column } = findKey(text, keys);
  const subject = `${path}:${line}:${column} (${formatKeys(keys)}: ${expected})`;
  return new Failure('invalid-config', `config value not usable: ${subject}`, {
    detail: { code: 'config-value', subject },
  });
}

/** `['providers', 0, 'source']` → `providers[0].source`; the whole file is `config`. */
export function formatKeys(keys: readonly (string | number)[]): string {
  const text = keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${shownKey(key)}`))
    .join('');
  return text === '' ? 'config' : text.replace(/^\./, '');
}

/** A secret may have been pasted where a name belongs, so only what can be a name is shown. */
function shownKey(key: string): string {
  return /^[a-z_][\w.-]{0,29}$/i.test(key) && !/^(sk-|eyJ)/i.test(key) ? key : '…';
}
