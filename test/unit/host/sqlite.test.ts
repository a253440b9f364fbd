import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { openSqlite } from '../../../src/host/sqlite.ts';

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
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.doesNotMatch(stderr, /SQLite/i);
  assert.match(stderr, /another/);
});
