import stringWidth from 'fast-string-width';

// Printable ASCII and the card's few symbols are one column each, so most lines skip Unicode's
// tables.
const narrowOnly = /^[ -~·…│░▓▏▎▍▌▋▊▉█]*$/;
// Chinese breaks after any character, but a closing mark stays with what it closes; other text
// breaks at blanks.
const words = /\s+|[\p{sc=Han}“（][，。、：；！？）”]*|[^\s\p{sc=Han}“（]+/gu;
// People copy commands, so they stay on one line with whatever closes the sentence.
const commands =
  /(kimi(?:bar)?(?: (?:--account (?:"[^"]*"|'(?:[^']|'\\'')*'|[^\s，。；]+)|[-a-z0-9]+(?:[.-][-a-z0-9]+)*))+[.,;，。；）]?)/;
/** Text with fewer columns than this behind its label goes below it. */
const minHangingWidth = 24;
const indentBelow = 4;

/**
 * Columns that a text takes in a terminal: two for CJK and emoji, none for combining marks. The
 * text must not contain escape sequences.
 */
export function displayWidth(text: string): number {
  return narrowOnly.test(text) ? text.length : stringWidth(text);
}

/** Pads the text at its end to at least `width` columns. */
export function padAfter(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Pads the text at its start to at least `width` columns. */
export function padBefore(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/**
 * Cuts the text to `width` columns, ending in `ellipsis` if it was longer. Never cuts a character,
 * nor a number into another number.
 */
export function cutToWidth(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room < 1) return '';
  const start = beginning(text, room);
  const isNumberCut = /\d[.,:]?$/.test(start) && /^[.,:]?\d/.test(text.slice(start.length));
  const kept = (isNumberCut ? start.replace(/[\d.,:]+$/, '') : start).trimEnd();
  return kept === '' ? '' : `${kept}${ellipsis}`;
}

/**
 * The phrases from the start that fit into `width` columns with `separator` between them. Phrases
 * are left out whole, since half of a time or an amount would be a false one.
 */
export function fittingPhrases(
  phrases: readonly string[],
  width: number,
  separator: string,
): readonly string[] {
  const count = phrases.findIndex(
    (_, index) => displayWidth(phrases.slice(0, index + 1).join(separator)) > width,
  );
  return count < 0 ? phrases : phrases.slice(0, count);
}

/** As many phrases on a line as fit, with `separator` between them. */
export function flowPhrases(
  phrases: readonly string[],
  width: number,
  separator: string,
): readonly string[] {
  const lines: string[] = [];
  for (const phrase of phrases) {
    const longer = `${lines.at(-1)}${separator}${phrase}`;
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(phrase);
  }
  return lines;
}

/**
 * Breaks a text into lines of at most `width` columns. A word longer than a line is cut, and a
 * command longer than a line broken at its words.
 */
export function wrapText(text: string, width: number): string[] {
  return wrapPieces(piecesOf(text, width), width, (word, lines) => cutLongWord(word, width, lines));
}

/**
 * Breaks a message at words. A command is never broken, nor any other long word: it has a line of
 * its own, which the terminal wraps, so that it can still be copied. Indented lines stay.
 */
export function wrapMessage(message: string, width: number): string {
  return message
    .split('\n')
    .map((line) =>
      displayWidth(line) <= width || /^\s/.test(line)
        ? line
        : wrapPieces(piecesOf(line, Number.POSITIVE_INFINITY), width, (word) => word).join('\n'),
    )
    .join('\n');
}

/** `fit` gets a piece that is too long for a line, and returns how the next line begins. */
function wrapPieces(
  pieces: readonly string[],
  width: number,
  fit: (piece: string, lines: string[]) => string,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (displayWidth(line + piece.trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = fit(piece.trimStart(), lines);
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/**
 * A wrapped text behind a label; further lines are indented to the text's first column. On a narrow
 * terminal, the text goes below the label.
 */
export function hangingLines(label: string, text: string, width: number): string[] {
  if (text === '') return [label.trimEnd()];
  const indent = displayWidth(label);
  if (width - indent < minHangingWidth && displayWidth(label + text) > width)
    return [
      ...wrapText(label.trimEnd(), width),
      ...wrapText(text, width - indentBelow).map((line) => ' '.repeat(indentBelow) + line),
    ];
  return wrapText(text, width - indent).map(
    (line, index) => (index === 0 ? label : ' '.repeat(indent)) + line,
  );
}

/** As many whole characters from the start of the text as fit into `width` columns. */
export function beginning(text: string, width: number): string {
  let taken = '';
  let columns = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    columns += displayWidth(segment);
    if (columns > width) break;
    taken += segment;
  }
  return taken;
}

function piecesOf(text: string, width: number): string[] {
  return text
    .split(commands)
    .flatMap((part) =>
      commands.test(part) && displayWidth(part) <= width ? [part] : (part.match(words) ?? []),
    );
}

/** Adds full lines of a word that is too long for one to `lines`, and returns the rest. */
function cutLongWord(word: string, width: number, lines: string[]): string {
  let rest = word;
  while (displayWidth(rest) > width) {
    const head = beginning(rest, width);
    if (head === '') return '';
    lines.push(head);
    rest = rest.slice(head.length);
  }
  return rest;
}
