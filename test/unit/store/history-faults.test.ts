import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { openSqlite } from '../../../src/host/sqlite.ts';
import { openHistoryStore } from '../../../src/store/history-store.ts';
import { historyStage, sessionReading } from '../../support/history-stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noDeletingOpenFiles } from '../../support/this-system.ts';

const hourMs = 3_600_000;
const startMs = 1_800_000_000_000;
const all = { sinceMs: 0, untilMs: startMs + 1000 * hourMs };
const reading = (turn: number) =>
  sessionReading(startMs + turn * hourMs, turn % 200, startMs + 5000 * hourMs);

async function filled(stage: ReturnType<typeof historyStage>, turns = 300): Promise<void> {
  const store = stage.open();
  for (let turn = 0; turn < turns; turn += 1) await store.record(undefined, reading(turn));
  store.close();
}

function setAside(path: string): string[] {
  return readdirSync(dirname(path)).filter((name) =>
    /^history\.sqlite\.broken-\d{8}T\d{6}Z$/.test(name),
  );
}

const damages: Readonly<Record<string, (path: string) => void>> = {
  truncated: (path) => truncateSync(path, 9000),
  'cut to its first page': (path) => truncateSync(path, 4096),
  'no database at all': (path) =>
    writeFileSync(path, 'this is no database, whatever it is called'.repeat(200)),
  'overwritten inside': (path) => {
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096);
    writeFileSync(path, bytes);
  },
};

for (const [name, damage] of Object.entries(damages)) {
  test(`a file that is ${name} is set aside and named, and the history goes on`, async (t) => {
    const stage = historyStage(t, startMs);
    await filled(stage);
    damage(stage.path);
    const store = stage.open();
    await store.record(undefined, reading(301));
    assert.equal((await store.query(all))[0]?.samples.at(-1)?.used, 101);
    assert.equal(setAside(stage.path).length, 1);
    assert.equal(stage.logged.filter((line) => line.includes('.broken-')).length, 1);
  });
}

test('reading a broken file counts as empty and leaves the rest for rescue', async (t) => {
  const stage = historyStage(t, startMs);
  await filled(stage);
  truncateSync(stage.path, 9000);
  assert.deepEqual(await stage.open(false).query(all), []);
  assert.equal(setAside(stage.path).length, 1);
});

test('an emptied file starts over', async (t) => {
  const stage = historyStage(t, startMs);
  await filled(stage, 3);
  truncateSync(stage.path, 0);
  rmSync(`${stage.path}-wal`, { force: true });
  const store = stage.open();
  await store.record(undefined, reading(4));
  assert.equal((await store.query(all))[0]?.samples.length, 1);
});

test('a file deleted while it is open starts over', { skip: noDeletingOpenFiles }, async (t) => {
  const stage = historyStage(t, startMs);
  const store = stage.open();
  await store.record(undefined, reading(1));
  for (const suffix of ['', '-wal', '-shm']) rmSync(stage.path + suffix);
  await store.record(undefined, reading(2));
  await store.record(undefined, reading(3));
  assert.equal(existsSync(stage.path), true);
  assert.equal((await stage.open().query(all))[0]?.samples.length, 2);
});

test('truncated while it is open: the program goes on, and so does the history after a restart', async (t) => {
  const stage = historyStage(t, startMs);
  await filled(stage);
  const store = stage.open();
  await store.record(undefined, reading(301));
  truncateSync(stage.path, 5000);
  for (let turn = 302; turn < 310; turn += 1) await store.record(undefined, reading(turn));
  await store.query(all);
  store.close();
  const next = stage.open();
  await next.record(undefined, reading(311));
  assert.equal((await next.query(all))[0]?.samples.at(-1)?.used, 111);
});

test('a disk that can not be written to turns it off, says so once, and on again', async (t) => {
  const folder = tempFolder(t);
  writeFileSync(join(folder, 'taken'), '');
  const stage = historyStage(t, startMs, { path: join(folder, 'taken', 'history.sqlite') });
  const store = stage.open();
  for (let turn = 0; turn < 5; turn += 1) await store.record(undefined, reading(turn));
  assert.deepEqual(await store.query(all), []);
  assert.equal(stage.logged.length, 1);
  rmSync(join(folder, 'taken'));
  mkdirSync(join(folder, 'taken'));
  await store.record(undefined, reading(6));
  assert.equal((await store.query(all))[0]?.samples.length, 1);
});

/** A disk with room for a few samples. */
const limited: typeof openSqlite = async (path, options) => {
  const database = await openSqlite(path, options);
  database.exec('PRAGMA max_page_count = 8');
  return database;
};

test('a full disk in the middle of it costs the new samples alone', async (t) => {
  const stage = historyStage(t, startMs);
  const store = openHistoryStore({ ...stage.host, openSqlite: limited }, stage.path, {
    mayCreate: true,
  });
  t.after(() => store.close());
  for (let turn = 0; turn < 900; turn += 1) await store.record(undefined, reading(turn));
  assert.ok(stage.logged.some((line) => /full/.test(line)));
  assert.equal(new Set(stage.logged).size, stage.logged.length);
  assert.ok(((await store.query(all))[0]?.samples.length ?? 0) > 50);
  assert.deepEqual(setAside(stage.path), []);
});

/** As on a disk that was mounted read-only: file modes would not stop every user. */
const unwritable: typeof openSqlite = (path) => openSqlite(path, { readOnly: true });

test('a file that can not be written to can still be read', async (t) => {
  const stage = historyStage(t, startMs);
  await filled(stage, 3);
  const store = openHistoryStore({ ...stage.host, openSqlite: unwritable }, stage.path, {
    mayCreate: true,
  });
  t.after(() => store.close());
  await store.record(undefined, reading(4));
  await store.record(undefined, reading(5));
  assert.equal(stage.logged.length, 1);
  assert.equal((await store.query(all))[0]?.samples.length, 3);
});

test('a file of a later version is left alone', async (t) => {
  const stage = historyStage(t, startMs);
  await filled(stage, 3);
  const database = await openSqlite(stage.path, { readOnly: false });
  database.exec('PRAGMA user_version = 99');
  database.close();
  const store = stage.open();
  await store.record(undefined, reading(5));
  assert.deepEqual(await store.query(all), []);
  assert.deepEqual(setAside(stage.path), []);
  assert.match(stage.logged[0] ?? '', /later version/);
});

test('two processes write to one history', async (t) => {
  const stage = historyStage(t, startMs);
  const [one, two] = [stage.open(), stage.open()];
  for (let turn = 0; turn < 40; turn += 2)
    await Promise.all([
      one.record(undefined, reading(turn)),
      two.record(undefined, reading(turn + 1)),
    ]);
  assert.equal((await one.query(all))[0]?.samples.length, 40);
});
