import { severityOfLeft } from '../../domain/severity.ts';
import type { Span, Tone } from '../card/card-line.ts';

/**
 * A row of cells, one per share left (0..100, undefined if unknown), coloured by it. Cells of the
 * same colour are joined.
 */
export function shareSpans(
  shares: readonly (number | undefined)[],
  draw: (left: number | undefined) => string,
): Span[] {
  const spans: { text: string; tone: Tone }[] = [];
  for (const left of shares) {
    const tone = left === undefined ? 'quiet' : severityOfLeft(left);
    const last = spans.at(-1);
    if (last?.tone === tone) last.text += draw(left);
    else spans.push({ text: draw(left), tone });
  }
  return spans;
}
