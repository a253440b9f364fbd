/** What has been typed so far, unseen. `pending` is the beginning of an escape sequence whose end has not come yet. */
export type HiddenText = {
  readonly text: string;
  readonly isPasting: boolean;
  readonly pending: string;
  readonly end?: 'entered' | 'given-up' | undefined;
};

export const nothingTyped: HiddenText = { text: '', isPasting: false, pending: '' };

/** Larger pastes are cut: no key, token or copied command comes near. In UTF-16 units. */
const longest = 1024 * 1024;

const escapeKey = '\u001B';
const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';
// CSI and SS3 sequences of arrow and function keys, and Alt with a key.
// oxlint-disable-next-line no-control-regex
const sequence = /^\u001B(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O])/s;
// oxlint-disable-next-line no-control-regex
const unfinished = /^\u001B(?:\[[0-?]*[ -/]*|O)$/;

/**
 * Takes in what the terminal sent. Enter ends the text, but not inside a paste: a copied command has several lines.
 * Terminals that do not mark pastes send them in one go, so a line break with more behind it is part of one as well,
 * and so is one after a backslash, where a shell would go on reading.
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
      const goesOn = isPasting || text.endsWith('\\') || /[^\r\n]/.test(rest);
      if (!goesOn) return { text, isPasting, pending: '', end: 'entered' };
      text += '\n';
    } else if (key === '\u0003' || (key === '\u0004' && text === ''))
      return { text: '', isPasting, pending: '', end: 'given-up' };
    else text = edited(text, key);
  }
  return { text: text.slice(0, longest), isPasting, pending: '' };
}

function edited(text: string, key: string): string {
  if (key === '\u007F' || key === '\b') return [...text].slice(0, -1).join('');
  // Ctrl-U begins anew.
  if (key === '\u0015') return '';
  return key >= ' ' || key === '\t' ? text + key : text;
}
