import stringWidth from 'fast-string-width';

type Style = { readonly colour: string; readonly bold: boolean };
type Span = Style & { readonly text: string; readonly column: number };

export const cell = { width: 8.4, height: 19 };
export const margin = 18;
export const columns = 80;

/** The theme's colours, as classes; a light one for readers whose system is light. */
const terminalStyle = [
  '.paper{fill:#16181d}.ink{fill:#d7dae0}.quiet{fill:#868d99}',
  '.red{fill:#e5484d}.green{fill:#2fa37c}.yellow{fill:#d9a400}.bold{font-weight:700}',
  '@media (prefers-color-scheme:light){.paper{fill:#f6f7f9}.ink{fill:#1d2129}.quiet{fill:#646b78}',
  '.red{fill:#c62a2f}.green{fill:#18794e}.yellow{fill:#946800}}',
].join('\n');

const colours: Readonly<Record<number, string>> = { 31: 'red', 32: 'green', 33: 'yellow' };

/** An SVG as wide as the terminal, with rounded paper. `style` comes after the theme's. */
export function terminalSvg(rows: number, style: string, body: readonly string[]): string {
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = Math.ceil(rows * cell.height + 2 * margin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace" font-size="14">`,
    `<style>\n${terminalStyle}${style}\n</style>`,
    '<rect width="100%" height="100%" rx="10" class="paper"/>',
    ...body,
    '</svg>\n',
  ].join('\n');
}

/** One line of a terminal, with its colours, as SVG text. */
export function drawLine(line: string, row: number): string[] {
  return readSpans(line).map((span) => drawSpan(span, row));
}

function drawSpan({ text, column, colour, bold }: Span, row: number): string {
  const x = margin + column * cell.width;
  const y = margin + row * cell.height + 14;
  const length = stringWidth(text) * cell.width;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y}" class="${colour}${bold ? ' bold' : ''}" textLength="${length.toFixed(1)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped}</text>`;
}

/** The select-graphic-rendition codes that the card uses; everything else ends a colour. */
function readSpans(line: string): Span[] {
  const spans: Span[] = [];
  let column = 0;
  let style: Style = { colour: 'ink', bold: false };
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

function applyCodes(style: Style, codes: readonly number[]): Style {
  const [first, ...rest] = codes;
  if (first === undefined) return style;
  const colour = colours[first];
  if (colour !== undefined) return applyCodes({ ...style, colour }, rest);
  if (first === 1) return applyCodes({ ...style, bold: true }, rest);
  if (first === 2) return applyCodes({ ...style, colour: 'quiet' }, rest);
  return applyCodes({ colour: 'ink', bold: false }, rest);
}
