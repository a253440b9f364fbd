import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { JsonPath } from './json-path.ts';

/** A value to set; `undefined` removes the key. Missing objects on the path are added. */
export type ConfigChange = { readonly keys: JsonPath; readonly value: unknown };

/** Sets values in a JSON text. The rest keeps its order, numbers, indentation and line ends. */
export function changeText(text: string, changes: readonly ConfigChange[]): string {
  return changes.reduce(changeOne, text);
}

function changeOne(text: string, { keys, value }: ConfigChange): string {
  const root = parseTree(text);
  if (root === undefined) return text;
  const nodes = existingNodes(root, keys);
  const parent = nodes.at(-1) ?? root;
  const missing = keys.slice(nodes.length);
  if (value === undefined) return missing.length > 0 ? text : removeItem(text, parent);
  const [key, ...inner] = missing;
  // A null on the path counts as absent; nothing can be inserted into it.
  if (key === undefined || parent.type === 'null')
    return replaceNode(text, parent, nest(missing, value));
  if (parent.type !== 'object' && parent.type !== 'array') return text;
  const isOnLines = parent === root || text.trim().includes('\n');
  return insertInto(text, parent, { key, value: nest(inner, value), isOnLines });
}

/** The nodes that exist on the path, without the root. */
function existingNodes(root: Node, keys: JsonPath): Node[] {
  const nodes = keys.map((_, index) => findNodeAtLocation(root, keys.slice(0, index + 1)));
  return nodes.filter((node) => node !== undefined);
}

function nest(keys: JsonPath, value: unknown): unknown {
  return keys.reduceRight(
    (inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }),
    value,
  );
}

function replaceNode(text: string, node: Node, value: unknown): string {
  const layout = layoutOf(text, node.parent?.parent ?? node);
  return splice(text, node, formatValue(value, layout, lineIndent(text, node.offset)));
}

type Insertion = {
  readonly key: string | number;
  readonly value: unknown;
  /** The layout for an empty object, which has none of its own. */
  readonly isOnLines: boolean;
};

/** Inserts after the last child, in the layout of the object or list. */
function insertInto(text: string, parent: Node, { key, value, isOnLines }: Insertion): string {
  const last = parent.children?.at(-1);
  const layout = layoutOf(text, parent, isOnLines);
  const name = typeof key === 'number' ? '' : `${JSON.stringify(key)}${layout.colon}`;
  const start = { offset: parent.offset + 1, length: 0 };
  const end = last === undefined ? start : { offset: last.offset + last.length, length: 0 };
  if (layout.kind === 'one-line') {
    const item = name + formatValue(value, layout, '');
    return splice(text, end, last === undefined ? item : layout.comma + item);
  }
  const outer = lineIndent(text, parent.offset);
  const indent = last === undefined ? outer + layout.unit : lineIndent(text, last.offset);
  const item = `${layout.eol}${indent}${name}${formatValue(value, layout, indent)}`;
  if (last !== undefined) return splice(text, end, `,${item}`);
  return splice(text, { ...start, length: parent.length - 2 }, `${item}${layout.eol}${outer}`);
}

/**
 * Removes an item of a list or object with one comma, and its line if that is empty then. Comments
 * stay. (jsonc-parser's own `modify` breaks a list on one line.)
 */
function removeItem(text: string, node: Node): string {
  const item = node.parent?.type === 'property' ? node.parent : node;
  const { parent = item } = item;
  const siblings = parent.children ?? [];
  const before = siblings[siblings.indexOf(item) - 1];
  const from = before === undefined ? parent.offset + 1 : before.offset + before.length;
  const end = item.offset + item.length;
  const commaAfter = commaAt(text, end);
  const commaBefore = before === undefined ? undefined : commaAt(text, from);
  const isLast = commaAfter === undefined;
  const gap =
    isLast && commaBefore !== undefined
      ? text.slice(from, commaBefore) + text.slice(commaBefore + 1, item.offset)
      : text.slice(from, item.offset);
  const tail = isLast ? text.slice(end) : text.slice(end, commaAfter) + text.slice(commaAfter + 1);
  // What follows must not come to stand behind a line comment.
  const mayFollow = /^[\s,]*$/.test(gap) && (isLast || /^[ \t]*\//.test(tail));
  const isClosed = mayFollow || /^[ \t]*\r?\n/.test(tail);
  return (
    text.slice(0, from) + (isClosed ? gap.trimEnd() + tail : gap + tail.replace(/^[ \t]+/, ''))
  );
}

/** The comma after `offset`, with nothing but comments between; undefined if there is none. */
function commaAt(text: string, offset: number): number | undefined {
  const [skipped = ''] = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/.exec(text.slice(offset)) ?? [];
  const at = offset + skipped.length;
  return text[at] === ',' ? at : undefined;
}

type Layout =
  | { readonly kind: 'one-line'; readonly comma: string; readonly colon: string }
  | { readonly kind: 'lines'; readonly colon: string; readonly eol: string; readonly unit: string };

/** An object written on one line stays on one line; an empty one follows `isEmptyOnLines`. */
function layoutOf(text: string, parent: Node, isEmptyOnLines = false): Layout {
  const own = text.slice(parent.offset, parent.offset + parent.length);
  const isEmpty = (parent.children ?? []).length === 0;
  if (!own.includes('\n') && !(isEmpty && isEmptyOnLines)) {
    const isSpaced = /[,:] /.test(own);
    return { kind: 'one-line', comma: isSpaced ? ', ' : ',', colon: isSpaced ? ': ' : ':' };
  }
  return {
    kind: 'lines',
    colon: ': ',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
  };
}

function formatValue(value: unknown, layout: Layout, indent: string): string {
  if (layout.kind === 'one-line') return JSON.stringify(value);
  return JSON.stringify(value, null, layout.unit).replaceAll('\n', layout.eol + indent);
}

/** The indentation of the line that `offset` is on. */
function lineIndent(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function splice(
  text: string,
  { offset, length }: { readonly offset: number; readonly length: number },
  content: string,
): string {
  return text.slice(0, offset) + content + text.slice(offset + length);
}
