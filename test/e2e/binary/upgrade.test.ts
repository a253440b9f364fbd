import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import manifest from '../../../package.json' with { type: 'json' };
import { releaseFileName } from '../../../src/host/release-file.ts';
import { startReleaseServer } from '../../support/fakes/release-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const skip = process.platform !== 'linux' && 'the executable of this system is not built here';
const root = join(import.meta.dirname, '..', '..', '..');

test('the executable replaces itself, not the link that leads to it', { skip }, async (t) => {
  const home = tempFolder(t);
  const program = join(home, 'bin', 'kimibar');
  const source = await startReleaseServer(t, {
    version: '99.0.0',
    file: releaseFileName() ?? '',
    bytes: Buffer.from('#!/bin/sh\necho 99.0.0\n'),
  });
  mkdirSync(join(home, 'bin'));
  const release = join(home, 'release.json');
  writeFileSync(release, JSON.stringify({ address: source.address, key: source.key }));
  const args = ['scripts/binary.ts', '--out', program, '--release', release];
  execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe' });
  const link = join(home, 'kimibar');
  symlinkSync(program, link);
  const env = { HOME: home, LANG: 'C.UTF-8' };
  // The server runs in this process, so nothing may block it.
  const run = async (...words: readonly string[]): Promise<string> =>
    (await promisify(execFile)(link, words, { env })).stdout;
  assert.equal(
    await run('upgrade', '--check'),
    `KimiBar 99.0.0 is available; this is ${manifest.version}.\n`,
  );
  assert.match(await run('upgrade'), /was replaced by 99\.0\.0/);
  assert.equal(readFileSync(program, 'utf8'), '#!/bin/sh\necho 99.0.0\n');
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.equal(await run('--version'), '99.0.0\n');
});
