import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { basename, join } from 'node:path';
import test from 'node:test';
import { createNodeFiles } from '../../../../src/host/files/node-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights, noLinks } from '../../../support/this-system.ts';

const files = createNodeFiles({ os: 'linux', tempDir: '/tmp' });

for (const write of ['writePrivate', 'writeCache'] as const) {
  test(`${write}: a file is written whole, 0600 in a 0700 folder, nothing else is left`, async (t) => {
    const folder = join(tempFolder(t), 'new', 'folder');
    await files[write](join(folder, 'a.json'), 'one');
    await files[write](join(folder, 'a.json'), 'two');
    assert.deepEqual(fs.readdirSync(folder), ['a.json']);
    assert.equal(files.readText(join(folder, 'a.json')), 'two');
    if (noFileRights !== false) return;
    assert.equal(fs.statSync(join(folder, 'a.json')).mode & 0o777, 0o600);
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
  });

  test(`${write}: a link’s target stays as it was`, { skip: noLinks }, async (t) => {
    const folder = tempFolder(t);
    fs.writeFileSync(join(folder, 'target'), 'theirs');
    fs.symlinkSync(join(folder, 'target'), join(folder, 'link'));
    await assert.rejects(files[write](join(folder, 'link'), 'ours'), { code: 'ELOOP' });
    assert.equal(fs.readFileSync(join(folder, 'target'), 'utf8'), 'theirs');
  });
}

test('bytes are read as they are, up to the limit', (t) => {
  const path = join(tempFolder(t), 'bytes');
  assert.throws(() => files.readBytes(path, 3), { code: 'ENOENT' });
  fs.writeFileSync(path, Buffer.from([0, 255, 128]));
  assert.deepEqual([...files.readBytes(path, 3)], [0, 255, 128]);
  assert.throws(() => files.readBytes(path, 2), { code: 'EFBIG' });
});

test('a failed write takes its temporary file away', async (t) => {
  const folder = tempFolder(t);
  fs.mkdirSync(join(folder, 'a.json'));
  await assert.rejects(files.writePrivate(join(folder, 'a.json'), 'text'));
  assert.deepEqual(fs.readdirSync(folder), ['a.json']);
});

test('only KimiBar’s own old temporary files are removed, beside the file that is written', async (t) => {
  const folder = tempFolder(t);
  const [dead, live] = [randomUUID(), randomUUID()];
  fs.writeFileSync(join(folder, `a.json.${dead}.tmp`), '');
  fs.writeFileSync(join(folder, `a.json.${live}.tmp`), '');
  const kept = [
    `b.json.${dead}.tmp`,
    `a.json.mine.${dead}.tmp`,
    `a.json.${dead}`,
    'a.json.2024.tmp',
    'a.json.mine.tmp',
    'a.json.tmp',
  ];
  for (const name of kept) fs.writeFileSync(join(folder, name), 'precious');
  for (const name of [`a.json.${dead}.tmp`, ...kept]) fs.utimesSync(join(folder, name), 1, 1);
  await files.writePrivate(join(folder, 'a.json'), 'text');
  assert.deepEqual(
    fs.readdirSync(folder).toSorted(),
    ['a.json', `a.json.${live}.tmp`, ...kept].toSorted(),
  );
});

test('temporary folders of a killed process are removed with their files', async (t) => {
  const tempDir = tempFolder(t);
  const kept = ['copies-live01', 'other-dead01', 'copies-my-own'];
  for (const name of ['copies-dead01', ...kept]) {
    fs.mkdirSync(join(tempDir, name));
    fs.writeFileSync(join(tempDir, name, 'Cookies'), 'private');
    if (name !== 'copies-live01') fs.utimesSync(join(tempDir, name), 1, 1);
  }
  const made = await createNodeFiles({ os: 'linux', tempDir }).makeTempFolder('copies-', 60_000);
  assert.deepEqual(fs.readdirSync(tempDir).toSorted(), [basename(made), ...kept].toSorted());
});

test('what is not there is undefined, empty or false; what can not be read throws', async (t) => {
  const folder = tempFolder(t);
  assert.equal(files.readText(join(folder, 'none')), undefined);
  assert.equal(files.facts(join(folder, 'none')), undefined);
  assert.deepEqual(files.list(join(folder, 'none')), []);
  assert.equal(await files.move(join(folder, 'none'), join(folder, 'other')), false);
  await files.remove(join(folder, 'none'));
  assert.throws(() => files.readText(folder), { code: 'EISDIR' });
  assert.equal(files.facts(folder)?.kind, 'folder');
});

test('files above the limit are refused before they are read or copied', async (t) => {
  const folder = tempFolder(t);
  const [path, copy] = [join(folder, 'a'), join(folder, 'copy')];
  fs.writeFileSync(path, '');
  fs.truncateSync(path, 1024 * 1024);
  assert.equal(files.readText(path)?.length, 1024 * 1024);
  fs.truncateSync(path, 1024 * 1024 + 1);
  assert.throws(() => files.readText(path), { code: 'EFBIG', why: 'larger than 1 MiB' });
  assert.equal(files.readText(path, 2 * 1024 * 1024)?.length, 1024 * 1024 + 1);
  fs.truncateSync(path, 64 * 1024 * 1024 + 1);
  await assert.rejects(files.copyPrivate(path, copy), { code: 'EFBIG', why: 'larger than 64 MiB' });
  assert.equal(fs.existsSync(copy), false);
});

test('a file that tells no size is read up to the limit', { skip: !fs.existsSync('/proc') }, () => {
  assert.match(files.readText('/proc/self/status') ?? '', /^Name:/);
  assert.throws(() => files.readText('/proc/self/status', 100), { code: 'EFBIG' });
});

test('only one of two creations succeeds', async (t) => {
  const path = join(tempFolder(t), 'lease');
  const made = await Promise.all([
    files.createExclusive(path, 'a'),
    files.createExclusive(path, 'b'),
  ]);
  assert.deepEqual(made.toSorted(), [false, true]);
});

test('a private copy is 0600 and never overwrites', async (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(join(folder, 'a'), 'text', { mode: 0o644 });
  await files.copyPrivate(join(folder, 'a'), join(folder, 'b'));
  if (noFileRights === false) assert.equal(fs.statSync(join(folder, 'b')).mode & 0o777, 0o600);
  await assert.rejects(files.copyPrivate(join(folder, 'a'), join(folder, 'b')), { code: 'EEXIST' });
});
