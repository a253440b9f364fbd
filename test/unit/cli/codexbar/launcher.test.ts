import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { runLauncherInstall, runLauncherUninstall } from '../../../../src/cli/codexbar/launcher.ts';
import type { CommandContext } from '../../../../src/cli/command-context.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const posix = { skip: process.platform === 'win32' && 'paths and links of other systems' };

/** A program of which nothing but the words can be seen: it prints its arguments, one a line. */
function fakeProgram(home: string): { readonly node: string; readonly script: string } {
  const node = join(home, "it's node");
  writeFileSync(node, '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  chmodSync(node, 0o755);
  const script = join(home, 'kimi bar.cjs');
  writeFileSync(script, '');
  return { node, script };
}

function stageIn(t: TestContext) {
  const home = tempFolder(t);
  const folder = join(home, '.local', 'bin');
  const path = join(folder, 'codexbar');
  const run = (env: Record<string, string> = {}) => recordedContext(home, { env });
  return { home, folder, path, run, program: fakeProgram(home) };
}

test('install writes a launcher that passes every word on', posix, async (t) => {
  const { home, folder, path, run, program } = stageIn(t);
  const { ctx, stdout, stderr } = run({ PATH: folder });
  assert.equal(await runLauncherInstall(ctx, {}, program), 0);
  assert.deepEqual(
    [stdout(), stderr()],
    [`Wrote ${path}. Programs that run codexbar now get KimiBar.\n`, ''],
  );
  assert.equal(lstatSync(path).mode & 0o777, 0o755);
  const { commands } = createNodeHost({ env: { HOME: home } });
  const words = ['usage', '--provider', 'kimi', 'two words', '$HOME', ''];
  const result = await commands.run(path, words, { timeoutMs: 5000 });
  assert.ok(result.kind === 'ran');
  assert.deepEqual(result.stdout.split('\n').slice(0, -1), [program.script, 'codexbar', ...words]);
});

test('an executable, which has its script inside, needs no PATH', posix, async (t) => {
  const { home, path, run } = stageIn(t);
  const { node } = fakeProgram(home);
  const script = join(home, '.cache', 'kimibar', 'program-0.1.0-0', 'kimibar.cjs');
  await runLauncherInstall(run().ctx, {}, { node, script });
  const { commands } = createNodeHost({ env: {} });
  const result = await commands.run(path, ['usage'], { timeoutMs: 5000, env: { PATH: '/bin' } });
  assert.ok(result.kind === 'ran');
  assert.equal(result.stdout, 'kimibar.cjs\ncodexbar\nusage\n');
});

test('if this Node is gone, kimibar in PATH is next', posix, async (t) => {
  const { home, path, run, program } = stageIn(t);
  await runLauncherInstall(run().ctx, {}, { ...program, node: join(home, 'gone') });
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'kimibar'), '#!/bin/sh\necho "kimibar $*"\n');
  chmodSync(join(bin, 'kimibar'), 0o755);
  const { commands } = createNodeHost({ env: {} });
  const env = { PATH: `${bin}:/usr/bin:/bin` };
  const result = await commands.run(path, ['usage', '--json'], { timeoutMs: 5000, env });
  assert.ok(result.kind === 'ran');
  assert.equal(result.stdout, 'kimibar codexbar usage --json\n');
});

test('install again brings it up to date, uninstall removes it', posix, async (t) => {
  const { folder, path, run, program } = stageIn(t);
  const env = { PATH: folder };
  await runLauncherInstall(run().ctx, {}, { ...program, script: '/an/older/kimibar.cjs' });
  const updated = run(env);
  assert.equal(await runLauncherInstall(updated.ctx, {}, program), 0);
  assert.match(updated.stdout(), /^Wrote /);
  assert.doesNotMatch(readFileSync(path, 'utf8'), /older/);
  const same = run(env);
  await runLauncherInstall(same.ctx, {}, program);
  assert.equal(same.stdout(), `Already installed: ${path}\n`);
  const removed = run(env);
  assert.equal(await runLauncherUninstall(removed.ctx, {}), 0);
  assert.deepEqual([removed.stdout(), existsSync(path)], [`Removed ${path}\n`, false]);
  const again = run(env);
  assert.equal(await runLauncherUninstall(again.ctx, {}), 0);
  assert.equal(again.stdout(), `Not installed: there is no ${path}\n`);
});

const foreignFiles: Readonly<Record<string, (path: string) => void>> = {
  'a script': (path) => writeFileSync(path, '#!/bin/sh\nexec CodexBarCLI "$@"\n'),
  'a binary': (path) => writeFileSync(path, Buffer.from([0xcf, 0xfa, 0xed, 0xfe])),
  'a link': (path) => symlinkSync('/Applications/CodexBar.app/Contents/Helpers/codexbar', path),
  'a folder': (path) => mkdirSync(path),
};

for (const [name, create] of Object.entries(foreignFiles)) {
  test(`${name} of another program stays as it is`, posix, async (t) => {
    const { folder, path, run, program } = stageIn(t);
    mkdirSync(folder, { recursive: true });
    create(path);
    const before = lstatSync(path);
    const acts = [
      (ctx: CommandContext) => runLauncherInstall(ctx, {}, program),
      (ctx: CommandContext) => runLauncherUninstall(ctx, {}),
    ];
    for (const act of acts) {
      const { ctx, stdout, stderr } = run({ PATH: folder });
      assert.equal(await act(ctx), 1);
      assert.equal(stdout(), '');
      assert.match(stderr(), /was not written by KimiBar.* --dir\.\n$/);
    }
    const { ino, mtimeMs } = lstatSync(path);
    assert.deepEqual([ino, mtimeMs], [before.ino, before.mtimeMs]);
  });
}

test(
  '--dir chooses the folder; install says if a shell would not find it there',
  posix,
  async (t) => {
    const { home, run, program } = stageIn(t);
    const folder = join(home, 'widgets');
    const unlisted = run({ PATH: '/usr/bin' });
    assert.equal(await runLauncherInstall(unlisted.ctx, { folder }, program), 0);
    assert.match(unlisted.stderr(), new RegExp(`^${folder} is not in PATH\\.`));
    const other = join(home, 'other', 'codexbar');
    mkdirSync(dirname(other));
    writeFileSync(other, '#!/bin/sh\n');
    const hidden = run({ PATH: `${dirname(other)}:${folder}` });
    await runLauncherInstall(hidden.ctx, { folder }, program);
    assert.equal(hidden.stderr(), `Another codexbar comes first in PATH: ${other}\n`);
    assert.equal(await runLauncherUninstall(run().ctx, { folder }), 0);
    assert.equal(existsSync(join(folder, 'codexbar')), false);
  },
);

test('a folder that cannot be written is one line', posix, async (t) => {
  const { home, run, program } = stageIn(t);
  const file = join(home, 'file');
  writeFileSync(file, '');
  const { ctx, stderr } = run();
  assert.equal(await runLauncherInstall(ctx, { folder: join(file, 'bin') }, program), 1);
  assert.match(stderr(), /^Can't change \S+ \(E[A-Z]+: [a-z ]+\)\.\n$/);
});

test('on Windows it is a command file', async (t) => {
  const { home, run } = stageIn(t);
  const { ctx } = run({ APPDATA: join(home, 'Roaming') });
  const windows = { ...ctx.host, platform: { ...ctx.host.platform, os: 'win32' as const } };
  const program = { node: 'C:\\100%\\node.exe', script: 'C:\\k\\kimibar.cjs' };
  assert.equal(await runLauncherInstall({ ...ctx, host: windows }, {}, program), 0);
  const text = readFileSync(join(home, 'Roaming', 'npm', 'codexbar.cmd'), 'utf8');
  // By its name only, cmd would run one of the current folder.
  assert.match(text, /\r\nset NoDefaultCurrentDirectoryInExePath=1\r\nkimibar codexbar %\*\r\n/);
  assert.match(text, /^@echo off\r\nrem Written by KimiBar/);
  assert.ok(
    text.includes('if exist "C:\\100%%\\node.exe" if exist "C:\\k\\kimibar.cjs" goto full\r\n'),
  );
  assert.ok(text.endsWith('"C:\\100%%\\node.exe" "C:\\k\\kimibar.cjs" codexbar %*\r\n'));

  const unpacked = 'C:\\me\\kimibar\\cache\\program-0.1.0-0\\kimibar.cjs';
  await runLauncherInstall({ ...ctx, host: windows }, {}, { ...program, script: unpacked });
  const launcher = readFileSync(join(home, 'Roaming', 'npm', 'codexbar.cmd'), 'utf8');
  assert.ok(launcher.includes('\r\nif exist "C:\\100%%\\node.exe" goto full\r\n'), launcher);
});
