import assert from 'node:assert/strict';
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { ExportQueue } from '../../../../src/daemon/export/export-queue.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const startMs = Date.UTC(2026, 10, 20, 8);
const hourMs = 3_600_000;
const host = createNodeHost({ env: {} });

async function drained(queue: ExportQueue): Promise<string[]> {
  const texts: string[] = [];
  for (let one = await queue.oldest(); one !== undefined; one = await queue.oldest()) {
    texts.push(one.bytes.toString());
    await queue.remove(one.name);
  }
  return texts;
}

test('payloads come back oldest first, also in the next run', async (t) => {
  const folder = join(tempFolder(t), 'export');
  const queue = new ExportQueue(host, folder);
  assert.equal(await queue.oldest(), undefined);
  for (const at of [2, 1, 3]) await queue.add(startMs + at, Buffer.from(`payload ${at}`));
  const next = new ExportQueue(host, folder);
  assert.deepEqual(await drained(next), ['payload 1', 'payload 2', 'payload 3']);
});

test('a day is kept, and no more than the bound', async (t) => {
  const folder = join(tempFolder(t), 'export');
  const queue = new ExportQueue(host, folder, 300);
  await queue.add(startMs, Buffer.alloc(60, 'a'));
  await queue.add(startMs + 24 * hourMs, Buffer.alloc(60, 'b'));
  assert.equal(readdirSync(folder).length, 2);
  await queue.add(startMs + 25 * hourMs, Buffer.alloc(60, 'c'));
  await queue.add(startMs + 26 * hourMs, Buffer.alloc(60, 'd'));
  await queue.add(startMs + 27 * hourMs, Buffer.alloc(60, 'e'));
  assert.deepEqual(
    (await drained(queue)).map((text) => text[0]),
    ['c', 'd', 'e'],
  );
});

test('a file that a power cut emptied is skipped', async (t) => {
  const folder = join(tempFolder(t), 'export');
  const queue = new ExportQueue(host, folder);
  await queue.add(startMs, Buffer.from('lost'));
  await queue.add(startMs + 1, Buffer.from('kept'));
  truncateSync(join(folder, readdirSync(folder).toSorted()[0] ?? ''));
  assert.deepEqual(await drained(queue), ['kept']);
});
