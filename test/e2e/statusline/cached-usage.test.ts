import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { setStage } from '../../support/stage.ts';
import { ageUsage, latestUsage } from '../../support/status-files.ts';
import { until } from '../../support/until.ts';

const minuteMs = 60_000;
const everyday = /^Kimi 5h \d+% left · 7d \d+% · empty (\w{3} )?\d\d:\d\d\n$/;

test('a status line shows the cached usage and requests nothing', async (t) => {
  const stage = await setStage(t);
  assert.deepEqual(await stage.run(['statusline', 'plain', '--no-refresh']), {
    exitCode: 0,
    stdout: 'Kimi · no data yet\n',
    stderr: '',
  });
  await stage.run(['usage']);
  assert.equal(stage.asked('usages'), 1);
  for (const target of ['plain', 'kimi-code', 'claude-code', 'tmux', 'starship', 'polybar']) {
    const { exitCode, stdout, stderr } = await stage.run(['statusline', target, '--no-color']);
    assert.deepEqual([exitCode, stderr], [0, ''], target);
    assert.match(stdout, everyday, target);
  }
  const { stdout } = await stage.run(
    ['statusline', 'plain', '--format', '{session.left}|{nope}|{weekly.resetsIn}'],
    {
      env: { LANG: 'zh_CN.UTF-8' },
    },
  );
  assert.match(stdout, /^\d+\|\?\|\d+天\d+时\n$/);
  assert.equal(stage.asked('usages'), 1);
});

test('stale usage is marked and starts one background refresh, however many lines there are', async (t) => {
  const stage = await setStage(t);
  await stage.run(['usage']);
  ageUsage(stage, 12 * minuteMs);
  const lines = await Promise.all(
    Array.from({ length: 6 }, () => stage.run(['statusline', 'plain'])),
  );
  const stale = /^⚠ Kimi 5h \d+% left · 12m old\n$/;
  assert.ok(lines.every(({ exitCode }) => exitCode === 0));
  // Whichever was first: those that start last may find the refresh done.
  const marked = lines.filter(({ stdout }) => stale.test(stdout));
  assert.ok(marked.length > 0, lines[0]?.stdout);
  for (const { stdout } of lines) if (!stale.test(stdout)) assert.match(stdout, everyday);
  await until(
    () => latestUsage(stage).snapshot.fetchedAtMs > Date.now() - minuteMs,
    'a fresh reading',
  );
  assert.match((await stage.run(['statusline', 'plain'])).stdout, everyday);
  assert.equal(stage.asked('usages'), 2);
});

test('a failing service gets one request per cadence, and none with --no-refresh', async (t) => {
  const stage = await setStage(t);
  await stage.run(['usage']);
  stage.simulator.setScenario('status-503');
  ageUsage(stage, 7 * minuteMs);
  await stage.run(['statusline', 'plain', '--no-refresh']);
  assert.equal(stage.asked('usages'), 1);
  await stage.run(['statusline', 'plain']);
  await until(() => latestUsage(stage).failed !== undefined, 'a kept failure');
  assert.match(
    (await stage.run(['statusline', 'plain'])).stdout,
    /^⚠ Kimi 5h \d+% left · 7m old\n$/,
  );
  assert.equal(stage.asked('usages'), 2);
  ageUsage(stage, 6 * minuteMs);
  await stage.run(['statusline', 'plain']);
  await until(
    () => latestUsage(stage).failed.failedAtMs > Date.now() - minuteMs,
    'the failure of the next cadence',
  );
  assert.equal(stage.asked('usages'), 3);
});

test("another key's usage is never shown; a bar without the shell's key shows the last usage", async (t) => {
  const stage = await setStage(t);
  await stage.run(['usage']);
  const other = { KIMI_CODE_API_KEY: 'sk-kimi-another-account' };
  assert.equal(
    (await stage.run(['statusline', 'plain', '--no-refresh'], { env: other })).stdout,
    'Kimi · no data yet\n',
  );
  const bare = { KIMI_CODE_API_KEY: '', KIMI_CODE_BASE_URL: '', KIMI_WEB_BASE_URL: '' };
  assert.match(
    (await stage.run(['statusline', 'plain', '--no-refresh'], { env: bare })).stdout,
    everyday,
  );
  mkdirSync(join(stage.home, '.config', 'kimibar'), { recursive: true });
  writeFileSync(
    join(stage.home, '.config', 'kimibar', 'config.json'),
    '{"display": {"meters": "used"}, "language": "zh-CN"}',
  );
  // Changed settings apply at once and without another request, with and without the key.
  for (const env of [bare, {}]) {
    assert.match(
      (await stage.run(['statusline', 'plain', '--no-refresh'], { env })).stdout,
      /^Kimi 5h 已用 \d+% · 7d \d+%/,
    );
  }
  assert.equal(stage.asked('usages'), 1);
});

test('without a key, with a broken config or if disabled, the line says so', async (t) => {
  const stage = await setStage(t, { key: '' });
  const refreshed = async (): Promise<string> => {
    assert.equal((await stage.run(['statusline', 'refresh'])).exitCode, 0);
    return (await stage.run(['statusline', 'plain', '--no-refresh'])).stdout;
  };
  assert.equal(await refreshed(), 'Kimi · not signed in\n');
  mkdirSync(join(stage.home, '.config', 'kimibar'), { recursive: true });
  const config = join(stage.home, '.config', 'kimibar', 'config.json');
  writeFileSync(config, '{');
  assert.equal(await refreshed(), 'Kimi · config file error\n');
  writeFileSync(config, '{"providers": [{"id": "kimi", "enabled": false}]}');
  assert.equal(await refreshed(), 'Kimi · off\n');
  assert.equal(stage.simulator.requests.length, 0);
});

test('invalid arguments of a status line are rejected by name', async (t) => {
  const stage = await setStage(t);
  for (const [args, says] of [
    [
      ['plane'],
      /^Invalid value "plane" for <target>\. Did you mean plain\? Allowed: kimi-code, .*plain\n$/,
    ],
    [['plain', '--colour'], /^Unknown option --colour/],
    [['plain', '--width', '0'], /^Invalid value "0" for --width/],
    [
      ['install', 'tmux', '--format', '{x}'],
      /^Unknown field in --format: x\. Allowed: session\.left/,
    ],
  ] as const) {
    const { exitCode, stdout, stderr } = await stage.run(['statusline', ...args]);
    assert.deepEqual([exitCode, stdout], [64, '']);
    assert.match(stderr, says);
  }
});
