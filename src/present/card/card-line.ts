import { displayWidth } from '../words/columns.ts';

/** The meaning of a piece of the card; the palette assigns colours. */
export type Tone = 'mark' | 'strong' | 'quiet' | 'calm' | 'busy' | 'nearly-out' | 'out' | 'warning';

export type Span = { readonly text: string; readonly tone?: Tone | undefined };

export type CardLine = readonly Span[];

export type Colour = 'none' | 'ansi16' | 'truecolor';

/** The characters of a card, for terminals with and without Unicode. */
export type Symbols = { readonly dot: string; readonly ellipsis: string };

export const unicodeSymbols: Symbols = { dot: ' · ', ellipsis: '…' };
export const asciiSymbols: Symbols = { dot: ' - ', ellipsis: '...' };

/** Columns a line takes. */
export function lineWidth(line: CardLine): number {
  return line.reduce((columns, { text }) => columns + displayWidth(text), 0);
}

/**
 * Lines as text, without trailing spaces. `dimmed` is for stale usage and overrides the tones.
 * Every piece ends its own SGR code, so that colours do not leak out of a pager or a cut line.
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

/**
 * The palette's accent and severities. Its darkest red is unreadable on dark terminals, so `out`
 * uses the brighter one.
 */
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
