import assert from 'node:assert/strict';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { writeDotfile } from '../../../../src/host/files/dotfile.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('the next write removes the temporary files of killed processes and nothing else', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'settings.json');
  for (const name of ['settings.json.dead.tmp', 'settings.json.live.tmp', 'notes.tmp'])
    writeFileSync(join(folder, name), '');
  for (const name of ['settings.json.dead.tmp', 'notes.tmp']) utimesSync(join(folder, name), 1, 1);
  await writeDotfile(path, '{}', 0o644);
  assert.equal(readFileSync(path, 'utf8'), '{}');
  assert.deepEqual(readdirSync(folder).toSorted(), [
    'notes.tmp',
    'settings.json',
    'settings.json.live.tmp',
  ]);
});
