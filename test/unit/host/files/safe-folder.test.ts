import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createNodeFiles } from '../../../../src/host/files/node-files.ts';
import { readRegularFile } from '../../../../src/host/files/read-regular-file.ts';
import { makeSafeFolder } from '../../../../src/host/files/safe-folder.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights } from '../../../support/this-system.ts';

const asRoot = process.getuid?.() !== 0 && 'only root can give things away';
const usualHome = process.env['HOME'];
const files = createNodeFiles({ os: 'linux', tempDir: '/tmp' });

function folderWith(t: TestContext, mode: number): string {
  const folder = join(tempFolder(t), 'folder');
  fs.mkdirSync(folder);
  fs.chmodSync(folder, mode);
  return folder;
}

test(
  'a folder that everyone can write into is refused, and nothing is written there',
  { skip: noFileRights },
  async (t) => {
    const folder = folderWith(t, 0o777);
    const refused = { code: 'EPERM', why: 'others can write into its folder' };
    await assert.rejects(files.writePrivate(join(folder, 'a'), ''), refused);
    await assert.rejects(files.createExclusive(join(folder, 'a'), ''), refused);
    assert.deepEqual(fs.readdirSync(folder), []);
  },
);

test(
  'a parent folder that everyone can write to is rejected: others could replace ours',
  { skip: noFileRights },
  async (t) => {
    const above = folderWith(t, 0o777);
    const path = join(above, 'ours', 'data', 'a');
    const refused = { code: 'EPERM', why: 'others can write into a folder above it' };
    await assert.rejects(files.writePrivate(path, ''), refused);
    assert.deepEqual(fs.readdirSync(above), []);
    fs.mkdirSync(join(above, 'ours', 'data'), { recursive: true, mode: 0o700 });
    await assert.rejects(files.createExclusive(path, ''), refused);
    // Not by way of a link either.
    fs.symlinkSync(join(above, 'ours'), `${above}-link`);
    await assert.rejects(files.writePrivate(join(`${above}-link`, 'data', 'a'), ''), refused);
    fs.chmodSync(above, 0o1777);
    await files.writePrivate(path, '');
  },
);

test('links that lead round in a circle end', { skip: noFileRights }, (t) => {
  const folder = tempFolder(t);
  fs.symlinkSync(join(folder, 'b'), join(folder, 'a'));
  fs.symlinkSync(join(folder, 'a'), join(folder, 'b'));
  assert.throws(() => makeSafeFolder(join(folder, 'a')), { code: 'ELOOP' });
});

test(
  'a folder above that belongs to another user is rejected',
  { skip: noFileRights || asRoot },
  (t) => {
    const above = folderWith(t, 0o755);
    fs.mkdirSync(join(above, 'ours'));
    fs.chownSync(above, 65_534, 65_534);
    assert.throws(() => makeSafeFolder(join(above, 'ours')), {
      why: 'a folder above it belongs to another user',
    });
  },
);

test(
  'folders above the home folder are not checked',
  { skip: noFileRights || asRoot },
  async (t) => {
    const above = folderWith(t, 0o755);
    fs.chownSync(above, 65_534, 65_534);
    const home = join(above, 'home');
    fs.mkdirSync(home);
    fs.symlinkSync(home, `${home}-link`);
    // As where the temporary folder is a link, on macOS: the way to the home goes by another link.
    fs.symlinkSync(above, `${above}-link`);
    fs.symlinkSync(join(`${above}-link`, 'home'), `${home}-roundabout`);
    t.after(() => (process.env['HOME'] = usualHome));
    for (const path of [home, `${home}-link`, `${home}-roundabout`]) {
      process.env['HOME'] = path;
      await files.writePrivate(join(path, 'data', 'a'), '');
    }
    assert.throws(() => makeSafeFolder(join(above, 'beside')), {
      why: 'a folder above it belongs to another user',
    });
    fs.chmodSync(home, 0o777);
    assert.throws(() => makeSafeFolder(join(home, 'data')), {
      why: 'others can write into a folder above it',
    });
  },
);

test(
  'a sticky folder, a group’s right and a link of one’s own are fine',
  { skip: noFileRights },
  async (t) => {
    for (const mode of [0o1777, 0o775, 0o700])
      await files.writePrivate(join(folderWith(t, mode), 'a'), '');
    const real = folderWith(t, 0o755);
    fs.symlinkSync(real, `${real}-link`);
    await files.writePrivate(join(`${real}-link`, 'a'), '');
    assert.deepEqual(fs.readdirSync(real), ['a']);
  },
);

test('a folder or link of another user is rejected', { skip: noFileRights || asRoot }, (t) => {
  const folder = folderWith(t, 0o755);
  fs.symlinkSync(folder, `${folder}-link`);
  fs.lchownSync(`${folder}-link`, 65_534, 65_534);
  assert.throws(() => makeSafeFolder(`${folder}-link`), {
    why: 'its folder is a link of another user',
  });
  fs.chownSync(folder, 65_534, 65_534);
  assert.throws(() => makeSafeFolder(folder), { why: 'its folder belongs to another user' });
});

test(
  'a pipe and a device are not waited for, a mark goes through no link',
  { skip: noFileRights },
  (t) => {
    const folder = tempFolder(t);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    fs.symlinkSync('/dev/zero', join(folder, 'zero'));
    for (const name of ['pipe', 'zero'])
      assert.throws(() => readRegularFile(join(folder, name)), { code: 'EINVAL' });
    assert.throws(() => readRegularFile(folder), { code: 'EISDIR' });
    fs.symlinkSync(join(folder, 'made'), join(folder, 'mark'));
    files.touch(join(folder, 'mark'));
    files.touch(join(folder, 'pipe'));
    assert.equal(fs.existsSync(join(folder, 'made')), false);
  },
);

const mounts =
  'mount -t tmpfs -o ro,mode=700 tmpfs "$1" && exec "$2" --input-type=module -e "$3" "$1"';
const canMount = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0;

test(
  'a folder that a read-only disk has no room for: the system says so, not that something is missing',
  { skip: !canMount && 'needs unshare -rm' },
  (t) => {
    const source = join(
      import.meta.dirname,
      '..',
      '..',
      '..',
      '..',
      'src',
      'host',
      'files',
      'safe-folder.ts',
    );
    const script = `
    import { makeSafeFolder } from ${JSON.stringify(source)};
    try { makeSafeFolder(process.argv[1] + '/a/b'); } catch (error) { console.log(error.code); }`;
    const printed = execFileSync(
      'unshare',
      ['-rm', 'sh', '-c', mounts, 'sh', tempFolder(t), process.execPath, script],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(printed, 'EROFS\n');
  },
);
