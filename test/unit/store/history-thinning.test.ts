import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { openSqlite } from '../../../src/host/sqlite.ts';
import { historyStage, sessionReading } from '../../support/history-stage.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startMs = 1_800_000_000_000;
const all = { sinceMs: 0, untilMs: startMs + 5000 * dayMs };

/** A history with a sample in each of the last hours. */
async function hourly(t: TestContext, hours: number) {
  const stage = historyStage(t, startMs);
  const first = stage.open();
  await first.record(undefined, sessionReading(startMs, 1, startMs + hourMs));
  first.close();
  const database = await openSqlite(stage.path, { readOnly: false });
  database.transaction(() => {
    for (let hour = 1; hour <= hours; hour += 1)
      database.run(
        'INSERT INTO sample (series_id, at_ms, used_percent, used, limit_amount) VALUES (1, ?, ?, ?, 200)',
        [startMs - hour * hourMs, hour % 100, hour % 100],
      );
  });
  database.close();
  /** One run of the program, by a clock that may be wrong. Returns the number of samples after it. */
  const runAt = async (atMs: number): Promise<number> => {
    stage.time.nowMs = atMs;
    const store = stage.open();
    await store.record(undefined, sessionReading(atMs, 3, atMs + hourMs));
    const [series] = await store.query(all);
    store.close();
    return series?.samples.length ?? 0;
  };
  return { runAt };
}

for (const [name, aheadDays] of [
  ['two years', 730],
  ['60 days', 60],
] as const) {
  test(`a clock ${name} ahead for a few runs costs no sample`, async (t) => {
    const { runAt } = await hourly(t, 300);
    const aheadMs = startMs + aheadDays * dayMs;
    assert.equal(await runAt(aheadMs), 302);
    assert.equal(await runAt(aheadMs + 7 * hourMs), 303);
    assert.equal(await runAt(aheadMs + 2 * dayMs), 304);
    // Set right again.
    assert.equal(await runAt(startMs + 8 * hourMs), 305);
  });
}

test('after a long absence, old samples are deleted once there are new ones of a week', async (t) => {
  const { runAt } = await hourly(t, 300);
  const backMs = startMs + 400 * dayMs;
  let count = await runAt(backMs);
  assert.equal(count, 302);
  for (let day = 1; day <= 8; day += 1) count = await runAt(backMs + day * dayMs);
  assert.equal(count, 9);
});

test('a clock far behind deletes nothing', async (t) => {
  const { runAt } = await hourly(t, 100);
  assert.equal(await runAt(startMs - 900 * dayMs), 102);
});
