import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { upgradeProgram } from '../../../../src/app/upgrade/upgrade-program.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { startReleaseServer, type FakeRelease } from '../../../support/fakes/release-server.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const file = 'kimibar-linux-x64';
const fresh: FakeRelease = { version: '1.10.0', file, bytes: Buffer.alloc(300_000, 'new') };

async function upgrade(
  t: TestContext,
  release: FakeRelease,
  releaseFile: string | undefined = file,
) {
  const folder = tempFolder(t);
  const path = join(folder, 'kimibar');
  writeFileSync(path, 'old');
  chmodSync(path, 0o755);
  const source = await startReleaseServer(t, release);
  const host = createNodeHost({ env: {} });
  const { signal } = new AbortController();
  const downloads: string[] = [];
  const onDownload = (version: string): void => void downloads.push(version);
  const executable = { path, version: '1.9.0', releaseFile };
  return {
    folder,
    path,
    source,
    downloads,
    outcome: upgradeProgram(host, executable, { source, signal, onDownload }),
  };
}

test('a newer release replaces the program', async (t) => {
  const { folder, path, outcome, source, downloads } = await upgrade(t, fresh);
  assert.deepEqual(await outcome, { kind: 'upgraded', version: '1.10.0' });
  assert.deepEqual(downloads, ['1.10.0']);
  assert.ok(readFileSync(path).equals(fresh.bytes));
  if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o755);
  const names = process.platform === 'win32' ? ['kimibar', 'kimibar.old'] : ['kimibar'];
  assert.deepEqual(readdirSync(folder), names);
  assert.ok(source.requested.includes(file));
});

const refused: readonly (readonly [string, Partial<FakeRelease>, object])[] = [
  [
    'a signature of another key',
    { signedBy: generateKeyPairSync('ed25519').privateKey },
    { kind: 'bad-signature' },
  ],
  ['no signature', { signedBy: 'nobody' }, { kind: 'bad-signature' }],
  ['another checksum', { listed: Buffer.from('other') }, { kind: 'bad-checksum' }],
  ['the same version', { version: '1.9.0' }, { kind: 'current', version: '1.9.0' }],
  ['an older version', { version: '1.8.12' }, { kind: 'older', version: '1.8.12' }],
  ['a version that is none', { version: 'latest' }, { kind: 'missing' }],
  ['no file for this system', { file: 'kimibar-macos' }, { kind: 'missing' }],
];

for (const [what, change, expected] of refused) {
  test(`${what} changes nothing`, async (t) => {
    const { folder, path, outcome } = await upgrade(t, { ...fresh, ...change });
    assert.deepEqual(await outcome, expected);
    assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['kimibar']);
  });
}

test('a server that fails is not a release without files', async (t) => {
  const { path, outcome } = await upgrade(t, { ...fresh, status: 503 });
  await assert.rejects(outcome, { kind: 'server-fault' });
  assert.equal(readFileSync(path, 'utf8'), 'old');
});

test('a download that ends early changes nothing', async (t) => {
  const { folder, path, outcome } = await upgrade(t, { ...fresh, isCut: true });
  await assert.rejects(outcome, { kind: 'offline' });
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['kimibar']);
});

test('a folder that cannot be written is found before the download', async (t) => {
  const source = await startReleaseServer(t, fresh);
  const { signal } = new AbortController();
  const path = join(tempFolder(t), 'missing', 'kimibar');
  const executable = { path, version: '1.9.0', releaseFile: file };
  const outcome = await upgradeProgram(createNodeHost({ env: {} }), executable, { source, signal });
  assert.deepEqual(outcome, { kind: 'not-replaced', why: 'ENOENT' });
  assert.equal(source.requested.includes(file), false);
});
