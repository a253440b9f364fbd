import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import test from 'node:test';
import { openSqlite } from '../../../src/host/sqlite.ts';
import { historyStage, sessionReading } from '../../support/history-stage.ts';
import { noFileRights } from '../../support/this-system.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const startMs = 1_800_000_000_000;
const all = { sinceMs: 0, untilMs: startMs + 1000 * dayMs };

test('changes, a heartbeat and the end of a quiet time are recorded', async (t) => {
  const store = historyStage(t, startMs).open();
  const resetsAtMs = startMs + 5 * hourMs;
  const used = [20, 20, 20, 20, 22, 22, 22, 22, 22, 22, 22, 22];
  for (const [turn, count] of used.entries())
    await store.record(undefined, sessionReading(startMs + turn * 5 * minuteMs, count, resetsAtMs));
  const [series] = await store.query(all);
  const minutes = series?.samples.map(({ atMs, used: count }) => [
    (atMs - startMs) / minuteMs,
    count,
  ]);
  assert.deepEqual(minutes, [
    [0, 20],
    [15, 20],
    [20, 22],
    [50, 22],
  ]);
  assert.deepEqual(series?.samples[0], {
    atMs: startMs,
    usedPercent: 10,
    used: 20,
    limit: 200,
    resetsAtMs,
  });
  assert.equal(series?.lengthMinutes, 300);
});

test('resets are found, also by the next process, and the same reading counts once', async (t) => {
  const stage = historyStage(t, startMs);
  const first = stage.open();
  await first.record(undefined, sessionReading(startMs, 180, startMs + minuteMs));
  first.close();
  const second = stage.open();
  const after = sessionReading(startMs + 3 * minuteMs, 2, startMs + minuteMs + 5 * hourMs);
  await second.record(undefined, after);
  await second.record(undefined, after);
  const [series] = await second.query(all);
  assert.deepEqual(series?.resetsAtMs, [startMs + minuteMs]);
  assert.equal(series?.samples.length, 2);
});

test('accounts and windows are stored and queried separately', async (t) => {
  const store = historyStage(t, startMs).open();
  const weekly = {
    id: 'weekly',
    label: 'W',
    usedPercent: 1,
    unit: 'percent',
    reliable: true,
  } as const;
  const guess = { id: 'monthly', usedPercent: 0, unit: 'percent', reliable: false } as const;
  await store.record(undefined, sessionReading(startMs, 2, startMs + hourMs, [weekly, guess]));
  await store.record('work', sessionReading(startMs, 4, startMs + hourMs));
  const ids = async (query: object) =>
    (await store.query({ ...all, ...query })).map(({ windowId, samples }) => [
      windowId,
      samples.length,
    ]);
  assert.deepEqual(await ids({}), [
    ['session', 1],
    ['weekly', 1],
  ]);
  assert.deepEqual(await ids({ windowId: 'weekly' }), [['weekly', 1]]);
  assert.deepEqual(await ids({ account: 'work' }), [['session', 1]]);
  assert.deepEqual(await ids({ account: 'nobody' }), []);
  assert.deepEqual(await ids({ sinceMs: startMs + 1 }), [
    ['session', 0],
    ['weekly', 0],
  ]);
});

test('the file and those beside it are private', { skip: noFileRights }, async (t) => {
  const { path, open } = historyStage(t, startMs);
  await open().record(undefined, sessionReading(startMs, 2, startMs + hourMs));
  for (const suffix of ['', '-wal', '-shm'])
    assert.equal(statSync(path + suffix).mode & 0o777, 0o600, suffix);
});

test('who only reads makes no file', async (t) => {
  const { path, open } = historyStage(t, startMs);
  assert.deepEqual(await open(false).query(all), []);
  assert.equal(existsSync(path), false);
});

test('a year is thinned: a week whole, then by half hours, then by quarters of a day, and resets stay', async (t) => {
  const { open, time, path } = historyStage(t, startMs);
  const database = await openSqlite(path, { readOnly: false });
  const store = open();
  await store.record(undefined, sessionReading(startMs - dayMs - 1, 0, startMs));
  database.transaction(() => {
    for (let atMs = startMs - 399 * dayMs; atMs < startMs; atMs += 5 * minuteMs) {
      database.run('INSERT INTO sample (series_id, at_ms, used_percent) VALUES (1, ?, 50)', [atMs]);
      if ((atMs / (5 * minuteMs)) % 60 === 0)
        database.run('INSERT INTO reset (series_id, at_ms) VALUES (1, ?)', [atMs]);
    }
  });
  database.close();
  time.nowMs = startMs + 7 * hourMs;
  await store.record(undefined, sessionReading(time.nowMs, 2, time.nowMs + hourMs));
  const [series] = await store.query(all);
  const countBetween = (fromDays: number, toDays: number) =>
    series?.samples.filter(
      ({ atMs }) => atMs >= time.nowMs - fromDays * dayMs && atMs < time.nowMs - toDays * dayMs,
    ).length ?? 0;
  assert.ok(Math.abs(countBetween(6.9, 0.9) - 6 * 288) <= 1);
  // One per half hour, and the last before each of 4.8 resets a day, which may be the same one.
  assert.ok(
    countBetween(58, 8) >= 50 * 48 && countBetween(58, 8) <= 50 * 53,
    String(countBetween(58, 8)),
  );
  assert.ok(
    countBetween(360, 70) >= 290 * 4 && countBetween(360, 70) <= 290 * 9,
    String(countBetween(360, 70)),
  );
  assert.equal(countBetween(1000, 366), 0);
  const before = series?.samples.length;
  time.nowMs += 7 * hourMs;
  await store.record(undefined, sessionReading(time.nowMs, 2, time.nowMs + hourMs));
  const again = (await store.query(all))[0]?.samples.length ?? 0;
  assert.ok(Math.abs(again - (before ?? 0)) < 150, `${before} became ${again}`);
});

test('resets are recorded by the clock that samples are recorded by', async (t) => {
  const store = historyStage(t, startMs).open();
  const aheadMs = 3 * hourMs;
  const kimi = (ms: number): number => ms - aheadMs;
  const skewed = { clockOffsetMs: aheadMs };
  const before = sessionReading(startMs, 180, kimi(startMs + minuteMs));
  const after = sessionReading(startMs + 3 * minuteMs, 2, kimi(startMs + minuteMs + 5 * hourMs));
  await store.record(undefined, { ...before, ...skewed });
  await store.record(undefined, { ...after, ...skewed });
  const [series] = await store.query(all);
  assert.deepEqual(series?.resetsAtMs, [startMs + minuteMs]);
  assert.equal(series?.samples[0]?.resetsAtMs, startMs + minuteMs);
});
