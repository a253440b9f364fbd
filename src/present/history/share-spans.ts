import { severityOfLeft } from '../../domain/severity.ts';
import type { Span, Tone } from '../card/card-line.ts';

/** A row of cells, one for each share left (0..100, undefined where nothing is known), toned by it. Neighbours of one tone are one piece. */
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
