// Draws the program's output as an SVG: `npx node scripts/draw-terminal.ts FILE -- ARGUMENTS…`. The
// pictures in the README are made from the demo, so they always show what the program does.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'fast-string-width';

type Span = {
  readonly text: string;
  readonly column: number;
  readonly fill: string;
  readonly bold: boolean;
};

const cell = { width: 8.4, height: 19 };
const margin = 18;
const paper = '#16181d';
const ink = '#d7dae0';
const quiet = '#868d99';
/** The theme of this terminal, for the codes of red, green and yellow. */
const theme: Readonly<Record<number, string>> = { 31: '#e5484d', 32: '#2fa37c', 33: '#d9a400' };

const [file = '', , ...args] = process.argv.slice(2);
const program = join(import.meta.dirname, '..', 'dist', 'kimibar.cjs');
const printed = execFileSync(process.execPath, [program, ...args], {
  encoding: 'utf8',
  env: {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    COLUMNS: '80',
    FORCE_COLOR: '1',
  },
});
const lines = [`$ kimibar ${args.join(' ')}`.trimEnd(), '', ...printed.trimEnd().split('\n')].map(
  readSpans,
);
const width = Math.ceil(80 * cell.width + 2 * margin);
const height = Math.ceil(lines.length * cell.height + 2 * margin);
writeFileSync(
  file,
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace" font-size="14">`,
    `<rect width="100%" height="100%" rx="10" fill="${paper}"/>`,
    ...lines.flatMap((spans, row) => spans.map((span) => drawSpan(span, row))),
    '</svg>\n',
  ].join('\n'),
);

function drawSpan({ text, column, fill, bold }: Span, row: number): string {
  const x = margin + column * cell.width;
  const y = margin + row * cell.height + 14;
  const length = stringWidth(text) * cell.width;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y}" fill="${fill}"${bold ? ' font-weight="700"' : ''} textLength="${length.toFixed(1)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped}</text>`;
}

/** The select-graphic-rendition codes that the card uses; everything else ends a colour. */
function readSpans(line: string): Span[] {
  const spans: Span[] = [];
  let column = 0;
  let style = { fill: ink, bold: false };
  for (const [index, part] of line.split('\u001B[').entries()) {
    const codes = index === 0 ? undefined : /^[\d;]*(?=m)/.exec(part)?.[0];
    if (codes !== undefined) style = applyCodes(style, codes.split(';').map(Number));
    // Runs of blanks move the pen, since a renderer may collapse them.
    for (const piece of part.slice(codes === undefined ? 0 : codes.length + 1).split(/( {2,})/)) {
      if (piece.trim() !== '') spans.push({ text: piece, column, ...style });
      column += stringWidth(piece);
    }
  }
  return spans;
}

function applyCodes(
  style: { fill: string; bold: boolean },
  codes: readonly number[],
): { fill: string; bold: boolean } {
  const [first, ...rest] = codes;
  if (first === undefined) return style;
  const colour = theme[first];
  if (colour !== undefined) return applyCodes({ ...style, fill: colour }, rest);
  if (first === 1) return applyCodes({ ...style, bold: true }, rest);
  if (first === 2) return applyCodes({ ...style, fill: quiet }, rest);
  return applyCodes({ fill: ink, bold: false }, rest);
}
