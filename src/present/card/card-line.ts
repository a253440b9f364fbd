import { displayWidth } from '../words/columns.ts';

/** What a piece of the card means; the palette turns it into a colour, or into nothing. */
export type Tone = 'mark' | 'strong' | 'quiet' | 'calm' | 'busy' | 'nearly-out' | 'out' | 'warning';

export type Span = { readonly text: string; readonly tone?: Tone | undefined };

export type CardLine = readonly Span[];

export type Colour = 'none' | 'ansi16' | 'truecolor';

/** The characters a card is drawn with: a terminal shows either set wholly. */
export type Symbols = { readonly dot: string; readonly ellipsis: string };

export const unicodeSymbols: Symbols = { dot: ' · ', ellipsis: '…' };
export const asciiSymbols: Symbols = { dot: ' - ', ellipsis: '...' };

/** Columns a line takes. */
export function lineWidth(line: CardLine): number {
  return line.reduce((columns, { text }) => columns + displayWidth(text), 0);
}

/**
 * Lines as text, blanks at their ends cut off. `dimmed` quiets all of it, whatever it means: old readings.
 * Colours are plain SGR codes, each piece closed by itself, so that a pager or a cut line bleeds nowhere.
 */
export function paintLines(lines: readonly CardLine[], colour: Colour, dimmed: boolean): string {
  return lines.map((line) => paintLine(line, colour, dimmed)).join('\n');
}

function paintLine(line: CardLine, colour: Colour, dimmed: boolean): string {
  const last = line.findLastIndex(({ text }) => text.trim() !== '');
  return line
    .slice(0, last + 1)
    .map(({ text, tone }, index) =>
      paint(index === last ? text.trimEnd() : text, tone, colour, dimmed),
    )
    .join('');
}

/** Accent and severities of the palette; the darkest red is for paper, letters on a dark terminal take the brighter one. */
const truecolor: Record<Tone, string> = {
  mark: '1;38;2;254;96;60',
  strong: '1',
  quiet: '2',
  calm: '38;2;47;163;124',
  busy: '38;2;217;164;0',
  'nearly-out': '38;2;229;72;77',
  out: '1;38;2;229;72;77',
  warning: '38;2;217;164;0',
};

const ansi16: Record<Tone, string> = {
  mark: '1',
  strong: '1',
  quiet: '2',
  calm: '32',
  busy: '33',
  'nearly-out': '31',
  out: '1;31',
  warning: '33',
};

function paint(text: string, tone: Tone | undefined, colour: Colour, dimmed: boolean): string {
  if (colour === 'none' || text.trim() === '') return text;
  const loud = tone === 'mark' || tone === 'warning';
  const code =
    dimmed && !loud
      ? '2'
      : tone === undefined
        ? undefined
        : (colour === 'truecolor' ? truecolor : ansi16)[tone];
  return code === undefined ? text : `\u001B[${code}m${text}\u001B[0m`;
}
