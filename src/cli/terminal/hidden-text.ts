/** Hidden input so far. `pending` is an escape sequence that has not ended yet. */
export type HiddenText = {
  readonly text: string;
  readonly isPasting: boolean;
  readonly pending: string;
  readonly end?: 'entered' | 'given-up' | undefined;
};

export const nothingTyped: HiddenText = { text: '', isPasting: false, pending: '' };

/** In UTF-16 units. Longer pastes are cut; no key, token or copied command comes near. */
const maxLength = 1024 * 1024;

const escapeKey = '\u001B';
const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';
// CSI and SS3 sequences of arrow and function keys, and Alt with a key.
// oxlint-disable-next-line no-control-regex
const sequence = /^\u001B(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O])/s;
// oxlint-disable-next-line no-control-regex
const unfinished = /^\u001B(?:\[[0-?]*[ -/]*|O)$/;

/**
 * Adds input from the terminal. Enter ends the text, but not inside a paste: a copied command has
 * several lines. Terminals that do not mark pastes send them in one chunk, so a line break with
 * more text after it is part of a paste as well. So is one after a backslash, which continues a
 * line in a shell.
 */
export function takeKeys(state: HiddenText, keys: string): HiddenText {
  let { text, isPasting } = state;
  let rest = state.pending + keys;
  while (rest !== '') {
    if (rest.startsWith(escapeKey)) {
      if (rest.startsWith(pasteStart)) isPasting = true;
      else if (rest.startsWith(pasteEnd)) isPasting = false;
      else if (unfinished.test(rest) || (rest === escapeKey && isPasting))
        return { text, isPasting, pending: rest };
      else if (rest === escapeKey) return { text, isPasting, pending: '', end: 'given-up' };
      rest = rest.slice(sequence.exec(rest)?.[0].length ?? 1);
      continue;
    }
    const [key = ''] = rest;
    rest = rest.slice(key.length);
    if (key === '\r' || key === '\n') {
      const continues = isPasting || text.endsWith('\\') || /[^\r\n]/.test(rest);
      if (!continues) return { text, isPasting, pending: '', end: 'entered' };
      text += '\n';
    } else if (key === '\u0003' || (key === '\u0004' && text === ''))
      return { text: '', isPasting, pending: '', end: 'given-up' };
    else text = edited(text, key);
  }
  return { text: text.slice(0, maxLength), isPasting, pending: '' };
}

function edited(text: string, key: string): string {
  if (key === '\u007F' || key === '\b') return [...text].slice(0, -1).join('');
  // Ctrl-U clears the line.
  if (key === '\u0015') return '';
  return key >= ' ' || key === '\t' ? text + key : text;
}
