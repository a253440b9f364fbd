import assert from 'node:assert/strict';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { ageUsage, leftBeside, readingPaths, readingsFolder } from '../../support/cache-folder.ts';
import type { ProgramRun } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

test('sixteen at once on a cold cache: one request, sixteen equal results', async (t) => {
  const stage = await setStage(t);
  const runs = await sixteen(stage, ['usage', '--json']);
  assert.deepEqual(
    [stage.asked('usages'), stage.asked('me'), stage.simulator.requests.length],
    [1, 1, 2],
  );
  assert.ok(runs.every(({ exitCode, stderr }) => exitCode === 0 && stderr === ''));
  // Each process computes countdowns and pace; everything else is shared.
  const answers = runs.map(({ stdout }) => readUsageArray(stdout)[0]);
  for (const answer of answers) {
    assert.deepEqual(answer?.usage, answers[0]?.usage);
    assert.deepEqual(answer?.kimi?.['wallet'], answers[0]?.kimi?.['wallet']);
    assert.deepEqual(answer?.kimi?.['attempts'], answers[0]?.kimi?.['attempts']);
  }
  assert.deepEqual(
    [readingPaths(stage).length, leftBeside(stage)],
    [1, []],
    'nothing but the reading is left',
  );
});

test('sixteen at once while Kimi fails: one request, sixteen equal failures', async (t) => {
  const stage = await setStage(t, { scenario: 'status-503' });
  const runs = await sixteen(stage, ['usage', '--json']);
  assert.equal(stage.asked('usages'), 1);
  for (const run of runs) assert.deepEqual(run, runs[0]);
  assert.match(runs[0]?.stderr ?? '', /^Kimi had a server error \(503\)/);
  assert.equal(runs[0]?.exitCode, 1);
});

test('sixteen at once while Kimi is slow: all wait for the one request', async (t) => {
  const stage = await setStage(t, { scenario: 'slow' });
  const runs = await sixteen(stage, ['usage', '--refresh']);
  assert.equal(stage.asked('usages'), 1);
  assert.equal(new Set(runs.map(({ stdout }) => stdout)).size, 1);
  assert.ok(runs.every(({ exitCode }) => exitCode === 0));
});

test('sixteen at once while the plan is slow: all wait for the one that requests it', async (t) => {
  const stage = await setStage(t, { scenario: 'me-slow' });
  const runs = await sixteen(stage, ['usage']);
  assert.equal(stage.asked('usages'), 1);
  assert.ok(runs.every(({ exitCode }) => exitCode === 0));
});

test('the plan is not requested every time, but always shown', async (t) => {
  const stage = await setStage(t);
  const plans: unknown[] = [];
  for (let time = 0; time < 3; time += 1)
    plans.push(
      readUsageArray((await stage.run(['usage', '--json', '--max-age', '0'])).stdout)[0]?.kimi?.[
        'plan'
      ],
    );
  assert.deepEqual([stage.asked('usages'), stage.asked('me')], [3, 1]);
  assert.deepEqual(plans, Array(3).fill(plans[0]));
  assert.equal(typeof plans[0], 'string');
});

test('cached usage is shown while it is recent enough', async (t) => {
  const stage = await setStage(t);
  const asked = async (...flags: string[]): Promise<number> => {
    assert.equal((await stage.run(['usage', ...flags])).exitCode, 0);
    return stage.asked('usages');
  };
  assert.equal(await asked(), 1);
  assert.equal(await asked(), 1);
  assert.equal(await asked('--json'), 1);
  assert.equal(await asked('--max-age', '60'), 1);
  assert.equal(await asked('--max-age', '0'), 2);
  assert.equal(await asked('--source', 'api'), 3, 'what another source said is no answer');
  assert.equal(await asked('--source', 'api'), 3);
});

test('--refresh ignores the cache, but not usage of the last ten seconds, whose age it says', async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  ageUsage(stage, 4000);
  const soon = await stage.run(['usage', '--refresh']);
  assert.deepEqual([soon.exitCode, stage.asked('usages')], [0, 1]);
  assert.match(soon.stderr, /^Refreshed [5-9] s ago: KimiBar refreshes at most every 10 s/);
  const json = await stage.run(['usage', '--refresh', '--json']);
  assert.ok((readUsageArray(json.stdout)[0]?.kimi?.ageSeconds ?? 0) >= 4);
  ageUsage(stage, 10_000);
  const later = await stage.run(['usage', '--refresh']);
  assert.deepEqual([later.exitCode, later.stderr, stage.asked('usages')], [0, '', 2]);
});

test('every process respects a Retry-After, even with --refresh, and says how long', async (t) => {
  const stage = await setStage(t, { scenario: 'status-429' });
  const first = await stage.run([]);
  assert.match(first.stderr, /\(429\)\. Kimi asks to wait 2m before the next request\.$/m);
  stage.simulator.setScenario('everyday');
  const second = await stage.run(['usage', '--max-age', '0']);
  assert.deepEqual([second.exitCode, second.stdout], [1, '']);
  assert.match(second.stderr, /\(429\)/);
  assert.equal(stage.asked('usages'), 1);
  ageUsage(stage, 60_000);
  const forced = await stage.run(['usage', '--refresh']);
  assert.deepEqual([forced.exitCode, stage.asked('usages')], [1, 1]);
  assert.match(forced.stderr, /\(429\)\. Kimi asks to wait 1m before .+\nRefreshed 6\d s ago/);
  ageUsage(stage, 60_000);
  assert.deepEqual([(await stage.run([])).exitCode, stage.asked('usages')], [0, 2]);
});

test('the end of an outage is noticed at the next run after a short pause', async (t) => {
  const stage = await setStage(t, { scenario: 'status-500' });
  assert.equal((await stage.run([])).exitCode, 1);
  stage.simulator.setScenario('everyday');
  assert.equal((await stage.run(['usage', '--max-age', '0'])).exitCode, 0);
  assert.equal(stage.asked('usages'), 2);
});

test('a missing key is looked for again each time', async (t) => {
  const stage = await setStage(t, { key: '' });
  assert.equal((await stage.run([])).exitCode, 1);
  const stored = await stage.run(['config', 'set-api-key', '--provider', 'kimi', '--stdin'], {
    stdin: 'sk-kimi-nobody-knows-this',
  });
  assert.equal(stored.exitCode, 0);
  assert.match((await stage.run([])).stderr, /invalid or expired/);
  assert.equal(stage.asked('usages'), 1);
});

test('a killed process delays the others only until its lease expires', async (t) => {
  const stage = await setStage(t, { scenario: 'hang' });
  const killed = await stage.run([], {
    onStart: (child) =>
      void until(() => stage.asked('usages') === 1, 'the request').then(() =>
        child.kill('SIGKILL'),
      ),
  });
  assert.equal(killed.exitCode, null);
  assert.deepEqual([readingPaths(stage).length, leftBeside(stage)], [0, ['lease']]);
  stage.simulator.setScenario('everyday');

  const lease = readdirSync(readingsFolder(stage)).find((name) => name.endsWith('.lease')) ?? '';
  const now = new Date();
  utimesSync(join(readingsFolder(stage), lease), now, now);
  const impatient = await stage.run(['usage', '--timeout', '0.4']);
  assert.equal(impatient.exitCode, 4);
  assert.equal(stage.asked('usages'), 1, 'a live lease is respected');

  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(join(readingsFolder(stage), lease), longAgo, longAgo);
  const runs = await sixteen(stage, ['usage']);
  assert.ok(runs.every(({ exitCode }) => exitCode === 0));
  assert.equal(stage.asked('usages'), 2);
  assert.deepEqual([readingPaths(stage).length, leftBeside(stage)], [1, []]);
});

test("one process's short time-out is not taken for an outage by another", async (t) => {
  const stage = await setStage(t, { scenario: 'slow' });
  // Kimi responds after three seconds.
  const impatient = stage.run(['usage', '--timeout', '2']);
  await until(() => stage.asked('usages') === 1, 'the request');
  const patient = stage.run(['usage']);
  assert.equal((await impatient).exitCode, 4);
  assert.equal((await patient).exitCode, 0);
  assert.equal(stage.asked('usages'), 2);
});

function sixteen(stage: Stage, args: readonly string[]): Promise<ProgramRun[]> {
  return Promise.all(Array.from({ length: 16 }, () => stage.run(args)));
}
