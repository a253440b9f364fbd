import assert from 'node:assert/strict';
import { randomFrom } from '../support/random.ts';
import { simulateWall } from '../support/resume-simulation.ts';
import { attempt, type StressContext } from './stress-context.ts';

/** Kills, suspends and starts waiters of `resume` at random: never two runs for one wall. */
export async function stressResumes(context: StressContext): Promise<void> {
  const result = context.result('walls with killed and suspended waiters');
  let [continued, kills] = [0, 0];
  for (let count = 0; count < context.times(500); count += 1) {
    const seed = context.seed + count;
    await attempt(result, `wall of seed ${seed}`, async () => {
      const episode = await simulateWall(randomFrom(seed), context.folder(`resume-${count}`));
      assert.ok(episode.runs <= 1, `${episode.runs} runs`);
      assert.equal(episode.early, 0, 'a run before the reset');
      continued += episode.runs;
      kills += episode.kills;
    });
  }
  await attempt(result, 'enough happened', () =>
    assert.ok(
      kills > result.tried && continued > result.tried / 3,
      `${kills} kills, ${continued} runs`,
    ),
  );
}
