import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { setStage, type Stage } from '../../support/stage.ts';
import { noFileRights } from '../../support/this-system.ts';
import { testTimeoutMs } from '../../support/until.ts';

/** Reading one of these waits forever, never ends, or fills the memory. */
const strange: Readonly<Record<string, (path: string) => void>> = {
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a link to a device without end': (path) => symlinkSync('/dev/zero', path),
  'a file of 2 GB': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 2_000_000_000);
  },
};

/** Files of other programs that KimiBar reads. */
const foreign = [
  '.kimi-code/config.toml',
  '.kimi-code/tui.toml',
  '.kimi-code/credentials/kimi-code.json',
  '.claude/settings.json',
  '.mozilla/firefox/profiles.ini',
  '.mozilla/firefox/installs.ini',
  '.config/kimi-desktop/Cookies',
];

function replace(path: string, make: (path: string) => void): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  make(path);
}

async function exitCodes(stage: Stage, commands: readonly string[]): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (const command of commands) {
    const { exitCode } = await stage.run(command.split(' '), { env: { KIMIBAR_LANG: '' } });
    codes.push(`${command}: ${exitCode}`);
  }
  return codes;
}

const options = {
  skip: noFileRights || (process.platform !== 'linux' && 'the paths are those of Linux'),
  timeout: testTimeoutMs,
};

for (const [what, make] of Object.entries(strange)) {
  test(`${what} in place of the config file is reported`, options, async (t) => {
    const stage = await setStage(t);
    replace(join(stage.home, '.config', 'kimibar', 'config.json'), make);
    assert.deepEqual(
      await exitCodes(stage, [
        'usage',
        'config show',
        'config validate',
        'config set display.meters used',
        'statusline plain',
        'serve --port 0',
      ]),
      [
        'usage: 1',
        'config show: 1',
        'config validate: 1',
        'config set display.meters used: 1',
        'statusline plain: 0',
        'serve --port 0: 1',
      ],
    );
    const { stderr } = await stage.run(['usage']);
    assert.match(stderr, /config\.json \((not a file|larger than 1 MiB)\)/);
  });

  test(`${what} in place of other programs’ files is passed over`, options, async (t) => {
    const stage = await setStage(t, { key: '' });
    for (const path of foreign) replace(join(stage.home, path), make);
    const commands = ['usage --timeout 20', 'doctor', 'cookies', 'statusline plain'];
    for (const tool of ['kimi-code', 'claude-code'])
      for (const how of ['install', 'uninstall']) commands.push(`statusline ${how} ${tool}`);
    assert.deepEqual(await exitCodes(stage, commands), [
      'usage --timeout 20: 1',
      'doctor: 1',
      'cookies: 0',
      'statusline plain: 0',
      'statusline install kimi-code: 1',
      'statusline uninstall kimi-code: 1',
      'statusline install claude-code: 1',
      'statusline uninstall claude-code: 1',
    ]);
    for (const path of ['.kimi-code', '.claude'])
      assert.ok(!readdirSync(join(stage.home, path)).some((name) => name.includes('backup')));
  });

  test(`${what} in place of KimiBar’s own files is replaced or passed over`, options, async (t) => {
    const stage = await setStage(t);
    const commands = ['usage', 'statusline plain', 'usage --refresh', 'history'];
    await exitCodes(stage, [...commands, 'statusline install tmux']);
    const data = join(stage.home, '.local', 'share', 'kimibar');
    const own = readdirSync(data, { recursive: true, encoding: 'utf8' })
      .map((name) => join(data, name))
      .filter((path) => statSync(path).isFile() && !/-(wal|shm)$/.test(path));
    assert.ok(own.length >= 3, own.join());
    for (const name of ['schedule.json', 'events.json', 'snoozes.json']) own.push(join(data, name));
    for (const path of own) replace(path, make);
    const [first, ...rest] = await exitCodes(stage, [...commands, 'statusline uninstall tmux']);
    assert.deepEqual(
      [first, ...rest.filter((line) => !String(line).startsWith('history'))],
      ['usage: 0', 'statusline plain: 0', 'usage --refresh: 0', 'statusline uninstall tmux: 0'],
    );
  });
}
