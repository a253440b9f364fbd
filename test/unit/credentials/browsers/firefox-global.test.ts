import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { type TestContext } from 'node:test';
import { listBrowserSessions } from '../../../../src/credentials/browsers/session-listing.ts';
import type { KimiSite } from '../../../../src/domain/kimi-site.ts';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import { findIn, tokenIn } from '../../../support/fakes/stores/find-in.ts';
import { writeFirefoxStore } from '../../../support/fakes/stores/firefox-store.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

const profile = '.mozilla/firefox/a.default';

function machine(t: TestContext, site: KimiSite) {
  const place = makeTempHome(t);
  return { ...place, deps: browserMachine(place, { site }) };
}

/** Writes local storage as Firefox does: short values as they are, long ones compressed. */
function store(home: string, origin: string, value: Buffer, isCompressed = false): void {
  const path = join(home, profile, 'storage/default', origin, 'ls/data.sqlite');
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`CREATE TABLE data (key TEXT PRIMARY KEY, utf16_length INTEGER NOT NULL, conversion_type INTEGER NOT NULL,
    compression_type INTEGER NOT NULL, last_access_time INTEGER NOT NULL DEFAULT 0, value BLOB NOT NULL)`);
  const insert = database.prepare('INSERT INTO data VALUES (?, ?, 1, ?, 9223372036854775807, ?)');
  insert.run('theme', 4, 0, Buffer.from('dark'));
  insert.run('access_token', value.length, isCompressed ? 1 : 0, value);
  database.close();
}

/** A single literal: valid Snappy, only without any gain. */
function compressed(text: string): Buffer {
  const { length } = text;
  const size = Buffer.from([(length & 127) | 128, length >> 7]);
  const head = Buffer.from([61 << 2, (length - 1) & 255, (length - 1) >> 8]);
  return Buffer.concat([size, head, Buffer.from(text)]);
}

function cookie(home: string, host: string, value: string): void {
  writeFirefoxStore(join(home, profile, 'cookies.sqlite'), [{ host, value }]);
}

test('each service has its own cookies; those of the other are not even read', async (t) => {
  for (const [site, own, other] of [
    ['mainland', '.kimi.com', 'www.kimi.ai'],
    ['global', 'www.kimi.ai', '.kimi.com'],
  ] as const) {
    const first = machine(t, site);
    cookie(first.home, own, kimiToken('own'));
    assert.equal(tokenIn(await findIn(first.deps, 'firefox')), kimiToken('own'));
    const second = machine(t, site);
    cookie(second.home, other, kimiToken('other'));
    assert.equal(tokenIn(await findIn(second.deps, 'firefox')), 'absent: no-session');
  }
});

test("a kimi.ai session is found in the site's local storage, in every form", async (t) => {
  const token = kimiToken('stored');
  const values = [
    [Buffer.from(token), false],
    [Buffer.from(JSON.stringify(token)), false],
    [Buffer.from(token, 'utf16le'), false],
    [compressed(token), true],
  ] as const;
  for (const [value, isCompressed] of values) {
    const { home, deps } = machine(t, 'global');
    cookie(home, '.example.com', 'x');
    store(home, 'https+++www.kimi.ai', value, isCompressed);
    const finding = await findIn(deps, 'firefox');
    assert.equal(tokenIn(finding), token);
    assert.ok(finding.kind === 'found' && finding.credential.kind === 'web');
    assert.equal(finding.credential.detail, 'Firefox (a.default, local storage)');
  }
});

test('local storage of containers counts, that inside other pages does not', async (t) => {
  const { home, deps, leftInTemp } = machine(t, 'global');
  cookie(home, '.example.com', 'x');
  const token = Buffer.from(kimiToken('stored'));
  store(home, 'https+++www.kimi.ai^userContextId=3&partitionKey=%28https%2Cx.example%29', token);
  assert.equal(tokenIn(await findIn(deps, 'firefox')), 'absent: no-session');
  store(home, 'https+++www.kimi.ai^userContextId=3', token);
  assert.equal(tokenIn(await findIn(deps, 'firefox')), kimiToken('stored'));
  const lines = await listBrowserSessions(deps, {
    signal: AbortSignal.timeout(60_000),
    mayPrompt: false,
  });
  assert.deepEqual(
    lines
      .filter(({ browser }) => browser === 'Firefox')
      .map((line) => `${line.profile} ${line.state}`),
    ['a.default no-session', 'a.default, local storage session'],
  );
  assert.deepEqual(leftInTemp(), []);
});

test('local storage of the mainland is left alone, and so is anything but a token', async (t) => {
  const mainland = machine(t, 'mainland');
  cookie(mainland.home, '.example.com', 'x');
  for (const origin of ['https+++www.kimi.ai', 'https+++www.kimi.com'])
    store(mainland.home, origin, Buffer.from(kimiToken('stored')));
  assert.equal(tokenIn(await findIn(mainland.deps, 'firefox')), 'absent: no-session');
  for (const value of ['', 'null', '{"a":1}', 'eyJ.x']) {
    const { home, deps } = machine(t, 'global');
    cookie(home, '.example.com', 'x');
    store(home, 'https+++www.kimi.ai', Buffer.from(value));
    assert.equal(tokenIn(await findIn(deps, 'firefox')), 'absent: no-session', value);
  }
});
