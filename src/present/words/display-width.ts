import stringWidth from 'fast-string-width';

// Printable ASCII and the few symbols the card is drawn with are one column each: most lines need no look at Unicode's tables.
const narrowOnly = /^[ -~·…│░▏▎▍▌▋▊▉█]*$/;

/** Columns a text takes in a terminal: two for CJK and emoji, none for combining marks. The text holds no escape sequences. */
export function displayWidth(text: string): number {
  return narrowOnly.test(text) ? text.length : stringWidth(text);
}

/** The text with blanks after it, so that it takes `width` columns at least. */
export function padAfter(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The text with blanks before it, so that it takes `width` columns at least. */
export function padBefore(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** The text itself where it fits `width` columns, else its beginning and `ellipsis`. Never cuts inside a character. */
export function cutToWidth(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room < 1) return '';
  return `${beginning(text, room).trimEnd()}${ellipsis}`;
}

/** As many whole characters from the start of the text as fit `width` columns. */
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
