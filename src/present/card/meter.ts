import type { Span, Tone } from './card-line.ts';

export type MeterFacts = {
  /** Share filled, 0..1. */
  readonly fill: number;
  /** The even pace, 0..1. */
  readonly tick?: number | undefined;
  /** Where the first of two used parts ends, 0..1; on the track, or inside what is filled. */
  readonly second?: number | undefined;
  /** Columns, including the brackets of the ASCII form; at least 4. */
  readonly width: number;
  readonly unicode: boolean;
  readonly tone: Tone;
  /** False draws a hatched meter without a level. */
  readonly reliable: boolean;
};

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * A meter as pieces of a line: eighth blocks on dots, or `[#####-----]`.
 * Full or empty only if the share is exactly 1 or 0.
 */
export function meterSpans(facts: MeterFacts): Span[] {
  return facts.unicode ? blockMeter(facts) : plainMeter(facts);
}

function blockMeter({ fill, second, tick, width, tone, reliable }: MeterFacts): Span[] {
  if (!reliable) return [{ text: '░'.repeat(width), tone: 'quiet' }];
  const steps = stepsOf(fill, width * 8);
  const full = Math.floor(steps / 8);
  const part = eighths[steps % 8] ?? '';
  const bar = '█'.repeat(full) + part;
  const border = second === undefined ? undefined : Math.round(second * width);
  // The second of two used parts is lighter inside the bar; on the track, the first is denser.
  const filled =
    border === undefined || border >= full
      ? bar
      : bar.slice(0, border) + '▓'.repeat(full - border) + part;
  const dense = Math.max(0, (border ?? 0) - filled.length);
  const track = '░'.repeat(dense) + '·'.repeat(width - filled.length - dense);
  const cell = tick === undefined ? -1 : cellOf(tick, width);
  // The tick is a notch inside the bar, a stroke on the track, and nothing at the end of the bar.
  if (cell >= 0 && cell < full - 1)
    return [{ text: setCell(filled, cell, '▊'), tone }, quiet(track)];
  if (cell <= filled.length) return [{ text: filled, tone }, quiet(track)];
  const at = cell - filled.length;
  return [
    { text: filled, tone },
    quiet(track.slice(0, at)),
    { text: '│' },
    quiet(track.slice(at + 1)),
  ];
}

function plainMeter({ fill, tick, width, tone, reliable }: MeterFacts): Span[] {
  const inside = width - 2;
  if (!reliable) return [quiet('['), quiet('?'.repeat(inside)), quiet(']')];
  const steps = stepsOf(fill, inside);
  const bar = '#'.repeat(steps) + '-'.repeat(inside - steps);
  const marked = tick === undefined ? bar : setCell(bar, cellOf(tick, inside), '|');
  return [
    quiet('['),
    { text: marked.slice(0, steps), tone },
    quiet(marked.slice(steps)),
    quiet(']'),
  ];
}

function stepsOf(fill: number, steps: number): number {
  if (fill <= 0) return 0;
  if (fill >= 1) return steps;
  return Math.min(steps - 1, Math.max(1, Math.round(fill * steps)));
}

function cellOf(share: number, width: number): number {
  return Math.min(width - 1, Math.max(0, Math.floor(share * width)));
}

function setCell(text: string, cell: number, mark: string): string {
  return text.slice(0, cell) + mark + text.slice(cell + 1);
}

function quiet(text: string): Span {
  return { text, tone: 'quiet' };
}
