import { parse, patch } from '@decimalturn/toml-patch';
import { isObject } from '../../../domain/shape.ts';
import { lineEnd, shownValue, type TextChange, type TextEditor } from './text-change.ts';
import { dropLine, putLine, type TomlPlace } from './toml-lines.ts';

type Table = Readonly<Record<string, unknown>>;

export type TomlEntry = TomlPlace & {
  readonly value: string;
  readonly isOurs: (value: unknown) => boolean;
};

/**
 * An editor for one text value in one table of a TOML file. Whole lines are added and removed, so
 * that comments and indentation stay; inline tables and dotted keys are left to a library. The
 * result must parse to the intended value, or nothing changes.
 */
export function tomlEditor({ table, key, value, isOurs }: TomlEntry): TextEditor {
  const change = (text: string, next: unknown): TextChange => {
    const present = parseToml(text);
    if (present === undefined) return { kind: 'broken', why: 'TOML' };
    const wanted = wantedFile(present, { table, key }, next);
    if (wanted === undefined) return { kind: 'in-the-way' };
    const candidates = [
      () =>
        next === undefined
          ? dropLine(text, { table, key })
          : putLine(text, { table, key }, JSON.stringify(next)),
      () => endLine(patch(text, wanted), lineEnd(text)),
    ];
    const after = candidates
      .map((make) => make())
      .find((made) => made !== undefined && isSameToml(wanted, made));
    return after === undefined ? { kind: 'in-the-way' } : { kind: 'changed', text: after };
  };
  return {
    snippet: `[${table}]\n${key} = ${JSON.stringify(value)}`,
    add(text = '', force) {
      const present = valueIn(text, { table, key });
      if (present === value) return { kind: 'same' };
      if (present !== undefined && present !== '' && !isOurs(present) && !force)
        return { kind: 'own', command: shownValue(present) };
      return change(text, value);
    },
    remove(text, before) {
      if (!isOurs(valueIn(text, { table, key }))) return { kind: 'same' };
      const replaced = before === undefined ? undefined : valueIn(before, { table, key });
      return change(text, isOurs(replaced) ? undefined : replaced);
    },
  };
}

/** Undefined for text that is not TOML. */
export function parseToml(text: string): Table | undefined {
  try {
    const parsed: unknown = parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The whole file with one value changed or, if `next` is undefined, removed; empty tables are left
 * out. Undefined if the table's name has another value.
 */
function wantedFile(present: Table, { table, key }: TomlPlace, next: unknown): Table | undefined {
  const { [table]: inner = {}, ...others } = present;
  if (!isObject(inner)) return undefined;
  const { [key]: _, ...rest } = inner;
  const changed = next === undefined ? rest : { ...inner, [key]: next };
  return Object.keys(changed).length === 0 ? others : { ...present, [table]: changed };
}

function isSameToml(wanted: Table, text: string): boolean {
  return canonical(parseToml(text)) === canonical(wanted);
}

/**
 * JSON with sorted keys: the position of a table in the file means nothing, and neither does an
 * empty table.
 */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner))
      return typeof inner === 'bigint' ? String(inner) : inner;
    const entries = Object.entries(inner).filter(([, one]) => JSON.stringify(one) !== '{}');
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function valueIn(text: string, { table, key }: TomlPlace): unknown {
  const inner = parseToml(text)?.[table];
  return isObject(inner) ? inner[key] : undefined;
}

function endLine(text: string, eol: string): string {
  return text === '' || text.endsWith('\n') ? text : text + eol;
}
