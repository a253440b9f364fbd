import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { noteUnrecorded, takeUnrecorded } from '../../../src/store/unrecorded-usage.ts';
import { assertSame } from '../../support/assert-same.ts';
import { session, snapshot } from '../../support/fakes/snapshots.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noFileRights, noLinks } from '../../support/this-system.ts';

const host = createNodeHost({ env: {} });
const usage = { snapshot: snapshot([session]) };

test('noted usage is taken once, in order, with its account', async (t) => {
  const path = join(tempFolder(t), 'noted.jsonl');
  assert.deepEqual(await takeUnrecorded(host, path), []);
  assert.equal(noteUnrecorded(host.files, path, usage), true);
  assert.equal(noteUnrecorded(host.files, path, { ...usage, account: 'work' }), true);
  if (noFileRights === false) assert.equal(statSync(path).mode & 0o777, 0o600);
  assertSame(await takeUnrecorded(host, path), [usage, { ...usage, account: 'work' }]);
  assert.deepEqual(await takeUnrecorded(host, path), []);
});

test('nothing is left of the file, and unreadable lines are dropped', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'noted.jsonl');
  noteUnrecorded(host.files, path, usage);
  writeFileSync(path, `{"snapshot":{}}\nnull\n{"half\n${readFileSync(path, 'utf8')}`);
  assertSame(await takeUnrecorded(host, path), [usage]);
  assert.deepEqual(readdirSync(folder), []);
});

test('a full file takes no more', (t) => {
  const path = join(tempFolder(t), 'noted.jsonl');
  writeFileSync(path, ' '.repeat(512 * 1024 + 1));
  assert.equal(noteUnrecorded(host.files, path, usage), false);
});

test('no link is followed, and a missing folder is not an error', { skip: noLinks }, (t) => {
  const folder = tempFolder(t);
  writeFileSync(join(folder, 'target'), '');
  symlinkSync(join(folder, 'target'), join(folder, 'noted.jsonl'));
  assert.equal(noteUnrecorded(host.files, join(folder, 'noted.jsonl'), usage), false);
  assert.equal(readFileSync(join(folder, 'target'), 'utf8'), '');
  assert.equal(noteUnrecorded(host.files, join(folder, 'missing', 'noted.jsonl'), usage), false);
});
