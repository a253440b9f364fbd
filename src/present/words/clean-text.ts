/** In UTF-16 units. No plan, label or account needs more. */
const maxNameLength = 120;

// Whole sequences, or their letters would remain: CSI with its final byte, OSC and similar up to
// BEL or ST.
const escapeSequences =
  // oxlint-disable-next-line no-control-regex
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B[\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)?|\u001B[ -/]*[0-~]/g;

/**
 * Makes text from outside (plan, label, account, URL) safe to show: one line without escape
 * sequences, control characters, bidirectional overrides, invisible characters or stacked combining
 * marks. May be empty. `maxLength` is in UTF-16 units.
 */
export function cleanText(text: string, maxLength: number = maxNameLength): string {
  // Most names are plain ASCII, and Unicode's classes take a while to set up.
  if (text.length <= maxLength && /^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  return text
    .slice(0, maxLength * 4)
    .toWellFormed()
    .replace(escapeSequences, '')
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim()
    .slice(0, maxLength)
    .toWellFormed();
}

/** Like `cleanText`, but undefined instead of an empty text. */
export function cleanName(text: string | undefined): string | undefined {
  return text === undefined ? undefined : cleanText(text) || undefined;
}

/** Escapes text for XML and for the markup of desktop tooltips and notifications. */
export function markupText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
