import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { createCliLoginSource } from '../../../src/credentials/cli-login-source.ts';
import { findLegacyCliLogin } from '../../../src/credentials/diagnose-sources.ts';
import type { Env, Host } from '../../../src/host/host.ts';
import { jwtOf } from '../../support/jwt-of.ts';
import { quietAsk, tokenOf } from '../../contract/credentials/found-token.ts';

const now = 1_800_000_000;
const mainland = join('/home/u/.kimi-code/credentials/kimi-code.json');
const global = join('/home/u/.kimi-code/credentials/kimi-code-env-0e4f99c69cc27850.json');

const fail = () => assert.fail('the login is only read');
const writes = { writePrivate: fail, writeCache: fail, append: fail, createExclusive: fail };
const moves = { touch: fail, move: fail, remove: fail, copyPrivate: fail, makeTempFolder: fail };

type LoginFiles = Readonly<Record<string, unknown>>;

/** A file that was written at this time, in epoch milliseconds; all others at 0. */
class Written {
  readonly atMs: number;
  readonly content: unknown;

  constructor(atMs: number, content: unknown) {
    this.atMs = atMs;
    this.content = content;
  }
}

/** A disk that holds these texts and can do nothing but read; it notes what was opened. */
function machine(all: LoginFiles, env: Env = {}) {
  const timeOf = (path: string) => (all[path] instanceof Written ? all[path].atMs : 0);
  const files = Object.fromEntries(
    Object.entries(all).map(([path, file]) => [
      path,
      file instanceof Written ? file.content : file,
    ]),
  );
  const opened: string[] = [];
  const disk: Host['files'] = {
    readText(path) {
      opened.push(path);
      const content = files[path];
      if (content instanceof Error) throw content;
      if (content === undefined || typeof content === 'string') return content;
      return JSON.stringify(content);
    },
    facts: (path) =>
      path in files ? { kind: 'file', sizeBytes: 1, modifiedAtMs: timeOf(path) } : undefined,
    readBytes: fail,
    list: fail,
    ...writes,
    ...moves,
  };
  const platform = { os: 'linux', homeDir: '/home/u', tempDir: '/tmp', pid: 1 } as const;
  return {
    opened,
    host: { files: disk, env, platform, clock: { now: () => now * 1000, sleep: fail } },
  };
}

const login = (token: unknown, expiresAt: unknown) => ({
  access_token: token,
  refresh_token: 'r',
  expires_at: expiresAt,
});

async function find(files: LoginFiles, env?: Env) {
  return createCliLoginSource(machine(files, env).host).find(quietAsk);
}

async function reasonOf(files: LoginFiles) {
  const finding = await find(files);
  return finding.kind === 'absent'
    ? `${finding.reason} ${finding.location === global ? 'global' : 'mainland'}`
    : finding.kind;
}

test('the expiry may be text or have a fraction; a second past the minute is enough', async () => {
  assert.equal(tokenOf(await find({ [mainland]: login('good', `${now + 61}`) })), 'good');
  assert.equal(tokenOf(await find({ [mainland]: login('good', `${now + 60.5}`) })), 'good');
  assert.equal(tokenOf(await find({ [mainland]: login('good', now + 60.001) })), 'good');
  assert.equal(await reasonOf({ [mainland]: login('good', `${now + 60}`) }), 'renewable mainland');
});

test('every unusable state has its own word', async () => {
  assert.equal(await reasonOf({}), 'not-found mainland');
  assert.equal(await reasonOf({ [mainland]: login('', 0) }), 'signed-out mainland');
  assert.equal(await reasonOf({ [mainland]: login('x', now) }), 'renewable mainland');
  for (const content of [
    '',
    'null',
    '[]',
    '7',
    {},
    login(7, now + 900),
    login('x', undefined),
    login('x', null),
    login('x', ''),
  ]) {
    assert.equal(
      await reasonOf({ [mainland]: content }),
      'unreadable mainland',
      JSON.stringify(content),
    );
  }
  assert.equal(
    await reasonOf({ [mainland]: login('two\nlines', now + 900) }),
    'unreadable mainland',
  );
  assert.equal(
    await reasonOf({ [mainland]: Object.assign(new Error('no'), { code: 'EACCES' }) }),
    'unreadable mainland',
  );
});

test('the global login is used at its own base URL if none is newer', async () => {
  for (const unusable of [undefined, '{', login('', 0), login('old', now)]) {
    const finding = await find({ [mainland]: unusable, [global]: login('global', now + 900) });
    assert.equal(tokenOf(finding), 'global');
    assert.ok(finding.kind === 'found' && finding.credential.kind === 'cli');
    assert.equal(finding.credential.baseUrl, 'https://api.kimi.ai/coding/v1');
    assert.equal(finding.credential.expiresAtMs, (now + 900) * 1000);
  }
});

const config = join('/home/u/.kimi-code/config.toml');
const inUse = (key: string) => `[providers."managed:kimi-code".oauth]\nkey = "${key}"\n`;

test("the login in use is the one that Kimi Code's config names", async () => {
  const both = {
    [mainland]: new Written(2, login('a', now + 900)),
    [global]: new Written(1, login('b', now + 900)),
  };
  assert.equal(tokenOf(await find(both)), 'a');
  const globalKey = 'oauth/kimi-code-env-0e4f99c69cc27850';
  const { host, opened } = machine({ ...both, [config]: inUse(globalKey) });
  assert.equal(tokenOf(await createCliLoginSource(host).find(quietAsk)), 'b');
  assert.deepEqual(opened, [config, global], 'the other login stays closed');
  const inline = `providers = { "managed:kimi-code" = { oauth = { key = '${globalKey}' } } }`;
  assert.equal(tokenOf(await find({ ...both, [config]: inline })), 'b');
  assert.equal(
    await reasonOf({ [mainland]: login('a', now + 900), [config]: inUse(globalKey) }),
    'not-found global',
  );
});

test('a config that names no login, or is broken, leaves the newer file in use', async () => {
  for (const text of ['', '[', 'providers = 1', inUse('oauth/../../x'), inUse('file/kimi-code')]) {
    const finding = await find({
      [config]: text,
      [mainland]: new Written(1, login('a', now + 900)),
      [global]: new Written(2, login('b', now + 900)),
    });
    assert.equal(tokenOf(finding), 'b', text);
  }
});

test('the newer file is in use, also if Kimi Code has signed out there', async () => {
  const reason = await reasonOf({
    [mainland]: new Written(1, login('a', now + 900)),
    [global]: new Written(2, login('', 0)),
  });
  assert.equal(reason, 'signed-out global');
  const renewable = { [mainland]: new Written(2, login('a', now)) };
  assert.equal(
    await reasonOf({ ...renewable, [global]: new Written(1, login('b', now + 900)) }),
    'renewable mainland',
  );
  assert.equal(
    tokenOf(
      await find({
        [mainland]: new Written(2, '{'),
        [global]: new Written(1, login('b', now + 900)),
      }),
    ),
    'b',
    'a corrupt file counts as missing',
  );
});

test('a login of an unknown service is not opened, so its token goes nowhere', async () => {
  const { host, opened } = machine({
    [config]: inUse('oauth/kimi-code-env-1111111111111111'),
    [mainland]: login('a', now + 900),
  });
  const finding = await createCliLoginSource(host).find(quietAsk);
  assert.equal(finding.kind === 'absent' && finding.reason, 'unknown-service');
  assert.deepEqual(opened, [config]);
});

test('a login in the system keyring is named, and no file is opened', async () => {
  const { host, opened } = machine({
    [config]: 'credentials_store = "keyring"\n',
    [mainland]: login('left over', now + 900),
  });
  assert.deepEqual(await createCliLoginSource(host).find(quietAsk), {
    kind: 'blocked',
    location: config,
    reason: 'kept-in-keyring',
  });
  assert.deepEqual(opened, [config]);
  for (const store of ['auto', 'file'])
    assert.equal(
      tokenOf(
        await find({
          [config]: `credentials_store = "${store}"`,
          [mainland]: login('a', now + 900),
        }),
      ),
      'a',
    );
});

test("the refresh token's expiry tells a login to renew from one to sign in again", async () => {
  const expiring = (refresh_token: unknown) => ({ ...login('old', now), refresh_token });
  const reasonWith = (refreshToken: unknown) => reasonOf({ [mainland]: expiring(refreshToken) });
  assert.equal(await reasonWith(jwtOf({ exp: now + 86_400 })), 'renewable mainland');
  assert.equal(await reasonWith('of another form'), 'renewable mainland');
  assert.equal(await reasonWith(jwtOf({ exp: now })), 'expired mainland');
  assert.equal(await reasonWith(''), 'expired mainland');
  assert.equal(await reasonWith(undefined), 'expired mainland');
});

test('of two unusable logins the more telling is reported', async () => {
  assert.equal(await reasonOf({ [global]: login('x', now) }), 'renewable global');
  assert.equal(
    await reasonOf({ [mainland]: login('', 0), [global]: login('x', now) }),
    'renewable global',
  );
  assert.equal(
    await reasonOf({ [mainland]: login('x', now), [global]: '{' }),
    'renewable mainland',
  );
});

test('with an endpoint override no file is opened', async () => {
  for (const name of ['KIMI_CODE_BASE_URL', 'KIMI_CODE_OAUTH_HOST', 'KIMI_OAUTH_HOST']) {
    const { host, opened } = machine(
      { [mainland]: login('a', now + 900) },
      { [name]: 'https://api.kimi.com/coding/v1' },
    );
    assert.deepEqual(await createCliLoginSource(host).find(quietAsk), {
      kind: 'absent',
      location: name,
      reason: 'overridden',
    });
    assert.deepEqual(opened, []);
  }
  assert.equal(
    tokenOf(await find({ [mainland]: login('a', now + 900) }, { KIMI_CODE_BASE_URL: ' "" ' })),
    'a',
  );
});

test('a login of the older kimi-cli is seen but never opened', async () => {
  const usual = join('/home/u/.kimi/credentials/kimi-code.json');
  const { host, opened } = machine({ [usual]: 'x' });
  assert.equal(findLegacyCliLogin(host), usual);
  assert.equal(findLegacyCliLogin(machine({}).host), undefined);
  const elsewhere = join('/share/credentials/kimi-code.json');
  const moved = machine({ [elsewhere]: 'x' }, { KIMI_SHARE_DIR: '/share' });
  assert.equal(findLegacyCliLogin(moved.host), elsewhere);
  assert.deepEqual(opened, []);
});

test('a legacy kimi-cli login in an unreadable folder counts as missing', () => {
  const { host } = machine({});
  assert.equal(findLegacyCliLogin({ ...host, files: { ...host.files, facts: fail } }), undefined);
});
