import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { openHistory } from '../../../src/app/history.ts';
import { readLearned } from '../../../src/app/learned.ts';
import { updateLearned } from '../../../src/app/update-learned.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { snapshot, weekly } from '../../support/fakes/snapshots.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('what is learned of a history is kept beside the cached usage', async (t) => {
  const folder = tempFolder(t);
  const real = createNodeHost();
  const env = { ...real.env, KIMIBAR_DATA_DIR: folder };
  const host = { ...real, env };
  const nowMs = host.clock.now();
  const history = openHistory(host, { mayCreate: true });
  t.after(() => history.close());
  for (const hoursAgo of [3, 2, 1, 0]) {
    const fetchedAtMs = nowMs - hoursAgo * 3_600_000 - 1000;
    const window = { ...weekly, usedPercent: 40 - hoursAgo, resetsAtMs: nowMs + 3 * 86_400_000 };
    await history.record(undefined, snapshot([window], { fetchedAtMs }));
  }
  assert.equal(readLearned(host, 'slot'), undefined);
  await updateLearned(host, history, { slot: 'slot', account: undefined });
  const learned = readLearned(host, 'slot');
  assert.equal(learned?.rhythm.unit, 'weekly');
  assert.equal(learned.recent[0]?.samples.length, 4);
  assert.ok(host.files.facts(join(folder, 'readings', 'slot.learned.json')) !== undefined);
});
