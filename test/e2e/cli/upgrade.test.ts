import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const fromNpm = 'Upgrade with: npm install -g kimibar@latest\n';
const fromClone =
  'If you packed it in a clone, run there: git pull && npm ci && npm run build && npm pack\n' +
  'Then install the new .tgz as before.\n';

test('a release that cannot be downloaded is not blamed on Kimi', (t) => {
  const home = tempFolder(t);
  const program = join(home, 'dist');
  cpSync(dirname(programPath), program, { recursive: true });
  const release = { address: 'http://127.0.0.1:1/', key: 'a key' };
  writeFileSync(join(program, 'release.json'), JSON.stringify(release));
  const env = { PATH: process.env['PATH'], HOME: home, USERPROFILE: home, LANG: 'C.UTF-8' };
  const args = [join(program, 'kimibar.cjs'), 'upgrade', '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  assert.deepEqual([status, stdout], [1, '']);
  assert.equal(
    stderr,
    "Can't download the release from 127.0.0.1:1. Nothing changed. Check the network connection and the proxy; -v shows the reason.\n",
  );
});

test('upgrade says how for the npm package, also for one that was packed in a clone', (t) => {
  const home = tempFolder(t);
  const installed = join(home, 'lib', 'node_modules', 'kimibar', 'dist');
  cpSync(dirname(programPath), installed, { recursive: true });
  const env = { PATH: process.env['PATH'], HOME: home, USERPROFILE: home, LANG: 'C.UTF-8' };
  const upgrade = (): string =>
    execFileSync(process.execPath, [join(installed, 'kimibar.cjs'), 'upgrade'], {
      env,
      encoding: 'utf8',
    });
  assert.equal(upgrade(), fromNpm + fromClone);
  const release = { address: 'https://releases.example/', key: 'a key' };
  writeFileSync(join(installed, 'release.json'), JSON.stringify(release));
  assert.equal(upgrade(), fromNpm);
});
