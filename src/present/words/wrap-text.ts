import { beginning, displayWidth } from './display-width.ts';

// Chinese breaks after any character, but a closing mark stays with what it closes; other text breaks at blanks.
const words = /\s+|[\p{sc=Han}“（][，。、：；！？）”]*|[^\s\p{sc=Han}“（]+/gu;
// A command stays on one line where it fits one: people copy it.
const commands = /(kimibar(?: [-a-z]+)+)/;

/** Breaks a text into lines of at most `width` columns. A word longer than a line is cut. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, width)) {
    if (displayWidth(line + piece.trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = cutLongWord(piece.trimStart(), width, lines);
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

function piecesOf(text: string, width: number): string[] {
  return text
    .split(commands)
    .flatMap((part) =>
      commands.test(part) && displayWidth(part) <= width ? [part] : (part.match(words) ?? []),
    );
}

/** Puts full lines of a word too long for one into `lines` and returns what is left of it. */
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
