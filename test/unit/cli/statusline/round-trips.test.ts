import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'node:test';
import { runInstall, runUninstall } from '../../../../src/cli/commands/statusline/install.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights, noLinks } from '../../../support/this-system.ts';
import { configFiles } from './config-files.ts';
import { put, run } from './run-install.ts';

for (const { name, target, path, text, has } of configFiles) {
  test(`${target}, ${name}: install adds it once, and uninstall restores the file to the byte`, async (t) => {
    const home = tempFolder(t);
    const file = put(home, { path, text });
    chmodSync(file, 0o640);
    const { mode } = statSync(file);
    const before = readFileSync(file);

    const shown = await run(runInstall, home, target, { dryRun: true });
    assert.equal(shown.exitCode, 0, shown.stderr);
    assert.match(shown.stdout, /^\+.*statusline/m);
    assert.deepEqual(readFileSync(file), before);

    assert.equal((await run(runInstall, home, target)).exitCode, 0);
    const after = readFileSync(file, 'utf8');
    assert.match(after, new RegExp(`statusline ${target}`));
    for (const part of has) assert.ok(after.includes(part), `keeps ${JSON.stringify(part)}`);
    // Every line is still there, in its order.
    let from = 0;
    for (const line of text.split(/\r?\n/).map((one) => one.trim().replace(/[\s,}\]]+$/, ''))) {
      from = after.indexOf(line, from);
      assert.ok(from >= 0, `keeps ${JSON.stringify(line)}`);
    }
    if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/);
    else assert.doesNotMatch(after, /\r/);
    assert.deepEqual(readFileSync(`${file}.kimibar-backup`), before);
    assert.equal(statSync(file).mode, mode);

    const again = await run(runInstall, home, target);
    assert.match(again.stdout, /already has the status line/);
    assert.equal(readFileSync(file, 'utf8'), after);

    const other = await run(runInstall, home, target, { format: '{session.left}%' });
    assert.equal(other.exitCode, 0);
    assert.equal(readFileSync(file, 'utf8').match(/statusline [a-z0-9-]+ --format/g)?.length, 1);

    assert.equal((await run(runUninstall, home, target)).exitCode, 0);
    assert.deepEqual(readFileSync(file), before);
    assert.deepEqual(
      readdirSync(dirname(file)).filter((one) => one.startsWith(basename(file))),
      [basename(file)],
    );
    assert.match((await run(runUninstall, home, target)).stdout, /has no KimiBar status line/);
  });

  test(`${target}, ${name}: uninstall removes only our part if the user edited the file since`, async (t) => {
    const home = tempFolder(t);
    const file = put(home, { path, text });
    await run(runInstall, home, target);
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const note = target === 'waybar' || target === 'claude-code' ? '// later' : '# later';
    writeFileSync(file, `${note}${eol}${readFileSync(file, 'utf8')}`);
    assert.equal((await run(runUninstall, home, target)).exitCode, 0);
    const left = readFileSync(file, 'utf8');
    assert.doesNotMatch(left, /kimibar/);
    assert.ok(left.startsWith(note));
  });
}

test('waybar: a list on one line is whole again after an edit of the user', async (t) => {
  const home = tempFolder(t);
  const text = '{"modules-right":["clock"],"height":20}\n';
  const file = put(home, { path: '.config/waybar/config', text });
  await run(runInstall, home, 'waybar');
  writeFileSync(file, readFileSync(file, 'utf8').replace('20', '24'));
  assert.equal((await run(runUninstall, home, 'waybar')).exitCode, 0);
  assert.equal(readFileSync(file, 'utf8'), text.replace('20', '24'));
});

test(
  'links of a dotfiles manager stay; the file behind them is edited',
  { skip: noLinks },
  async (t) => {
    const home = tempFolder(t);
    const text = 'set -g mouse on\n';
    const real = put(home, { path: 'dotfiles/tmux.conf', text });
    symlinkSync('dotfiles/tmux.conf', join(home, '.tmux.conf'));
    assert.equal((await run(runInstall, home, 'tmux')).exitCode, 0);
    assert.ok(lstatSync(join(home, '.tmux.conf')).isSymbolicLink());
    assert.equal(readlinkSync(join(home, '.tmux.conf')), 'dotfiles/tmux.conf');
    assert.match(readFileSync(real, 'utf8'), /statusline tmux/);
    assert.equal((await run(runUninstall, home, 'tmux')).exitCode, 0);
    assert.equal(readFileSync(real, 'utf8'), text);
    assert.ok(lstatSync(join(home, '.tmux.conf')).isSymbolicLink());

    symlinkSync('not/there', join(home, '.claude'));
    symlinkSync('not-there', join(home, 'plugins'));
    rmSync(real);
    const refused = await run(runInstall, home, 'tmux');
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /\(a link to a file that does not exist\)\. Nothing changed/);
    assert.equal(readlinkSync(join(home, '.tmux.conf')), 'dotfiles/tmux.conf');
    for (const target of ['claude-code', 'swiftbar'] as const)
      assert.equal((await run(runInstall, home, target)).exitCode, 1, target);
  },
);

test('a read-only file is not edited; the addition is printed', async (t) => {
  const home = tempFolder(t);
  const file = put(home, { path: '.claude/settings.json', text: '{}\n' });
  chmodSync(file, 0o444);
  const { exitCode, stdout, stderr } = await run(runInstall, home, 'claude-code');
  assert.equal(exitCode, 1);
  assert.match(stderr, /is read-only\. Nothing changed/);
  assert.match(stdout, /"statusLine"/);
  assert.equal(readFileSync(file, 'utf8'), '{}\n');
});

test('a file that install created is deleted, unless it has more in it by then', async (t) => {
  for (const [target, path] of [
    ['kimi-code', '.kimi-code/tui.toml'],
    ['claude-code', '.claude/settings.json'],
    ['tmux', '.tmux.conf'],
    ['starship', '.config/starship.toml'],
    ['swiftbar', 'plugins/kimibar.1m.sh'],
  ] as const) {
    const home = tempFolder(t);
    const file = join(home, path);
    assert.equal((await run(runInstall, home, target)).exitCode, 0, target);
    assert.ok(existsSync(file), target);
    if (target === 'swiftbar' && noFileRights === false)
      assert.equal(statSync(file).mode & 0o777, 0o755);
    assert.equal((await run(runUninstall, home, target)).exitCode, 0);
    assert.equal(existsSync(file), false, target);
  }
});

test("a user's own command is never replaced without --force, and restored afterwards", async (t) => {
  for (const [target, path, text, own] of [
    [
      'kimi-code',
      '.kimi-code/tui.toml',
      '[status_line]\ncommand = "~/bin/mine --fast" # mine\n',
      '~/bin/mine --fast',
    ],
    [
      'claude-code',
      '.claude/settings.json',
      '{"statusLine": {"type": "command", "command": "npx ccstatusline"}}\n',
      'npx ccstatusline',
    ],
    [
      'claude-code',
      '.claude/settings.json',
      '{"statusLine": {"type": "command", "command": "kimibar statusline claude-code; mine"}}\n',
      'kimibar statusline claude-code; mine',
    ],
    ['starship', '.config/starship.toml', '[custom.kimibar]\ncommand = "date"\n', 'date'],
    ['waybar', '.config/waybar/config', '{"custom/kimibar": {"exec": "date"}}\n', 'date'],
    ['swiftbar', 'plugins/kimibar.1m.sh', '#!/bin/sh\ndate\n', 'kimibar.1m.sh'],
  ] as const) {
    const home = tempFolder(t);
    const file = put(home, { path, text });
    const refused = await run(runInstall, home, target);
    assert.equal(refused.exitCode, 1, target);
    assert.ok(refused.stderr.includes(`(${own})`), refused.stderr);
    assert.equal(readFileSync(file, 'utf8'), text);
    const forced = await run(runInstall, home, target, { force: true });
    if (target === 'starship') {
      // In TOML the user's own table stays in the way.
      assert.match(forced.stderr, /can't replace. Nothing changed/);
      assert.match(forced.stdout, /^\[custom.kimibar\]/);
      continue;
    }
    assert.equal(forced.exitCode, 0, forced.stderr);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
    assert.equal((await run(runUninstall, home, target)).exitCode, 0);
    assert.ok(readFileSync(file, 'utf8').includes(target === 'swiftbar' ? 'date' : own), target);
  }
});

test('a broken file, a binary file and a missing config are not touched', async (t) => {
  const home = tempFolder(t);
  for (const [target, path, text, says] of [
    ['kimi-code', '.kimi-code/tui.toml', '[status_line\n', /is not valid TOML/],
    ['claude-code', '.claude/settings.json', '{"a": }', /is not valid JSON/],
    ['starship', '.config/starship.toml', 'a = = 1\n', /is not valid TOML/],
    ['tmux', '.tmux.conf', Buffer.from([0x23, 0xff, 0xfe, 0x0a]), /is not UTF-8/],
  ] as const) {
    const file = put(home, { path, text: text as string });
    const { exitCode, stdout, stderr } = await run(runInstall, home, target);
    assert.equal(exitCode, 1);
    assert.match(stderr, says);
    assert.match(stdout, /statusline/);
    assert.deepEqual(readFileSync(file), Buffer.from(text as string));
  }
  const waybar = await run(runInstall, home, 'waybar');
  assert.equal(waybar.exitCode, 1);
  assert.match(waybar.stderr, /You have no \w+ config yet/);
  const polybar = await run(runInstall, home, 'polybar');
  assert.equal(polybar.exitCode, 0);
  assert.match(polybar.stdout, /\[module\/kimibar\]/);
});

test('a byte order mark is preserved', async (t) => {
  const home = tempFolder(t);
  const file = put(home, { path: '.claude/settings.json', text: '\uFEFF{\r\n  "a": 1\r\n}\r\n' });
  assert.equal((await run(runInstall, home, 'claude-code')).exitCode, 0);
  assert.ok(readFileSync(file, 'utf8').startsWith('\uFEFF{'));
  assert.equal((await run(runUninstall, home, 'claude-code')).exitCode, 0);
  assert.equal(readFileSync(file, 'utf8'), '\uFEFF{\r\n  "a": 1\r\n}\r\n');
});
