import { applyEdits, findNodeAtLocation, modify, parseTree, type FormattingOptions } from 'jsonc-parser';
import type { ConfigChange } from './save-settings.ts';

/** Puts values into a JSON text and leaves the rest of it as the person wrote it: order, numbers, indentation, line ends. */
export function changeText(text: string, changes: readonly ConfigChange[]): string {
  return changes.reduce(changeOne, text);
}

function changeOne(text: string, { keys, value }: ConfigChange): string {
  const at = [...keys];
  const tree = parseTree(text);
  if (tree === undefined) return text;
  // Taking out what is not there would make its parents.
  if (value === undefined && findNodeAtLocation(tree, at) === undefined) return text;
  // A null on the way counts as left out, and nothing can be put inside it.
  for (let length = 1; length < at.length; length += 1) {
    const node = findNodeAtLocation(tree, at.slice(0, length));
    if (node?.type === 'null') return changeOne(text, { keys: at.slice(0, length), value: nest(at.slice(length), value) });
  }
  return applyEdits(text, modify(text, at, value, formattingOf(text, at)));
}

function nest(keys: readonly (string | number)[], value: unknown): unknown {
  return keys.reduceRight((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);
}

/** The person's own way; an object written on one line stays on one line. */
function formattingOf(text: string, keys: readonly (string | number)[]): { formattingOptions?: FormattingOptions } {
  const tree = parseTree(text);
  if (tree === undefined) return {};
  const holder = keys.reduce((inner, _, length) => findNodeAtLocation(tree, keys.slice(0, length)) ?? inner, tree);
  if (!text.slice(holder.offset, holder.offset + holder.length).includes('\n')) return {};
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { formattingOptions: { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 1 : indent.length, eol } };
}
