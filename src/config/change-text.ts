import { applyEdits, findNodeAtLocation, modify, parseTree, type Node } from 'jsonc-parser';

/** One value to put in place; `undefined` takes the key out. Objects on the way are made where missing. */
export type ConfigChange = { readonly keys: readonly (string | number)[]; readonly value: unknown };

/** Puts values into a JSON text and leaves the rest of it as the person wrote it: order, numbers, indentation, line ends. */
export function changeText(text: string, changes: readonly ConfigChange[]): string {
  return changes.reduce(changeOne, text);
}

function changeOne(text: string, { keys, value }: ConfigChange): string {
  const root = parseTree(text);
  if (root === undefined) return text;
  const nodes = existingNodes(root, keys);
  const deepest = nodes.at(-1) ?? root;
  const missing = keys.slice(nodes.length);
  if (value === undefined)
    return missing.length > 0 ? text : applyEdits(text, modify(text, [...keys], undefined, {}));
  const [key, ...inner] = missing;
  // A null on the way counts as left out, and nothing can be put inside it.
  if (key === undefined || deepest.type === 'null')
    return replaceNode(text, deepest, nest(missing, value));
  if (deepest.type !== 'object' && deepest.type !== 'array') return text;
  return insertInto(text, root, deepest, key, nest(inner, value));
}

/** The nodes on the way that are there, without the root. */
function existingNodes(root: Node, keys: readonly (string | number)[]): Node[] {
  const nodes = keys.map((_, index) => findNodeAtLocation(root, keys.slice(0, index + 1)));
  return nodes.filter((node) => node !== undefined);
}

function nest(keys: readonly (string | number)[], value: unknown): unknown {
  return keys.reduceRight(
    (inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }),
    value,
  );
}

function replaceNode(text: string, node: Node, value: unknown): string {
  return splice(
    text,
    node.offset,
    node.length,
    written(value, layoutOf(text, node.parent?.parent ?? node), lineIndent(text, node.offset)),
  );
}

/** After the last thing in the object or list, laid out as that is. */
function insertInto(
  text: string,
  root: Node,
  holder: Node,
  key: string | number,
  value: unknown,
): string {
  const last = holder.children?.at(-1);
  const layout = layoutOf(text, holder, holder === root || text.trim().includes('\n'));
  const name = typeof key === 'number' ? '' : `${JSON.stringify(key)}${layout.colon}`;
  if (layout.kind === 'one-line') {
    const item = name + written(value, layout, '');
    return last === undefined
      ? splice(text, holder.offset + 1, 0, item)
      : splice(text, last.offset + last.length, 0, layout.comma + item);
  }
  const { eol, unit } = layout;
  const outer = lineIndent(text, holder.offset);
  const indent = last === undefined ? outer + unit : lineIndent(text, last.offset);
  const item = `${eol}${indent}${name}${written(value, layout, indent)}`;
  if (last !== undefined) return splice(text, last.offset + last.length, 0, `,${item}`);
  return splice(text, holder.offset + 1, holder.length - 2, `${item}${eol}${outer}`);
}

type Layout =
  | { readonly kind: 'one-line'; readonly comma: string; readonly colon: string }
  | { readonly kind: 'lines'; readonly colon: string; readonly eol: string; readonly unit: string };

/** An object written on one line stays on one line; an empty one follows `emptyOnLines`. */
function layoutOf(text: string, holder: Node, emptyOnLines = false): Layout {
  const own = text.slice(holder.offset, holder.offset + holder.length);
  const isEmpty = (holder.children ?? []).length === 0;
  if (!own.includes('\n') && !(isEmpty && emptyOnLines)) {
    const airy = /[,:] /.test(own);
    return { kind: 'one-line', comma: airy ? ', ' : ',', colon: airy ? ': ' : ':' };
  }
  return {
    kind: 'lines',
    colon: ': ',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
  };
}

function written(value: unknown, layout: Layout, indent: string): string {
  if (layout.kind === 'one-line') return JSON.stringify(value);
  return JSON.stringify(value, null, layout.unit).replaceAll('\n', layout.eol + indent);
}

/** The blanks at the start of the line that `offset` is on. */
function lineIndent(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function splice(text: string, offset: number, length: number, content: string): string {
  return text.slice(0, offset) + content + text.slice(offset + length);
}
