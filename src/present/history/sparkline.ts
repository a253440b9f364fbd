import { severityOf } from '../../domain/severity.ts';
import type { Span, Tone } from '../card/card-line.ts';

const unicodeSteps = [...'▁▂▃▄▅▆▇█'];
const asciiSteps = [...'_.-=#'];

/** Shares of 0..100 as a row of small columns, one each; a gap where nothing is known. Neighbours of the same tone are one piece. */
export function sparkline(
  shares: readonly (number | undefined)[],
  { unicode, meters }: { unicode: boolean; meters: 'left' | 'used' },
): Span[] {
  const spans: { text: string; tone: Tone }[] = [];
  for (const left of shares) {
    const tone = toneOf(left);
    const text = left === undefined ? ' ' : step(meters === 'left' ? left : 100 - left, unicode ? unicodeSteps : asciiSteps);
    const last = spans.at(-1);
    if (last?.tone === tone) last.text += text;
    else spans.push({ text, tone });
  }
  return spans;
}

/** The lowest step is nothing, the highest is all; what is in between never claims either. */
function step(share: number, steps: readonly string[]): string {
  const top = steps.length - 1;
  const inner = Math.min(top - 1, Math.max(1, Math.round((share / 100) * top)));
  return steps[share <= 0 ? 0 : share >= 100 ? top : inner] ?? '';
}

function toneOf(left: number | undefined): Tone {
  if (left === undefined) return 'quiet';
  const severity = severityOf({ id: 'session', unit: 'percent', usedPercent: 100 - left, reliable: true });
  return severity === 'unknown' ? 'quiet' : severity;
}
