import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { type TestContext } from 'node:test';
import { createKimiDesktopSource } from '../../../../src/credentials/kimi-desktop-source.ts';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import { writeChromiumStore } from '../../../support/fakes/stores/chromium-store.ts';
import { findIn, tokenIn } from '../../../support/fakes/stores/find-in.ts';
import { writeFirefoxStore } from '../../../support/fakes/stores/firefox-store.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

const chrome = '.config/google-chrome/Default/Cookies';
const firefox = '.mozilla/firefox/a.default/cookies.sqlite';
const desktop = '.config/kimi-desktop/Cookies';

const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';
const columns = `'.kimi.com' AS host_key, 'kimi-auth' AS name, 'v' || x AS value, x'' AS encrypted_value,
  1 AS last_access_utc, 1 AS creation_utc, 0 AS has_expires, 0 AS expires_utc, '' AS top_frame_site_key`;

function setUp(t: TestContext) {
  const place = makeTempHome(t);
  const deps = browserMachine(place);
  return {
    ...place,
    deps,
    at(path: string): string {
      const full = join(place.home, path);
      mkdirSync(dirname(full), { recursive: true });
      return full;
    },
    async inDesktop(): Promise<string> {
      const query = { signal: AbortSignal.timeout(60_000), mayPrompt: false };
      return tokenIn(await createKimiDesktopSource(deps, 'mainland').find(query));
    },
  };
}

function database(path: string, sql: string): void {
  const made = new DatabaseSync(path);
  made.exec(sql);
  made.close();
}

test('a view or a virtual table in place of the cookies is refused: it may have no end', async (t) => {
  for (const sql of [
    `CREATE VIEW cookies AS ${endless} SELECT ${columns} FROM c`,
    `CREATE VIEW content AS ${endless} SELECT x AS rowid, ${columns} FROM c;
     CREATE VIRTUAL TABLE cookies USING fts5(host_key, name, value, encrypted_value, last_access_utc, content = content)`,
  ]) {
    const { deps, at, inDesktop } = setUp(t);
    database(at(chrome), sql);
    database(at(desktop), sql);
    database(at(firefox), sql.replace(/ cookies/g, ' moz_cookies'));
    assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: unreadable');
    assert.equal(tokenIn(await findIn(deps, 'firefox')), 'absent: unreadable');
    assert.equal(await inDesktop(), 'absent: unreadable');
  }
});

test('an endless view beside the cookies changes nothing', async (t) => {
  const { deps, at } = setUp(t);
  writeChromiumStore(at(chrome), [{ host: '.kimi.com', plain: kimiToken('a') }]);
  database(
    at(chrome),
    `DROP TABLE meta; CREATE VIEW meta AS ${endless} SELECT x AS key, x AS value FROM c`,
  );
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'blocked: undecryptable');
});

test('a new profile’s empty store has no session', async (t) => {
  const { deps, at, inDesktop } = setUp(t);
  for (const path of [chrome, firefox, desktop]) writeFileSync(at(path), '');
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: no-session');
  assert.equal(tokenIn(await findIn(deps, 'firefox')), 'absent: no-session');
  assert.equal(await inDesktop(), 'absent: no-session');
});

test('times beyond what a number holds leave the store readable', async (t) => {
  for (const time of [
    '9223372036854775807',
    '9007199254740993',
    '-9223372036854775808',
    "'x'",
    '9e999',
  ]) {
    const { deps, at, inDesktop } = setUp(t);
    writeFirefoxStore(at(firefox), [{ host: '.kimi.com', value: kimiToken('a'), expiry: 0 }]);
    writeChromiumStore(at(chrome), [{ host: '.kimi.com', plain: kimiToken('b') }]);
    writeChromiumStore(at(desktop), [{ host: '.kimi.com', plain: kimiToken('c') }]);
    const set = (path: string, table: string, names: readonly string[]) =>
      database(at(path), `UPDATE ${table} SET ${names.map((name) => `${name} = ${time}`).join()}`);
    set(firefox, 'moz_cookies', ['lastAccessed', 'creationTime']);
    set(chrome, 'cookies', ['last_access_utc', 'creation_utc']);
    set(desktop, 'cookies', ['last_access_utc', 'creation_utc', 'expires_utc']);
    assert.equal(tokenIn(await findIn(deps, 'firefox')), kimiToken('a'), time);
    assert.equal(tokenIn(await findIn(deps, 'chrome')), kimiToken('b'), time);
    assert.equal(await inDesktop(), kimiToken('c'), time);
  }
});

test('a cookie that never expires is used', async (t) => {
  const { deps, at } = setUp(t);
  writeFirefoxStore(at(firefox), [{ host: '.kimi.com', value: kimiToken('a') }]);
  writeChromiumStore(at(chrome), [{ host: '.kimi.com', plain: kimiToken('b') }]);
  database(at(firefox), 'UPDATE moz_cookies SET expiry = 9223372036854775807');
  database(at(chrome), 'UPDATE cookies SET has_expires = 1, expires_utc = 9223372036854775807');
  assert.equal(tokenIn(await findIn(deps, 'firefox')), kimiToken('a'));
  assert.equal(tokenIn(await findIn(deps, 'chrome')), kimiToken('b'));
});

test('values and stores of a size that no session has are left alone', async (t) => {
  const { deps, at, inDesktop } = setUp(t);
  writeChromiumStore(at(chrome), [{ host: '.kimi.com', plain: 'x'.repeat(100_000) }]);
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: no-session');
  for (const path of [firefox, desktop]) {
    writeFileSync(at(path), '');
    truncateSync(at(path), 65 * 1024 * 1024);
  }
  assert.equal(tokenIn(await findIn(deps, 'firefox')), 'absent: too-large');
  assert.equal(await inDesktop(), 'absent: too-large');
});

test(
  'a pipe in place of a store or its log is not waited for',
  { skip: process.platform === 'win32' && 'its folders have no pipes' },
  async (t) => {
    const { deps, at, inDesktop, home } = setUp(t);
    execFileSync('mkfifo', [join(home, 'pipe')]);
    symlinkSync(join(home, 'pipe'), at(chrome));
    execFileSync('mkfifo', [at(desktop)]);
    writeFirefoxStore(at(firefox), [{ host: '.kimi.com', value: kimiToken('a') }]);
    execFileSync('mkfifo', [at(`${firefox}-wal`)]);
    assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: unreadable');
    assert.equal(tokenIn(await findIn(deps, 'firefox')), 'absent: unreadable');
    assert.equal(await inDesktop(), 'absent: unreadable');
  },
);
