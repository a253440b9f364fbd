import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { CommandContext } from '../../../../src/cli/command-context.ts';
import { runInstall, runUninstall } from '../../../../src/cli/commands/statusline/install.ts';
import type { Files } from '../../../../src/host/host.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights } from '../../../support/this-system.ts';

const text = '{"a": 1}\n';
const program = { node: '/opt/node/bin/node', script: '/opt/kimibar/dist/kimibar.cjs' };
const options = {
  target: 'claude-code',
  line: { refresh: true },
  dryRun: false,
  force: false,
} as const;

/** A home with a config of Claude Code. `files` replaces some of the disk's methods. */
function stage(t: TestContext, files: (home: string, real: Files) => Partial<Files> = () => ({})) {
  const home = tempFolder(t);
  mkdirSync(join(home, '.claude'));
  const path = join(home, '.claude', 'settings.json');
  writeFileSync(path, text);
  async function run(how: typeof runInstall) {
    const env = { PATH: '', XDG_DATA_HOME: join(home, '.local', 'share') };
    const recorded = recordedContext(home, { env });
    const { host } = recorded.ctx;
    const ctx: CommandContext = {
      ...recorded.ctx,
      host: { ...host, files: { ...host.files, ...files(home, host.files) } },
    };
    const exitCode = await how(ctx, options, program);
    return { exitCode, stdout: recorded.stdout(), stderr: recorded.stderr() };
  }
  const read = (): unknown => JSON.parse(readFileSync(path, 'utf8'));
  return { home, path, run, read };
}

function receiptFolder(home: string): string {
  return join(home, '.local', 'share', 'kimibar', 'statusline');
}

/** Adds a key to a JSON file as another program does. */
function addKey(path: string, key: string): void {
  const json = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...json, [key]: true }));
}

test(
  'if the receipt cannot be written, install changes nothing and says which file failed',
  { skip: noFileRights },
  async (t) => {
    const { home, path, run } = stage(t);
    const share = join(home, '.local', 'share');
    mkdirSync(share, { recursive: true });
    chmodSync(share, 0o777);
    const failed = await run(runInstall);
    assert.equal(failed.exitCode, 1);
    assert.equal(
      failed.stderr,
      `Can't write ${join(receiptFolder(home), 'claude-code.json')} (others can write into a folder above it). Nothing changed. Add this by hand:\n`,
    );
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.deepEqual(readdirSync(join(home, '.claude')), ['settings.json']);
    chmodSync(share, 0o700);
    assert.equal((await run(runInstall)).exitCode, 0);
    assert.equal((await run(runUninstall)).exitCode, 0);
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.deepEqual(readdirSync(join(home, '.claude')), ['settings.json']);
  },
);

test('if the config cannot be replaced, backup and receipt are undone', async (t) => {
  for (const [code, words] of [
    ['EBUSY', 'EBUSY: in use, or mounted separately'],
    ['EPERM', 'EPERM: not permitted'],
  ] as const) {
    const { home, path, run } = stage(t, (_home, real) => ({
      // Fails between the receipt and the config.
      async writePrivate(asked, written, isCurrent) {
        await real.writePrivate(asked, written, isCurrent);
        throw Object.assign(new Error('no'), { code });
      },
    }));
    const backup = `${path}.kimibar-backup`;
    for (const older of [undefined, 'older']) {
      if (older !== undefined) writeFileSync(backup, older);
      const failed = await run(runInstall);
      assert.equal(failed.exitCode, 1);
      assert.ok(failed.stderr.includes(`(${words}). Nothing changed.`), failed.stderr);
      assert.equal(readFileSync(path, 'utf8'), text);
      assert.deepEqual(readdirSync(receiptFolder(home)), []);
      if (older === undefined)
        assert.deepEqual(readdirSync(join(home, '.claude')), ['settings.json']);
      else assert.equal(readFileSync(backup, 'utf8'), older);
    }
  }
});

test('what another program writes between reading and replacing is kept', async (t) => {
  let [edits, of] = [0, 'install'];
  const edit = (home: string): void => {
    if (edits < 3) addKey(join(home, '.claude', 'settings.json'), `${of}${(edits += 1)}`);
  };
  const { run, read } = stage(t, (folder, real) => ({
    // The receipt is written after the config was read, and read before it is restored.
    async writePrivate(path, written, isCurrent) {
      await real.writePrivate(path, written, isCurrent);
      edit(folder);
    },
    readText(path) {
      edit(folder);
      return real.readText(path);
    },
  }));
  const others = { a: 1, install1: true, install2: true, install3: true };
  assert.equal((await run(runInstall)).exitCode, 0);
  const { statusLine, ...rest } = read() as Record<string, unknown>;
  assert.ok(statusLine !== undefined);
  assert.deepEqual([edits, rest], [3, others]);

  [edits, of] = [0, 'uninstall'];
  assert.equal((await run(runUninstall)).exitCode, 0);
  const more = { uninstall1: true, uninstall2: true, uninstall3: true };
  assert.deepEqual([edits, read()], [3, { ...others, ...more }]);
});

test('uninstall has done its work even if the receipt cannot be removed', async (t) => {
  const { path, run } = stage(t, () => ({
    remove: () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' })),
  }));
  assert.equal((await run(runInstall)).exitCode, 0);
  assert.deepEqual(await run(runUninstall), {
    exitCode: 0,
    stdout: `Restored ${path} exactly as it was\n`,
    stderr: '',
  });
  assert.equal(readFileSync(path, 'utf8'), text);
});

test('a config that keeps changing is left to the other program', async (t) => {
  let edits = 0;
  const { home, run, read } = stage(t, (folder, real) => ({
    async writePrivate(path, written, isCurrent) {
      await real.writePrivate(path, written, isCurrent);
      writeFileSync(join(folder, '.claude', 'settings.json'), `{"n": ${(edits += 1)}}`);
    },
  }));
  const given = await run(runInstall);
  assert.deepEqual(
    [given.exitCode, given.stderr],
    [1, 'Another program keeps changing the config file. Nothing changed. Try again.\n'],
  );
  assert.deepEqual(read(), { n: edits });
  assert.deepEqual(readdirSync(join(home, '.claude')), ['settings.json']);
  assert.deepEqual(readdirSync(receiptFolder(home)), []);
});

test(
  'with a umask of 0 new folders are still not writable for others',
  { skip: noFileRights },
  async (t) => {
    const home = tempFolder(t);
    const umask = process.umask(0);
    t.after(() => process.umask(umask));
    const { ctx } = recordedContext(home, { env: { PATH: '' } });
    for (const target of ['claude-code', 'starship'] as const)
      assert.equal(await runInstall(ctx, { ...options, target }, program), 0);
    for (const folder of ['.claude', '.config'])
      assert.equal(statSync(join(home, folder)).mode & 0o777, 0o755, folder);
  },
);
