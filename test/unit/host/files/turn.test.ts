import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { createNodeFiles } from '../../../../src/host/files/node-files.ts';
import { takeTurn } from '../../../../src/host/files/turn.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const minuteMs = 60_000;
const files = createNodeFiles({ os: 'linux', tempDir: '/tmp' });

function take(path: string, nowMs = Date.now(), owner = 'a'): Promise<boolean> {
  const clock = { now: () => nowMs, sleep: async () => {} };
  return takeTurn({ files, clock }, { path, owner, everyMs: 5 * minuteMs, othersMs: minuteMs });
}

test('one of many has the turn, once in each span', async (t) => {
  const path = join(tempFolder(t), 'readings', 'turn');
  const taken = await Promise.all(Array.from({ length: 10 }, () => take(path)));
  assert.equal(taken.filter(Boolean).length, 1);
  const takenAtMs = statSync(path).mtimeMs;
  assert.equal(await take(path, takenAtMs), false);
  assert.equal(await take(path, takenAtMs + 4 * minuteMs), false);
  assert.equal(await take(path, takenAtMs + 30_000, 'b'), false);
  assert.equal(await take(path, takenAtMs + 6 * minuteMs), true);
  assert.deepEqual(readdirSync(dirname(path)), ['turn']);
});

test('the next to take the turn removes what a killed process left behind', async (t) => {
  const path = join(tempFolder(t), 'turn');
  const longAgo = new Date(Date.now() - 10 * minuteMs);
  for (const name of [path, `${path}.0a1b2c3d-0000-4000-8000-0123456789ab.tmp`]) {
    writeFileSync(name, 'a');
    utimesSync(name, longAgo, longAgo);
  }
  assert.equal(await take(path), true);
  assert.deepEqual(readdirSync(dirname(path)), ['turn']);
});

test('the turn of another owner ends sooner, and one from the future at once', async (t) => {
  const path = join(tempFolder(t), 'turn');
  assert.equal(await take(path), true);
  const takenAtMs = statSync(path).mtimeMs;
  assert.equal(await take(path, takenAtMs + 2 * minuteMs, 'b'), true);
  assert.equal(await take(path, takenAtMs - 10 * minuteMs, 'b'), true);
});

test('if no file can be created, no process has the turn', async (t) => {
  const path = join(tempFolder(t), 'a-file');
  await take(path);
  assert.equal(await take(join(path, 'turn')), false);
  assert.equal(existsSync(join(path, 'turn')), false);
});
