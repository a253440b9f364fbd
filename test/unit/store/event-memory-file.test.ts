import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { EventMemory } from '../../../src/domain/events/event-memory.ts';
import { createNodeFiles } from '../../../src/host/files/node-files.ts';
import { openEventMemoryFile } from '../../../src/store/event-memory-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const files = createNodeFiles({ os: 'linux', tempDir: '/tmp' });

const told: EventMemory = {
  accounts: [
    {
      plan: 'Allegretto',
      windows: {
        weekly: {
          seenAtMs: 1,
          usedPercent: 93,
          resetDue: false,
          exhausted: 'no',
          lowTold: 10,
          runOutTold: true,
        },
      },
      access: {
        known: true,
        lostTold: false,
        failingTold: true,
        failuresInARow: 3,
        lastFailureAtMs: 2,
      },
    },
    {
      account: 'work',
      windows: {},
      access: { known: false, lostTold: false, failingTold: false, failuresInARow: 0 },
    },
  ],
};

test('published events are read as they were written', async (t) => {
  const path = join(tempFolder(t), 'events.json');
  const file = openEventMemoryFile({ files }, path);
  assert.equal(file.read(), undefined);
  await file.write(told);
  assert.deepEqual(file.read(), told);
});

test('a file changed by another version or by hand counts as missing', async (t) => {
  const path = join(tempFolder(t), 'events.json');
  const file = openEventMemoryFile({ files }, path);
  await file.write(told);
  const text = readFileSync(path, 'utf8');
  const changes = [
    ['"version":1', '"version":2'],
    ['"usedPercent":93', '"usedPercent":193'],
    ['"exhausted":"no"', '"exhausted":"maybe"'],
    ['"windows":{}', '"windows":[]'],
    ['"failuresInARow":3', '"failuresInARow":"3"'],
    ['{', ''],
  ] as const;
  for (const [before, after] of changes) {
    writeFileSync(path, text.replace(before, after));
    assert.equal(file.read(), undefined, after);
  }
});
