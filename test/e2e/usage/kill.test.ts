import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { leftBeside, readingPaths, readingsFolder } from '../../support/cache-folder.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

const lives = 8;
const killsEach = 13;

test('killed at a hundred random moments while changing the config: the old file or the new one', async (t) => {
  const marks = await Promise.all(Array.from({ length: lives }, () => liveThroughConfigKills()));
  const hits = sum(marks);
  t.diagnostic(`${hits} of ${lives * killsEach} were killed in the middle of a change`);
  assert.ok(hits >= 10, `only ${hits} were killed in the middle of a change`);

  async function liveThroughConfigKills(): Promise<number> {
    const stage = await setStage(t);
    const folder = join(stage.home, '.config', 'kimibar');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'config.json');
    writeFileSync(
      path,
      '{\n  "version": 1,\n  "mine": ["stays"] ,\n  "providers": [{ "id": "kimi", "region": "global" }]\n}\n',
    );
    let interrupted = 0;
    for (let turn = 0; turn < killsEach; turn += 1) {
      const before = regionIn(path);
      const after = before === 'global' ? 'mainland' : 'global';
      await killedRun(stage, ['config', 'set', 'region', after], folder);
      assert.ok([before, after].includes(regionIn(path)));
      assert.ok(
        readFileSync(path, 'utf8').includes('\n  "mine": ["stays"] ,\n'),
        'what a person wrote stays as it was written',
      );
      if (readdirSync(folder).length > 1) interrupted += 1;
      passTime(folder);
    }
    const shown = await stage.run(['config', 'show', '--format', 'json']);
    assert.deepEqual([shown.exitCode, shown.stderr], [0, '']);
    assert.equal((await stage.run(['config', 'set', 'region', 'auto'])).exitCode, 0);
    assert.equal(regionIn(path), 'auto');
    assert.deepEqual(readdirSync(folder), ['config.json'], 'the next change tidies up');
    return interrupted;
  }
});

test('killed at a hundred random moments while keeping a reading: the old one or the new one', async (t) => {
  const marks = await Promise.all(Array.from({ length: lives }, () => liveThroughCacheKills()));
  const hits = sum(marks);
  t.diagnostic(
    `${hits} of ${lives * killsEach} were killed between asking and having kept the answer`,
  );
  assert.ok(hits >= 10, `only ${hits} were killed in the middle of it`);

  async function liveThroughCacheKills(): Promise<number> {
    const stage = await setStage(t);
    const folder = readingsFolder(stage);
    assert.equal((await stage.run([])).exitCode, 0);
    let interrupted = 0;
    for (let turn = 0; turn < killsEach; turn += 1) {
      const before = usedIn(stage);
      stage.simulator.use('session', 1);
      await killedRun(stage, ['usage', '--refresh'], folder);
      const after = usedIn(stage);
      assert.ok(after >= before && after <= 139 + turn + 1, `${before}, then ${after}`);
      if (leftBeside(stage).length > 0) interrupted += 1;
      passTime(folder);
    }
    const shown = await stage.run(['usage', '--json', '--max-age', '1000000']);
    const [record] = readUsageArray(shown.stdout);
    assert.deepEqual([shown.exitCode, record?.kimi?.windows?.[0]?.['used']], [0, usedIn(stage)]);
    assert.equal((await stage.run(['usage', '--refresh'])).exitCode, 0);
    assert.equal(usedIn(stage), 139 + killsEach, 'the next reading is kept as ever');
    // The right to take over a lease has one name: it is used again, not added to.
    assert.deepEqual(
      leftBeside(stage).filter((what) => what !== 'takeover'),
      [],
      'the next reading tidies up',
    );
    return interrupted;
  }
});

/** Runs the program and kills it: anywhere in its life, just after it has touched the folder, or while it writes the new file. */
async function killedRun(stage: Stage, args: readonly string[], folder: string): Promise<void> {
  const watcher = watch(folder);
  const moment = Math.floor(Math.random() * 3);
  try {
    await stage.run(args, {
      onStart: (child) => {
        if (moment === 0) void killWithin(child, 250);
        else
          watcher.on(
            'change',
            (_event, name) =>
              (moment === 1 || String(name).endsWith('.tmp')) && void killWithin(child, 5),
          );
      },
    });
  } finally {
    watcher.close();
  }
}

async function killWithin(child: ChildProcess, ms: number): Promise<void> {
  await sleep(Math.random() * ms);
  child.kill('SIGKILL');
}

/** What was left behind looks two minutes old: nobody waits for that here. */
function passTime(folder: string): void {
  const then = new Date(Date.now() - 120_000);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), then, then);
}

function regionIn(path: string): string {
  const config = JSON.parse(readFileSync(path, 'utf8')) as { providers: [{ region: string }] };
  return config.providers[0].region;
}

/** How much of the 5-hour window the kept reading says is used. Throws where no readable reading is kept. */
function usedIn(stage: Stage): number {
  const [path = ''] = readingPaths(stage);
  const kept = JSON.parse(readFileSync(path, 'utf8')) as {
    good: { snapshot: { windows: [{ used: number }] } };
  };
  return kept.good.snapshot.windows[0].used;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
