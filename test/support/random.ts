import type { TestContext } from 'node:test';

/** Returns numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/** The same seed gives the same numbers (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks one of a list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** The seed in `KIMIBAR_TEST_SEED`, undefined if a run should pick its own. */
export function givenSeed(): number | undefined {
  const text = process.env['KIMIBAR_TEST_SEED'];
  if (text === undefined || text === '') return undefined;
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new Error('KIMIBAR_TEST_SEED must be a whole number');
  return seed;
}

/** A seed for a test; a test that fails prints it. */
export function seedOf(t: TestContext): number {
  const seed = givenSeed() ?? Math.floor(Math.random() * 2 ** 31);
  t.after(() => {
    // The types are those of Node 22, which does not know `passed` yet.
    if (!('passed' in t && t.passed === true))
      t.diagnostic(`to repeat this run, set KIMIBAR_TEST_SEED=${seed}`);
  });
  return seed;
}
