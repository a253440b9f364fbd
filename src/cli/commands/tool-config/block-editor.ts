import { gapAfter, lineEnd, withoutPart, type TextChange, type TextEditor } from './text-change.ts';

export type Block = {
  /** The lines between the marks. */
  readonly lines: readonly string[];
  /** Why a text can't take the block: it is invalid, or has the user's own command. */
  readonly check?: ((text: string) => TextChange | undefined) | undefined;
};

const begin = '# kimibar: begin';
const end = '# kimibar: end';

/**
 * An editor for configs in which a block of lines at the end is enough. Two comments around it mark it
 * as ours.
 */
export function blockEditor({ lines, check = () => undefined }: Block): TextEditor {
  return {
    snippet: lines.join('\n'),
    add(text, force) {
      const present = text ?? '';
      const without = cut(present) ?? present;
      const trouble = check(without);
      if (trouble !== undefined && !(trouble.kind === 'own' && force)) return trouble;
      const eol = lineEnd(present);
      const block = [begin, ...lines, end].join(eol) + eol;
      const after = splice(present, block) ?? `${without}${gapAfter(without, eol)}${block}`;
      if (after === present) return { kind: 'same' };
      // A table of the same name in the user's own part would make the file invalid.
      return check(after)?.kind === 'broken'
        ? { kind: 'in-the-way' }
        : { kind: 'changed', text: after };
    },
    remove(text) {
      const without = cut(text);
      return without === undefined ? { kind: 'same' } : { kind: 'changed', text: without };
    },
  };
}

/** A mark whose partner the user has deleted opens no block: lines of the user may follow it. */
function findBlock(text: string): { from: number; to: number } | undefined {
  const found =
    /^# kimibar: begin\r?\n(?:(?!# kimibar: (?:begin|end)\r?$).*\r?\n)*# kimibar: end\r?(?:\n|$)/m.exec(
      text,
    );
  return found === null ? undefined : { from: found.index, to: found.index + found[0].length };
}

/** The text with its block replaced; undefined if it has none. */
function splice(text: string, block: string): string | undefined {
  const found = findBlock(text);
  return found === undefined ? undefined : text.slice(0, found.from) + block + text.slice(found.to);
}

/** The text without its block and the blank line before it; undefined if it has none. */
function cut(text: string): string | undefined {
  const found = findBlock(text);
  return found === undefined ? undefined : withoutPart(text, found.from, found.to);
}
