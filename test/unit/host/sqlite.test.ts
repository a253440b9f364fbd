import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { openSqlite, sqliteErrorCode } from '../../../src/host/sqlite.ts';

test('fills in parameters and gives rows by name', async () => {
  const database = await openSqlite(':memory:', { readOnly: false });
  assert.deepEqual({ ...database.all('SELECT ? AS a, ? AS b', ['x', 2])[0] }, { a: 'x', b: 2 });
  database.close();
});

test('rejects for a missing file and for a file that is no database', async () => {
  await assert.rejects(openSqlite(join(import.meta.dirname, 'nowhere'), { readOnly: true }));
  const database = await openSqlite(import.meta.filename, { readOnly: true });
  assert.throws(() => database.all('SELECT 1 FROM sqlite_master'), /not a database/);
  database.close();
});

test('says nothing on stderr, while other warnings still do', () => {
  const module = JSON.stringify(new URL('../../../src/host/sqlite.ts', import.meta.url).href);
  const code = `const { openSqlite } = await import(${module}); (await openSqlite(':memory:', { readOnly: false })).close(); process.emitWarning('another');`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  assert.doesNotMatch(stderr, /SQLite/i);
  assert.match(stderr, /another/);
});

test('a transaction is all or nothing, and errors carry SQLite’s own number', async () => {
  const database = await openSqlite(':memory:', { readOnly: false });
  database.exec('CREATE TABLE one (a INTEGER PRIMARY KEY); INSERT INTO one VALUES (1)');
  const twice = (): void => {
    database.run('INSERT INTO one VALUES (?)', [2]);
    database.run('INSERT INTO one VALUES (?)', [1]);
  };
  assert.throws(
    () => database.transaction(twice),
    (error: unknown) => sqliteErrorCode(error) === 19,
  );
  database.transaction(() => database.run('INSERT INTO one VALUES (?)', [3]));
  assert.deepEqual(
    database.all('SELECT a FROM one ORDER BY a').map(({ a }) => a),
    [1, 3],
  );
  assert.equal(sqliteErrorCode(new Error('another')), undefined);
  database.close();
});
