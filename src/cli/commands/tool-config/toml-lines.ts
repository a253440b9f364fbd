import { gapAfter, lineEnd, withoutPart } from './text-change.ts';

/** A key in a table whose name is one bare word. */
export type TomlPlace = { readonly table: string; readonly key: string };

/** The lines of a table, from after its header to before the next one. */
type Section = { readonly headerAt: number; readonly from: number; readonly to: number };

/**
 * The text with `key = value` in its table: on the key's line, else below the table's header, else
 * in a new table at the end. `value` is TOML. If the key is written in another form, the result
 * has it twice, which is invalid.
 */
export function putLine(text: string, { table, key }: TomlPlace, value: string): string {
  const eol = lineEnd(text);
  const section = sectionOf(text, table);
  if (section === undefined)
    return `${text}${gapAfter(text, eol)}[${table}]${eol}${key} = ${value}${eol}`;
  const line = lineOf(text, section, key);
  if (line !== undefined) return text.slice(0, line.valueAt) + value + text.slice(line.valueEnd);
  const indent = /^([ \t]*)[\w"']/.exec(text.slice(section.from, section.to))?.[1] ?? '';
  const header = text.slice(0, section.from);
  return `${header}${header.endsWith('\n') ? '' : eol}${indent}${key} = ${value}${eol}${text.slice(section.from)}`;
}

/**
 * The text without the key's line and, if the table is empty then, without its header. Undefined if
 * there is no such line.
 */
export function dropLine(text: string, { table, key }: TomlPlace): string | undefined {
  const section = sectionOf(text, table);
  const line = section === undefined ? undefined : lineOf(text, section, key);
  if (section === undefined || line === undefined) return undefined;
  const rest = text.slice(section.from, line.from) + text.slice(line.to, section.to);
  if (rest.trim() !== '' || !/\]\s*$/.test(text.slice(section.headerAt, section.from)))
    return text.slice(0, line.from) + text.slice(line.to);
  return withoutPart(text, section.headerAt, section.to);
}

function sectionOf(text: string, table: string): Section | undefined {
  const header = new RegExp(
    `^[ \\t]*\\[[ \\t]*${table}[ \\t]*\\][ \\t]*(#.*)?(\\r?\\n|$)`,
    'm',
  ).exec(text);
  if (header === null) return undefined;
  const from = header.index + header[0].length;
  const next = /^[ \t]*\[/m.exec(text.slice(from));
  return { headerAt: header.index, from, to: next === null ? text.length : from + next.index };
}

/** The key's line: a quoted value, and perhaps a comment. */
function lineOf(text: string, { from, to }: Section, key: string) {
  const found = new RegExp(
    `^([ \\t]*${key}[ \\t]*=[ \\t]*)("(?:[^"\\\\\\r\\n]|\\\\.)*"|'[^'\\r\\n]*')[ \\t]*(#.*)?(\\r?\\n|$)`,
    'm',
  ).exec(text.slice(from, to));
  if (found === null) return undefined;
  const [whole, before = '', value = ''] = found;
  const at = from + found.index;
  return {
    from: at,
    to: at + whole.length,
    valueAt: at + before.length,
    valueEnd: at + before.length + value.length,
  };
}
