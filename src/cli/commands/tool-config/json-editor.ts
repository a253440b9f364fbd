import { parse, type ParseError } from 'jsonc-parser';
import { changeText } from '../../../config/change-text.ts';
import { valueAt } from '../../../config/json-path.ts';
import type { TextChange, TextEditor } from './text-change.ts';

type Keys = readonly (string | number)[];
type Edit = { readonly keys: Keys; readonly value: unknown };

export type JsonEntry = {
  /** The path to it in the file. */
  readonly keys: (json: unknown) => Keys;
  readonly value: unknown;
  readonly isOurs: (value: unknown) => boolean;
  /** The user's own command in its place, as text. */
  readonly ownCommand: (value: unknown) => string;
  /** What has to change along with it. */
  readonly also?: ((json: unknown, adding: boolean) => readonly Edit[]) | undefined;
  readonly snippet: string;
};

/** An editor for one entry of a JSON file, which may have comments and trailing commas. */
export function jsonEditor({
  keys,
  value,
  isOurs,
  ownCommand,
  also = () => [],
  snippet,
}: JsonEntry): TextEditor {
  const change = (text: string, next: unknown, more: readonly Edit[]): TextChange => {
    const after = changeText(text, [{ keys: keys(parseJson(text)), value: next }, ...more]);
    const present = valueAt(parseJson(after), keys(parseJson(text)));
    return JSON.stringify(present) === JSON.stringify(next)
      ? { kind: 'changed', text: after }
      : { kind: 'in-the-way' };
  };
  return {
    snippet,
    add(given, force) {
      const text = given === undefined || given.trim() === '' ? '{}\n' : given;
      const json = parseJson(text);
      if (json === undefined) return { kind: 'broken', why: 'JSON' };
      const present = valueAt(json, keys(json));
      const missing = also(json, true);
      if (JSON.stringify(present) === JSON.stringify(value) && missing.length === 0)
        return { kind: 'same' };
      if (present !== undefined && present !== null && !isOurs(present) && !force)
        return { kind: 'own', command: ownCommand(present) };
      return change(text, value, missing);
    },
    remove(text, before) {
      if (text.trim() === '') return { kind: 'same' };
      const json = parseJson(text);
      if (json === undefined) return { kind: 'broken', why: 'JSON' };
      if (!isOurs(valueAt(json, keys(json)))) return { kind: 'same' };
      const old = before === undefined ? undefined : parseJson(before);
      const replaced = old === undefined ? undefined : valueAt(old, keys(old));
      return change(text, isOurs(replaced) ? undefined : replaced, also(json, false));
    },
  };
}

/** Undefined for text that is not a JSON object or list. */
function parseJson(text: string): unknown {
  const errors: ParseError[] = [];
  const json: unknown = parse(text, errors, { allowTrailingComma: true });
  return errors.length === 0 && typeof json === 'object' && json !== null ? json : undefined;
}
