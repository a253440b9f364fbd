import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { openDaemon } from '../../../src/daemon/open-daemon.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { writeSimulatedPast } from '../../support/simulated-past.ts';
import { setStage } from '../../support/stage.ts';
import { eventually, until } from '../../support/until.ts';

test('the daemon runs hooks once, and not again after a restart', async (t) => {
  const stage = await setStage(t, { scenario: 'everyday' });
  stage.simulator.use('session', 1000);
  const hook = join(stage.home, 'hook');
  const heard = join(stage.home, 'heard');
  writeFileSync(hook, `#!/bin/sh\necho "$KIMIBAR_EVENT $KIMIBAR_WINDOW $1 $(cat)" >> '${heard}'\n`);
  chmodSync(hook, 0o700);
  const folder = join(stage.home, '.config', 'kimibar');
  mkdirSync(folder, { recursive: true });
  const rule = {
    on: ['quota-exhausted', 'quota-low', 'quota-reset'],
    window: 'session',
    command: hook,
    args: ['$(id)'],
  };
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ hooks: { rules: [rule, { on: '*', command: '/nowhere/hook' }] } }),
  );
  const host = createNodeHost({
    env: { ...stage.env, PATH: process.env['PATH'] ?? '', HOME: stage.home, TZ: 'UTC' },
  });

  const first = await openDaemon({ host });
  await first.refresh();
  await until(() => existsSync(heard) && readFileSync(heard, 'utf8').includes('\n'), 'the hook');
  await first.close();
  const memory = join(stage.home, '.local', 'share', 'kimibar', 'events.json');
  assert.equal(statSync(memory).mode & 0o777, 0o600);
  assert.doesNotMatch(readFileSync(memory, 'utf8'), /sk-kimi/);

  const second = await openDaemon({ host });
  await second.refresh();
  await second.refresh();
  await second.close();
  const lines = readFileSync(heard, 'utf8').trim().split('\n');
  assert.equal(lines.length, 1);
  assert.match(
    lines[0] ?? '',
    /^quota-exhausted session \$\(id\) \{"event":"quota-exhausted",.*"usedPercent":100,"remainingPercent":0,/,
  );
});

test(
  'no hook runs if other users can change the config file, since it would run their commands',
  { skip: process.platform === 'win32' },
  async (t) => {
    const stage = await setStage(t, { scenario: 'everyday' });
    stage.simulator.use('session', 1000);
    const [hook, heard] = [join(stage.home, 'hook'), join(stage.home, 'heard')];
    writeFileSync(hook, `#!/bin/sh\necho "$KIMIBAR_EVENT" >> '${heard}'\n`);
    chmodSync(hook, 0o700);
    const folder = join(stage.home, '.config', 'kimibar');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'config.json');
    writeFileSync(file, JSON.stringify({ hooks: { rules: [{ on: '*', command: hook }] } }));
    for (const open of [file, folder, join(folder, '..')]) {
      chmodSync(open, 0o777);
      const tested = await stage.run(['hooks', 'test', 'quota-low']);
      assert.deepEqual([tested.exitCode, tested.stdout], [1, '']);
      assert.match(
        tested.stderr,
        /^Hooks are disabled because other users can modify .+config\.json/,
      );
      assert.match((await stage.run(['hooks', 'list'])).stderr, /^Hooks are disabled/);
      const daemon = await openDaemon({
        host: createNodeHost({ env: { ...stage.env, HOME: stage.home, TZ: 'UTC' } }),
      });
      await daemon.refresh();
      await daemon.close();
      chmodSync(open, open === file ? 0o600 : 0o700);
    }
    if (process.getuid?.() === 0) {
      // A group with other members, as `users` and `staff` are.
      chownSync(file, 0, 65_534);
      chmodSync(file, 0o664);
      assert.match((await stage.run(['hooks', 'list'])).stderr, /^Hooks are disabled/);
      assert.equal((await stage.run(['hooks', 'test', 'quota-low'])).exitCode, 1);
      chownSync(file, 0, 0);
    }
    assert.equal(existsSync(heard), false);
    assert.equal((await stage.run(['hooks', 'test', 'quota-low'])).exitCode, 0);
    assert.equal(existsSync(heard), true);
  },
);

test('a price change that the logs show runs its hook, once', async (t) => {
  const stage = await setStage(t, { scenario: 'everyday' });
  const [hook, heard] = [join(stage.home, 'hook'), join(stage.home, 'heard')];
  writeFileSync(hook, `#!/bin/sh\necho "$KIMIBAR_EVENT $KIMIBAR_WINDOW $(cat)" >> '${heard}'\n`);
  chmodSync(hook, 0o700);
  const folder = join(stage.home, '.config', 'kimibar');
  mkdirSync(folder, { recursive: true });
  const rules = [{ on: ['price-changed'], command: hook }];
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ hooks: { rules } }));
  const tested = await stage.run(['hooks', 'test', 'price-changed']);
  assert.equal(tested.exitCode, 0, tested.stderr);
  const simulated = readFileSync(heard, 'utf8');
  writeFileSync(heard, '');

  const nowMs = Date.now();
  const host = createNodeHost({
    env: { ...stage.env, PATH: process.env['PATH'] ?? '', HOME: stage.home, TZ: 'UTC' },
  });
  await writeSimulatedPast(host, join(stage.home, '.kimi-code'), { nowMs });
  for (let start = 0; start < 2; start += 1) {
    const daemon = await openDaemon({ host });
    await daemon.refresh();
    daemon.stayOpen();
    await eventually(async () => daemon.state().accounts[0]?.priceChange, 'the prices');
    await until(() => readFileSync(heard, 'utf8').endsWith('\n'), 'the hook');
    await daemon.close();
  }
  const lines = readFileSync(heard, 'utf8').trim().split('\n');
  assert.equal(lines.length, 1);
  for (const line of [simulated, lines[0] ?? '']) {
    const [, window = '', json = ''] = /^price-changed (\w+) (\{.*\})\s*$/.exec(line) ?? [];
    const { event, since, tokensPerPoint, tokensPerPointBefore } = JSON.parse(json);
    assert.deepEqual([event, window.length > 0], ['price-changed', true]);
    assert.ok(tokensPerPoint < tokensPerPointBefore, line);
    assert.ok(Math.abs(Date.parse(since) - nowMs) < 11 * 86_400_000, line);
  }
});
