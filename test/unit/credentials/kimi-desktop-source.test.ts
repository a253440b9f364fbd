import assert from 'node:assert/strict';
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { createKimiDesktopSource } from '../../../src/credentials/kimi-desktop-source.ts';
import { quietAsk, tokenOf } from '../../contract/credentials/found-token.ts';
import { inTemporaryHome, type TemporaryHome } from '../../contract/credentials/temporary-home.ts';
import { noPosixPaths } from '../../support/this-system.ts';

type Row = {
  readonly host?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly encrypted?: Uint8Array | undefined;
  readonly usedAt: string;
};

/** A cookie database below the home folder, with Chromium's own column types and times. */
function store(home: TemporaryHome, path: string, rows: readonly Row[]): void {
  const full = join(home.homeDir, path);
  mkdirSync(dirname(full), { recursive: true });
  const database = new DatabaseSync(full);
  database.exec(
    'CREATE TABLE cookies (host_key TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, encrypted_value BLOB NOT NULL, last_access_utc INTEGER NOT NULL)',
  );
  for (const {
    host = 'www.kimi.com',
    name = 'kimi-auth',
    value = '',
    encrypted = new Uint8Array(),
    usedAt,
  } of rows) {
    const insert = database.prepare('INSERT INTO cookies VALUES (?, ?, ?, ?, CAST(? AS INTEGER))');
    insert.run(host, name, value, encrypted, usedAt);
  }
  database.close();
}

const find = (home: TemporaryHome) => createKimiDesktopSource(home.host, 'mainland').find(quietAsk);

async function reasonOf(home: TemporaryHome): Promise<string> {
  const finding = await find(home);
  return finding.kind === 'found' ? 'found' : `${finding.kind} ${finding.reason}`;
}

function jwtUntil(expSeconds: number): string {
  return `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ exp: expSeconds })).toString('base64url')}.c2ln`;
}

/** As Chromium encrypts on a Linux without a keyring. */
function v10(value: string, host?: string, password = 'peanuts'): Uint8Array {
  const cipher = createCipheriv(
    'aes-128-cbc',
    pbkdf2Sync(password, 'saltysalt', 1, 16, 'sha1'),
    Buffer.alloc(16, ' '),
  );
  const hash = host === undefined ? Buffer.alloc(0) : createHash('sha256').update(host).digest();
  return Buffer.concat([
    Buffer.from('v10'),
    cipher.update(hash),
    cipher.update(value),
    cipher.final(),
  ]);
}

const linux = '.config/kimi-desktop/Cookies';
// Microseconds since 1601, beyond what a number holds exactly: the two differ in the last digit only.
const [earlier, later] = ['13437964800000000', '13437964800000001'];

test('found in the places of each system', { skip: noPosixPaths }, async () => {
  for (const [os, env, path] of [
    ['linux', {}, linux],
    ['linux', {}, '.config/kimi-desktop/Network/Cookies'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, linux],
    ['darwin', {}, 'Library/Application Support/kimi-desktop/Cookies'],
    ['win32', {}, 'AppData/Roaming/kimi-desktop/Network/Cookies'],
  ] as const) {
    await inTemporaryHome({ os, env }, async (home) => {
      store(home, path, [{ value: 'token-here', usedAt: later }]);
      const finding = await find(home);
      assert.equal(tokenOf(finding), 'token-here', `${os} ${path}`);
      assert.ok(
        finding.kind === 'found' &&
          finding.credential.kind === 'web' &&
          finding.credential.detail === 'Kimi Desktop',
      );
    });
  }
  await inTemporaryHome({}, async (home) => {
    store(home, 'xdg/kimi-desktop/Cookies', [{ value: 'token-there', usedAt: later }]);
    const host = { ...home.host, env: { XDG_CONFIG_HOME: join(home.homeDir, 'xdg') } };
    assert.equal(
      tokenOf(await createKimiDesktopSource(host, 'mainland').find(quietAsk)),
      'token-there',
    );
  });
});

test("only Kimi's own hosts and cookie count, the last used first, down to the microsecond", async () => {
  await inTemporaryHome({}, async (home) => {
    store(home, linux, [
      { value: 'earlier', usedAt: earlier },
      { value: 'later', host: '.kimi.com', usedAt: later },
      { value: 'foreign', host: 'www.kimi.com.example.org', usedAt: '13999999999999999' },
      { value: 'other', name: 'theme', usedAt: '13999999999999999' },
      { value: '', usedAt: '13999999999999999' },
    ]);
    assert.equal(tokenOf(await find(home)), 'later');
  });
});

test('expired sessions are skipped; if all are expired, the finding is expired', async () => {
  const dead = jwtUntil(1_800_000_000);
  await inTemporaryHome({}, async (home) => {
    store(home, linux, [
      { value: dead, usedAt: later },
      { value: 'living', host: '.kimi.com', usedAt: earlier },
    ]);
    assert.equal(tokenOf(await find(home)), 'living');
  });
  await inTemporaryHome({}, async (home) => {
    store(home, linux, [{ value: dead, usedAt: later }]);
    assert.equal(await reasonOf(home), 'absent expired');
  });
});

test('values encrypted with a well-known key are read after the plain ones', async () => {
  await inTemporaryHome({}, async (home) => {
    store(home, linux, [
      { encrypted: v10('encrypted-later', 'www.kimi.com'), usedAt: later },
      { value: 'plain-earlier', usedAt: earlier },
    ]);
    assert.equal(tokenOf(await find(home)), 'plain-earlier');
  });
  for (const encrypted of [v10('encrypted-token', 'www.kimi.com'), v10('encrypted-token')]) {
    await inTemporaryHome({}, async (home) => {
      store(home, linux, [{ encrypted, usedAt: later }]);
      assert.equal(tokenOf(await find(home)), 'encrypted-token');
    });
  }
});

test('encrypted values that need a password are blocked', async () => {
  const keyring = Buffer.concat([Buffer.from('v11'), v10('x', undefined, 'keyring').subarray(3)]);
  for (const [os, path, encrypted] of [
    ['linux', linux, keyring],
    ['linux', linux, Buffer.from('v10 is too short')],
    ['darwin', 'Library/Application Support/kimi-desktop/Cookies', v10('x')],
    ['win32', 'AppData/Roaming/kimi-desktop/Cookies', Buffer.from('v20xyz')],
  ] as const) {
    await inTemporaryHome({ os }, async (home) => {
      store(home, path, [{ encrypted, usedAt: later }]);
      assert.equal(await reasonOf(home), 'blocked undecryptable');
    });
  }
});

test('a missing file and an invalid database have different reasons', async () => {
  await inTemporaryHome({}, async (home) => assert.equal(await reasonOf(home), 'absent not-found'));
  await inTemporaryHome({}, async (home) => {
    store(home, linux, [{ value: 'x', name: 'theme', usedAt: later }]);
    assert.equal(await reasonOf(home), 'absent no-session');
  });
  for (const [text, reason] of [
    ['no database at all, but long enough to be looked into', 'unreadable'],
    ['', 'no-session'],
  ] as const) {
    await inTemporaryHome({}, async (home) => {
      home.write(linux, text);
      assert.equal(await reasonOf(home), `absent ${reason}`);
    });
  }
});

test('a database that Windows keeps locked belongs to a running app', async () => {
  const busy = Object.assign(new Error('locked'), { code: 'EBUSY' });
  for (const [os, expected] of [
    ['win32', 'blocked browser-running'],
    ['linux', 'absent unreadable'],
  ] as const) {
    await inTemporaryHome({ os }, async (home) => {
      store(home, os === 'win32' ? 'AppData/Roaming/kimi-desktop/Cookies' : linux, [
        { value: 'x', usedAt: later },
      ]);
      const files = { ...home.host.files, copyPrivate: () => Promise.reject(busy) };
      assert.equal(await reasonOf({ ...home, host: { ...home.host, files } }), expected);
    });
  }
});

test('aborted while the copy is read: the reason is thrown and the copy is gone', async () => {
  await inTemporaryHome({}, async (home) => {
    store(home, linux, [{ value: 'x', usedAt: later }]);
    const abort = new AbortController();
    const reason = new Error('stop');
    const openSqlite: typeof home.host.openSqlite = (path, options) => {
      abort.abort(reason);
      return home.host.openSqlite(path, options);
    };
    const source = createKimiDesktopSource({ ...home.host, openSqlite }, 'mainland');
    await assert.rejects(source.find({ signal: abort.signal, mayPrompt: false }), reason);
  });
});

test('aborted while the database is copied: the reason is thrown, not taken for an unreadable file', async () => {
  await inTemporaryHome({}, async (home) => {
    store(home, linux, [{ value: 'x', usedAt: later }]);
    const abort = new AbortController();
    const reason = new Error('stop');
    const copyPrivate = () => {
      abort.abort(reason);
      return Promise.reject(new Error('interrupted'));
    };
    const source = createKimiDesktopSource(
      {
        ...home.host,
        files: { ...home.host.files, copyPrivate },
      },
      'mainland',
    );
    await assert.rejects(source.find({ signal: abort.signal, mayPrompt: false }), reason);
  });
});
