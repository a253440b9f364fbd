import { parse, patch } from '@decimalturn/toml-patch';
import { lineEnd, type TextChange, type TextEditor } from './text-change.ts';
import { dropLine, putLine, type TomlPlace } from './toml-lines.ts';

type Table = Record<string, unknown>;

export type TomlEntry = TomlPlace & {
  readonly value: string;
  readonly isOurs: (value: unknown) => boolean;
};

/**
 * An editor for one text value in one table of a TOML file. Lines are put in and taken out as they are; what is written in
 * another way (inline tables, dotted keys) is left to a library. What comes out must mean what was wanted, or nothing changes.
 */
export function tomlEditor({ table, key, value, isOurs }: TomlEntry): TextEditor {
  const change = (text: string, next: unknown): TextChange => {
    const wanted = wantedTable(text, { table, key }, next);
    if (wanted === undefined) return { kind: 'broken', why: 'TOML' };
    const candidates = [
      () =>
        next === undefined
          ? dropLine(text, { table, key })
          : putLine(text, { table, key }, JSON.stringify(next), lineEnd(text)),
      () => endLine(patch(text, wanted), lineEnd(text)),
    ];
    const after = candidates
      .map((make) => make())
      .find((made) => made !== undefined && meansThe(wanted, made));
    return after === undefined ? { kind: 'broken', why: 'TOML' } : { kind: 'changed', text: after };
  };
  return {
    snippet: `[${table}]\n${key} = ${JSON.stringify(value)}`,
    add(text = '', force) {
      const present = valueIn(text, { table, key });
      if (present === value) return { kind: 'same' };
      if (present !== undefined && !isOurs(present) && !force)
        return { kind: 'own', command: String(present) };
      return change(text, value);
    },
    remove(text, before) {
      if (!isOurs(valueIn(text, { table, key }))) return { kind: 'same' };
      const replaced = before === undefined ? undefined : valueIn(before, { table, key });
      return change(text, isOurs(replaced) ? undefined : replaced);
    },
  };
}

/** Undefined for what is not TOML. */
export function parseToml(text: string): Table | undefined {
  try {
    return parse(text) as Table;
  } catch {
    return undefined;
  }
}

/** The whole file's meaning with one value changed; an empty table is no table. */
function wantedTable(text: string, { table, key }: TomlPlace, next: unknown): Table | undefined {
  const wanted = parseToml(text);
  if (wanted === undefined) return undefined;
  const inner = (wanted[table] ??= {}) as Table;
  if (next === undefined) delete inner[key];
  else inner[key] = next;
  if (Object.keys(inner).length === 0) delete wanted[table];
  return wanted;
}

function meansThe(wanted: Table, text: string): boolean {
  return canonical(parseToml(text)) === canonical(wanted);
}

/** Keys in an order of their own: where a table stands in the file means nothing. Empty tables mean nothing, either. */
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
  return typeof inner === 'object' && inner !== null ? (inner as Table)[key] : undefined;
}

function endLine(text: string, eol: string): string {
  return text === '' || text.endsWith('\n') ? text : text + eol;
}
