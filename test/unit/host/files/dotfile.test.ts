import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { writeDotfile } from '../../../../src/host/files/dotfile.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('the next write removes the temporary files of killed processes and nothing else', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'settings.json');
  const [dead, live] = [randomUUID(), randomUUID()].map((id) => `settings.json.${id}.tmp`);
  const mine = ['notes.tmp', 'settings.json.mine.tmp'];
  for (const name of [dead ?? '', live ?? '', ...mine]) writeFileSync(join(folder, name), '');
  for (const name of [dead ?? '', ...mine]) utimesSync(join(folder, name), 1, 1);
  await writeDotfile(path, '{}', { mode: 0o644 });
  assert.equal(readFileSync(path, 'utf8'), '{}');
  assert.deepEqual(
    readdirSync(folder).toSorted(),
    [...mine, 'settings.json', live ?? ''].toSorted(),
  );
});
