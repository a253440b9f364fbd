import assert from 'node:assert/strict';

const preload = new URL('die-at-step.ts', import.meta.url).href;
/** More than any command of KimiBar takes. */
const maxSteps = 100;

/** One run of the program. */
export type DeadlyStep = {
  readonly step: number;
  /**
   * The environment of a program that is killed instead of its `step`th change to a file below
   * `folder`.
   */
  dieBelow(folder: string): Readonly<Record<string, string>>;
};

/**
 * Calls `run` repeatedly. Its program is killed before its first change to a file, then before its
 * second one, until one runs to its end. `run` checks what the kill has left, and returns the exit
 * code, null after a kill. Returns the number of kills.
 */
export async function killAtEveryStep(
  run: (deadly: DeadlyStep) => Promise<number | null>,
): Promise<number> {
  for (let step = 1; step <= maxSteps; step += 1) {
    const exitCode = await run({
      step,
      dieBelow: (folder) => ({
        NODE_OPTIONS: `--import=${preload}`,
        KIMIBAR_TEST_DIE_AT: String(step),
        KIMIBAR_TEST_DIE_BELOW: folder,
      }),
    });
    if (exitCode === null) continue;
    assert.equal(exitCode, 0, `the run that was not killed, step ${step}`);
    return step - 1;
  }
  return assert.fail(`still changing files after ${maxSteps} steps`);
}
