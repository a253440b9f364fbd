import type { Matrix } from './cholesky.ts';

/** Random numbers that are the same in every run, so that ranges do not flicker. */
export type Draws = {
  /** From 0 up to 1. */
  uniform(): number;
  /** Of the standard normal distribution. */
  normal(): number;
};

/** The generator is mulberry32; normal numbers by Box and Muller. */
export function createDraws(seed: number): Draws {
  let state = seed | 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** Values around `means`, spread as the lower triangle of their covariance says, times `factor`. */
export function drawValues(
  means: readonly number[],
  lower: Matrix,
  { draws, factor }: { draws: Draws; factor: number },
): readonly number[] {
  const normals = means.map(() => draws.normal());
  return means.map((mean, row) => {
    const moved = (lower[row] ?? []).reduce((sum, value, k) => sum + value * (normals[k] ?? 0), 0);
    return mean + factor * moved;
  });
}
