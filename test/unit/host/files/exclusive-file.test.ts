import assert from 'node:assert/strict';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { takeExclusiveFile } from '../../../../src/host/files/exclusive-file.ts';
import { createNodeFiles } from '../../../../src/host/files/node-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const files = createNodeFiles({ os: 'linux', tempDir: '/tmp' });
const isOld = ({ text }: { readonly text: string | undefined }): boolean => text === 'old';

test('a file goes to one process, an abandoned one to one of many', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'lock');
  const take = (text: string) => takeExclusiveFile(files, { path, text, isAbandoned: isOld });
  assert.deepEqual([await take('old'), await take('a'), await take('b')], [true, true, false]);
  writeFileSync(path, 'old');
  const taken = await Promise.all(['c', 'd', 'e'].map(take));
  assert.equal(taken.filter(Boolean).length, 1);
  assert.deepEqual(readdirSync(folder), ['lock']);
});

test('a file that another process replaced in the meantime is put back', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'lock');
  writeFileSync(path, 'old');
  const racing = {
    ...files,
    async move(from: string, to: string) {
      writeFileSync(path, 'new');
      renameSync(from, to);
      return true;
    },
  };
  assert.equal(await takeExclusiveFile(racing, { path, text: 'mine', isAbandoned: isOld }), false);
  assert.equal(readFileSync(path, 'utf8'), 'new');
  assert.deepEqual(readdirSync(folder), ['lock']);
});

test('a file that another process removed in the meantime is left to the next attempt', async (t) => {
  const path = join(tempFolder(t), 'lock');
  writeFileSync(path, 'old');
  const racing = { ...files, move: async () => false };
  assert.equal(await takeExclusiveFile(racing, { path, text: 'mine', isAbandoned: isOld }), false);
  assert.equal(readFileSync(path, 'utf8'), 'old');
});
