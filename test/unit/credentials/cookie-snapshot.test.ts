import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { withCookieSnapshot } from '../../../src/credentials/cookie-snapshot.ts';
import { createNodeFiles } from '../../../src/host/files/node-files.ts';
import { openSqlite } from '../../../src/host/sqlite.ts';
import { noFileRights } from '../../support/this-system.ts';

type Place = {
  readonly home: string;
  readonly temp: string;
  readonly db: string;
  readonly files: ReturnType<typeof createNodeFiles>;
};

async function inPlace(run: (place: Place) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'snapshot-home-'));
  const temp = mkdtempSync(join(tmpdir(), 'snapshot-temp-'));
  try {
    await run({
      home,
      temp,
      db: join(home, 'Cookies'),
      files: createNodeFiles({ os: 'linux', tempDir: temp }),
    });
    assert.deepEqual(readdirSync(temp), [], 'every copy is gone afterwards');
  } finally {
    rmSync(home, { recursive: true });
    rmSync(temp, { recursive: true });
  }
}

const folderBytes = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')]),
  );

async function values(path: string): Promise<unknown[]> {
  const database = await openSqlite(path, { readOnly: false });
  try {
    return database.all('SELECT v FROM t ORDER BY v').map((row) => row['v']);
  } finally {
    database.close();
  }
}

const textAndParts = (copy: string) => [readFileSync(copy, 'utf8'), readdirSync(join(copy, '..'))];

const readsNothing = () => assert.fail('an aborted walk reads nothing');

test('reads rows in the log of an open writer and leaves its folder unchanged', async () => {
  await inPlace(async ({ home, db, files }) => {
    const writer = new DatabaseSync(db);
    writer.exec(
      "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('in-log')",
    );
    const before = folderBytes(home);
    assert.deepEqual(Object.keys(before).toSorted(), ['Cookies', 'Cookies-shm', 'Cookies-wal']);
    assert.deepEqual(await withCookieSnapshot(files, { path: db }, values), ['in-log']);
    assert.deepEqual(folderBytes(home), before);
    writer.close();
  });
});

test('rolls a journal back in the copy that a killed writer left behind', async () => {
  await inPlace(async ({ home, db, files }) => {
    const writer = new DatabaseSync(db);
    writer.exec('CREATE TABLE t (v TEXT); PRAGMA cache_size=1; PRAGMA cache_spill=1');
    const insert = writer.prepare('INSERT INTO t VALUES (?)');
    for (let index = 0; index < 100; index += 1) insert.run('committed'.repeat(100));
    writer.exec("BEGIN; UPDATE t SET v = 'half done'");
    const before = folderBytes(home);
    assert.ok(statSync(`${db}-journal`).size > 0);
    // The copy has no live writer: its journal is hot, just as after a crash.
    assert.deepEqual(
      new Set(await withCookieSnapshot(files, { path: db }, values)),
      new Set(['committed'.repeat(100)]),
    );
    assert.deepEqual(folderBytes(home), before);
    writer.close();
  });
});

test('the copy is private', { skip: noFileRights }, async () => {
  await inPlace(async ({ db, files }) => {
    writeFileSync(db, 'x', { mode: 0o644 });
    await withCookieSnapshot(files, { path: db }, (copy) => {
      assert.equal(statSync(copy).mode & 0o777, 0o600);
      assert.equal(statSync(join(copy, '..')).mode & 0o777, 0o700);
    });
  });
});

test('a database that changes while it is copied is copied again', async () => {
  await inPlace(async ({ db, files }) => {
    writeFileSync(db, 'old');
    writeFileSync(`${db}-wal`, 'log of old');
    let copies = 0;
    const overtaken = {
      ...files,
      async copyPrivate(from: string, to: string) {
        await files.copyPrivate(from, to);
        copies += 1;
        if (copies !== 2) return;
        writeFileSync(db, 'newer');
        rmSync(`${db}-wal`);
      },
    };
    assert.deepEqual(await withCookieSnapshot(overtaken, { path: db }, textAndParts), [
      'newer',
      ['Cookies'],
    ]);
  });
});

test('a database that never rests is read as last copied', async () => {
  await inPlace(async ({ db, files }) => {
    writeFileSync(db, 'v0');
    let copies = 0;
    const restless = {
      ...files,
      async copyPrivate(from: string, to: string) {
        await files.copyPrivate(from, to);
        copies += 1;
        writeFileSync(db, 'v'.repeat(copies + 5));
      },
    };
    assert.equal(
      (await withCookieSnapshot(restless, { path: db }, (copy) => readFileSync(copy, 'utf8')))
        .length,
      8,
    );
    assert.equal(copies, 4);
  });
});

test('the copy is gone when reading throws, when the database is missing and when the signal is aborted', async () => {
  await inPlace(async ({ db, files }) => {
    await assert.rejects(
      withCookieSnapshot(files, { path: db }, () => 0),
      { code: 'ENOENT' },
    );
    writeFileSync(db, 'x');
    const trouble = new Error('trouble');
    await assert.rejects(
      withCookieSnapshot(files, { path: db }, () => Promise.reject(trouble)),
      trouble,
    );
    const abort = new AbortController();
    const stopping = {
      ...files,
      async copyPrivate(from: string, to: string) {
        await files.copyPrivate(from, to);
        abort.abort(trouble);
      },
    };
    await assert.rejects(
      withCookieSnapshot(stopping, { path: db, signal: abort.signal }, readsNothing),
      trouble,
    );
    await assert.rejects(
      withCookieSnapshot(files, { path: db, signal: AbortSignal.abort(trouble) }, readsNothing),
      trouble,
    );
  });
});
