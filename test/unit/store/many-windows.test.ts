import assert from 'node:assert/strict';
import test from 'node:test';
import { maxRememberedWindows, type QuotaWindow } from '../../../src/domain/quota-window.ts';
import { openSqlite } from '../../../src/host/sqlite.ts';
import { historyStage, sessionReading } from '../../support/history-stage.ts';

const minuteMs = 60_000;
const startMs = 1_800_000_000_000;
const all = { sinceMs: 0, untilMs: startMs * 2 };

/** Windows of lengths that no response had before. */
function otherWindows(turn: number): QuotaWindow[] {
  return Array.from({ length: 32 }, (_, index) => ({
    id: `rate-${1000 + turn * 32 + index}`,
    label: 'x'.repeat(120),
    usedPercent: turn % 100,
    unit: 'percent',
    reliable: true,
  }));
}

test('other windows in every response do not fill the history', async (t) => {
  const { open, path } = historyStage(t, startMs);
  const store = open();
  const turns = 40;
  for (let turn = 0; turn < turns; turn += 1) {
    const atMs = startMs + turn * minuteMs;
    await store.record(
      undefined,
      sessionReading(atMs, turn, startMs + 300 * minuteMs, otherWindows(turn)),
    );
  }
  await store.record('work', sessionReading(startMs, 1, startMs + minuteMs, otherWindows(0)));
  const series = await store.query(all);
  assert.equal(series.length, maxRememberedWindows);
  assert.equal(series.find(({ windowId }) => windowId === 'session')?.samples.length, turns);
  assert.ok(series.some(({ windowId }) => windowId === otherWindows(turns - 1)[31]?.id));
  assert.equal((await store.query({ ...all, account: 'work' })).length, 33);
  store.close();
  const database = await openSqlite(path, { readOnly: true });
  const [orphans] = database.all(
    'SELECT count(*) AS n FROM sample WHERE series_id NOT IN (SELECT id FROM series)',
  );
  assert.equal(orphans?.['n'], 0);
  database.close();
});

test('a window that Kimi names is never given up for others', async (t) => {
  const store = historyStage(t, startMs).open();
  await store.record(undefined, sessionReading(startMs, 1, startMs + minuteMs));
  for (let turn = 1; turn < 6; turn += 1) {
    await store.record(undefined, {
      windows: otherWindows(turn),
      source: 'api-key',
      fetchedAtMs: startMs + turn * minuteMs,
    });
  }
  const series = await store.query(all);
  assert.equal(series.length, maxRememberedWindows);
  assert.ok(series.some(({ windowId }) => windowId === 'session'));
});
