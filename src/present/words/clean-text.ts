import { escapeSequences } from '../../domain/escape-sequences.ts';

/** In UTF-16 units. No plan, label or account needs more. */
const maxNameLength = 120;

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
