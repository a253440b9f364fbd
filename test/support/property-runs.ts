import { givenSeed } from './random.ts';

/**
 * Parameters for fast-check: `count` values, or `KIMIBAR_TEST_RUNS` times as many. A failing
 * property prints its seed; `KIMIBAR_TEST_SEED` repeats it.
 */
export function runs(count: number): { numRuns: number; seed?: number } {
  const factor = Number(process.env['KIMIBAR_TEST_RUNS'] ?? 1);
  if (!(factor > 0)) throw new Error('KIMIBAR_TEST_RUNS must be a number above 0');
  const numRuns = Math.ceil(count * factor);
  const seed = givenSeed();
  return seed === undefined ? { numRuns } : { numRuns, seed };
}
