/** What adding to a config text, or taking out of it, comes to. */
export type TextChange =
  | { readonly kind: 'changed'; readonly text: string }
  /** It is there already, or was never there. */
  | { readonly kind: 'same' }
  /** A command of the person's own stands where ours would. */
  | { readonly kind: 'own'; readonly command: string }
  | { readonly kind: 'broken'; readonly why: 'TOML' | 'JSON' };

/** How a tool's config text is changed. Pure: texts in, texts out; line ends, order and comments stay as they are. */
export type TextEditor = {
  /** `text` is undefined where there is no file; `force` replaces a command of the person's own. */
  add(text: string | undefined, force: boolean): TextChange;
  /** Takes ours out again. `before` is the text from before it was put in: what it replaced goes back to its place. */
  remove(text: string, before: string | undefined): TextChange;
  /** What is to be added, for doing so by hand. */
  readonly snippet: string;
};

/** What stands between a text and something new at its end: one blank line, whatever it ended with. */
export function gapAfter(text: string, eol: string): string {
  if (text === '') return '';
  return text.endsWith('\n') ? eol : eol + eol;
}

/** The text without a part; where that was the end, without the blank line before it, too. */
export function withoutPart(text: string, from: number, to: number): string {
  const [head, tail] = [text.slice(0, from), text.slice(to)];
  return tail === '' ? head.replace(/\r?\n$/, '') : head + tail;
}

/** The line ends a text is written with. */
export function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
