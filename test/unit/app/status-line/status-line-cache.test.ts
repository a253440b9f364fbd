import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { isDue, readStatusLineCache } from '../../../../src/app/status-line/status-line-cache.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { statusReading } from '../../../support/fakes/status-lines.ts';
import { nowMs, session } from '../../../support/fakes/snapshots.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const minuteMs = 60_000;

test('a reading is due when it is older than the cadence, unless a daemon keeps it or Kimi is off', (t) => {
  const folder = tempFolder(t);
  const clock = { now: () => nowMs, sleep: async () => {} };
  const host = { ...createNodeHost({ env: { HOME: folder, KIMIBAR_DATA_DIR: folder } }), clock };
  const old = statusReading([session], { snapshot: { fetchedAtMs: nowMs - 6 * minuteMs } });
  assert.equal(isDue(host, undefined), true);
  assert.equal(isDue(host, statusReading([session])), false);
  assert.equal(isDue(host, old), true);
  assert.equal(isDue(host, { ...old, cadenceMs: 15 * minuteMs }), false);
  assert.equal(isDue(host, { ...old, enabled: false }), false);
  assert.equal(
    isDue(host, { ...old, failed: { kind: 'offline', failedAtMs: nowMs - minuteMs } }),
    false,
  );
  const schedule = (slot: string, atMs: number) =>
    writeFileSync(
      join(folder, 'schedule.json'),
      JSON.stringify({
        pid: process.pid,
        writtenAtMs: nowMs - minuteMs,
        nextRefreshAtMs: { [slot]: atMs },
      }),
    );
  schedule('slot', nowMs + minuteMs);
  assert.equal(isDue(host, old), false);
  schedule('another', nowMs + minuteMs);
  assert.equal(isDue(host, old), true);
  // A daemon that was stopped hard leaves its file behind.
  schedule('slot', nowMs - 10 * minuteMs);
  assert.equal(isDue(host, old), true);
});

test('whatever the file contains, usage is complete or absent', (t) => {
  const folder = tempFolder(t);
  const host = createNodeHost({ env: { HOME: folder, KIMIBAR_DATA_DIR: folder } });
  mkdirSync(join(folder, 'readings'));
  const read = (text: string) => {
    writeFileSync(join(folder, 'readings', 'latest.json'), text);
    return readStatusLineCache(host);
  };
  const whole = statusReading([session]);
  assert.deepEqual(read(JSON.stringify({ version: 1, ...whole })), { version: 1, ...whole });
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"version":2}',
    '{"version":1}',
    '{"version":1,"marks":{}}',
  ])
    assert.equal(read(text), undefined);
  for (const windows of [
    [],
    [null],
    [{ ...session, usedPercent: 101 }],
    [{ ...session, id: 'x' }],
    [{ ...session, resetsAtMs: 'soon' }],
  ]) {
    assert.equal(
      read(JSON.stringify({ version: 1, ...whole, snapshot: { ...whole.snapshot, windows } })),
      undefined,
    );
  }
});
