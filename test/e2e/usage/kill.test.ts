import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { leftBeside, readingPaths, readingsFolder } from '../../support/cache-folder.ts';
import { killAtEveryStep } from '../../support/kill-at-every-step.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

test('killed before any of its changes to files, a refresh leaves the old or the new usage', async (t) => {
  const left = new Set<string>();
  const kills = await killAtEveryStep(async ({ step, dieBelow }) => {
    const stage = await setStage(t);
    assert.equal((await stage.run([])).exitCode, 0);
    const before = usedIn(stage);
    stage.simulator.use('session', 1);
    const { exitCode } = await stage.run(['usage', '--max-age', '0'], {
      env: dieBelow(stage.home),
    });
    const after = usedIn(stage);
    assert.ok([before, before + 1].includes(after), `step ${step}: ${before}, then ${after}`);
    for (const name of leftBeside(stage)) left.add(name.replace(/^.+(?=\.tmp$)/, ''));
    await checkNextRuns(stage, after);
    return exitCode;
  });
  assert.ok(kills >= 5, `${kills} kills`);
  for (const name of ['lease', '.tmp']) assert.ok(left.has(name), [...left].join());
});

/**
 * A kill costs the next runs nothing: they show what is cached, refresh it, and remove what was
 * left behind.
 */
async function checkNextRuns(stage: Stage, used: number): Promise<void> {
  letTwoMinutesPass(readingsFolder(stage));
  const shown = await stage.run(['usage', '--json', '--max-age', '1000000']);
  const [record] = readUsageArray(shown.stdout);
  assert.deepEqual([shown.exitCode, record?.kimi?.windows?.[0]?.['used']], [0, used]);
  stage.simulator.use('session', 1);
  assert.equal((await stage.run(['usage', '--max-age', '0'])).exitCode, 0);
  assert.equal(usedIn(stage), 141);
  // The right to take over a lease is a file of one name, which stays.
  assert.deepEqual(
    leftBeside(stage).filter((name) => name !== 'takeover'),
    [],
  );
}

/** What a kill left behind counts as abandoned only after a while. */
function letTwoMinutesPass(folder: string): void {
  const then = new Date(Date.now() - 120_000);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), then, then);
}

/**
 * How much of the 5-hour window is used according to the cached usage. Throws if that cannot be
 * read.
 */
function usedIn(stage: Stage): number {
  const [path = ''] = readingPaths(stage);
  assert.ok(existsSync(path));
  const cached = JSON.parse(readFileSync(path, 'utf8')) as {
    good: { snapshot: { windows: [{ used: number }] } };
  };
  return cached.good.snapshot.windows[0].used;
}
