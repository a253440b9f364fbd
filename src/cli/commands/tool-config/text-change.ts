/** The result of adding our part to a config text, or of removing it. */
export type TextChange =
  | { readonly kind: 'changed'; readonly text: string }
  /** It was there already, or was not there to remove. */
  | { readonly kind: 'same' }
  /** The user has a command of their own in its place. */
  | { readonly kind: 'own'; readonly command: string }
  /** Valid, but what is in its place has a form that can't be edited. */
  | { readonly kind: 'in-the-way' }
  | { readonly kind: 'broken'; readonly why: 'TOML' | 'JSON' };

/** Changes a tool's config text. Pure: text in, text out; line ends, order and comments stay. */
export type TextEditor = {
  /** `text` is undefined if there is no file; `force` replaces a command of the user's own. */
  add(text: string | undefined, force: boolean): TextChange;
  /** Removes our part. `before` is the text before it was added: what it replaced is restored. */
  remove(text: string, before: string | undefined): TextChange;
  /** What to add by hand. */
  readonly snippet: string;
};

/** A value in a config, for a message. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

/** What to put between a text and an addition at its end: one blank line. */
export function gapAfter(text: string, eol: string): string {
  if (text === '') return '';
  return text.endsWith('\n') ? eol : eol + eol;
}

/** The text without a part and, if that was the end, without the blank line before it. */
export function withoutPart(text: string, from: number, to: number): string {
  const [head, tail] = [text.slice(0, from), text.slice(to)];
  return tail === '' ? head.replace(/(^|\n)\r?\n$/, '$1') : head + tail;
}

/** The line ends of a text. */
export function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
