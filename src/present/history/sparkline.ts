import type { Meters } from '../../domain/setting-choices.ts';
import type { Span } from '../card/card-line.ts';
import { shareSpans } from './share-spans.ts';

const unicodeSteps = [...'▁▂▃▄▅▆▇█'];
const asciiSteps = [...'_.-=#'];

/** Shares left (0..100) as a row of small columns, one each; a gap if unknown. */
export function sparkline(
  shares: readonly (number | undefined)[],
  { unicode, meters }: { unicode: boolean; meters: Meters },
): Span[] {
  const steps = unicode ? unicodeSteps : asciiSteps;
  return shareSpans(shares, (left) =>
    left === undefined ? ' ' : step(meters === 'left' ? left : 100 - left, steps),
  );
}

/** The lowest step means 0, the highest 100; all other shares use the steps in between. */
function step(share: number, steps: readonly string[]): string {
  const top = steps.length - 1;
  const inner = Math.min(top - 1, Math.max(1, Math.round((share / 100) * top)));
  return steps[share <= 0 ? 0 : share >= 100 ? top : inner] ?? '';
}
