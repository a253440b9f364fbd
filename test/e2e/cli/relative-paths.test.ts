import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { setStage } from '../../support/stage.ts';
import { eventually } from '../../support/until.ts';

const config = JSON.stringify({ providers: [{ id: 'kimi', apiKey: demoApiKey }] });

for (const [how, args, env] of [
  ['--config', ['--config', 'my.json'], {}],
  ['KIMIBAR_CONFIG', [], { KIMIBAR_CONFIG: 'my.json' }],
] as const) {
  test(`a relative ${how} is the same file for the refresh in the background`, async (t) => {
    const stage = await setStage(t, { key: '' });
    const folder = join(stage.home, 'work');
    mkdirSync(folder);
    writeFileSync(join(folder, 'my.json'), config, { mode: 0o600 });
    const line = ['statusline', 'plain', ...args];
    const options = { folder, env: { ...env, KIMIBAR_DATA_DIR: 'data' } };
    await eventually(async () => {
      const { stdout } = await stage.run(line, options);
      return /^Kimi 5h \d+%/.test(stdout) ? true : undefined;
    }, 'the line with usage');
    assert.equal(stage.asked('usages'), 1);
    assert.ok(existsSync(join(folder, 'data', 'readings', 'latest.json')));
    assert.equal(existsSync(join(stage.home, 'data')), false);
  });
}

test(
  'a service gets absolute paths',
  { skip: process.platform !== 'linux' && 'the unit is that of Linux' },
  async (t) => {
    const stage = await setStage(t);
    const folder = join(stage.home, 'work');
    mkdirSync(folder);
    writeFileSync(join(folder, 'my.json'), config, { mode: 0o600 });
    const env = { KIMIBAR_CONFIG: './my.json', KIMIBAR_DATA_DIR: 'data', KIMI_CODE_HOME: 'kimi' };
    const given = await stage.run(['--config', 'my.json', 'serve', 'install', '--dry-run'], {
      folder,
      env,
    });
    assert.equal(given.exitCode, 0, given.stderr);
    for (const part of [
      `"--config" "${folder}/my.json"`,
      `"KIMIBAR_CONFIG=${folder}/my.json"`,
      `"KIMIBAR_DATA_DIR=${folder}/data"`,
      `"KIMI_CODE_HOME=${folder}/kimi"`,
    ])
      assert.ok(given.stdout.includes(part), given.stdout);
  },
);

test('line breaks in paths and templates reach no file of another program', async (t) => {
  const stage = await setStage(t);
  const evil = 'a\nExecStartPre=/bin/false';
  for (const [args, env] of [
    [['serve', 'install', '--dry-run', '--config', evil], {}],
    [['serve', 'install', '--dry-run'], { KIMI_CODE_HOME: `/x"\nExecStartPre=/bin/false\n` }],
    [['statusline', 'print', 'i3blocks', '--format', 'a\n[evil]\ncommand=id'], {}],
    [['statusline', 'install', 'claude-code', '--format', 'a\u001B[2J'], {}],
    [['statusline', 'install', 'tmux', '--config', 'a\r.json'], {}],
  ] as const) {
    const { exitCode, stdout, stderr } = await stage.run(args, { env });
    assert.deepEqual([exitCode, stdout], [64, ''], args.join(' '));
    assert.match(stderr, /^[^\p{Cc}]+\n$/u, stderr);
  }
  assert.equal(existsSync(join(stage.home, '.claude')), false);
});
