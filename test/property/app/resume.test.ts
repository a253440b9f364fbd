import assert from 'node:assert/strict';
import test from 'node:test';
import { randomFrom, seedOf } from '../../support/random.ts';
import { simulateWall } from '../../support/resume-simulation.ts';
import { runs } from '../../support/property-runs.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('however waiters are killed, suspended and started, a wall leads to one run at most', async (t) => {
  const random = randomFrom(seedOf(t));
  const { numRuns } = runs(12);
  let [continued, kills] = [0, 0];
  for (let count = 0; count < numRuns; count += 1) {
    const episode = await simulateWall(random, tempFolder(t));
    assert.ok(episode.runs <= 1, `${episode.runs} runs`);
    assert.equal(episode.early, 0, 'before the reset');
    if (episode.ends.includes('ran')) assert.equal(episode.runs, 1);
    continued += episode.runs;
    kills += episode.kills;
  }
  // Otherwise it has proved nothing.
  assert.ok(kills > numRuns && continued > numRuns / 3, `${kills} kills, ${continued} runs`);
});
