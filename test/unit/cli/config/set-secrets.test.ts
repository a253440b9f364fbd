import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import {
  configSetApiKey,
  type SetApiKeyOptions,
} from '../../../../src/cli/commands/config/set-api-key.ts';
import { configSetCookie } from '../../../../src/cli/commands/config/set-cookie.ts';
import { recognisePastedToken } from '../../../../src/credentials/pasted/pasted-token.ts';
import { configFileIn } from '../../../support/config-file-in.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const key = 'sk-kimi-CANARY0123456789';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.c2ln';
/** The same with an `exp` long past. */
const expiredJwt = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"u","exp":1000}').toString('base64url')}.c2ln`;

function providerIn(home: string): Record<string, unknown> {
  return JSON.parse(readFileSync(configFileIn(home), 'utf8')).providers[0];
}

function writeConfig(home: string, config: unknown): void {
  mkdirSync(dirname(configFileIn(home)), { recursive: true });
  writeFileSync(configFileIn(home), JSON.stringify(config));
}

test('set-api-key stores the key and enables Kimi', async (t) => {
  const home = tempFolder(t);
  const run = recordedContext(home);
  assert.equal(await configSetApiKey(run.ctx, { provider: 'kimi', apiKey: ` "${key}" ` }), 0);
  assert.equal(run.stdout(), 'Config: stored API key for Kimi Code and enabled\n');
  assert.equal(run.stderr(), '');
  assert.deepEqual(providerIn(home), { id: 'kimi', enabled: true, apiKey: key });
});

test('set-api-key --stdin --format json prints provider, enabled and path', async (t) => {
  const home = tempFolder(t);
  const run = recordedContext(home, { stdin: `${key}\r\n` });
  await configSetApiKey(run.ctx, { provider: 'kimi', stdin: true, format: 'json' });
  assert.equal(
    run.stdout(),
    `${JSON.stringify({ provider: 'kimi', enabled: true, configPath: configFileIn(home) })}\n`,
  );
  assert.equal(providerIn(home)['apiKey'], key);
});

test('set-api-key --no-enable does not enable Kimi', async (t) => {
  const home = tempFolder(t);
  writeConfig(home, { providers: [{ id: 'kimi', enabled: false }] });
  const run = recordedContext(home);
  await configSetApiKey(run.ctx, { provider: 'kimi', apiKey: key, enable: false });
  assert.equal(run.stdout(), 'Config: stored API key for Kimi Code\n');
  assert.deepEqual(providerIn(home), { id: 'kimi', enabled: false, apiKey: key });
  const again = recordedContext(home);
  await configSetApiKey(again.ctx, {
    provider: 'kimi',
    apiKey: key,
    enable: false,
    format: 'json',
  });
  assert.equal(JSON.parse(again.stdout()).enabled, false);
});

test('set-api-key --account stores a key for that account', async (t) => {
  const home = tempFolder(t);
  const run = recordedContext(home);
  await configSetApiKey(run.ctx, { provider: 'kimi', apiKey: key, account: ' work ' });
  assert.equal(run.stdout(), 'Config: stored API key for Kimi Code (account work) and enabled\n');
  assert.deepEqual(providerIn(home), {
    id: 'kimi',
    enabled: true,
    accounts: [{ name: 'work', number: 1, apiKey: key }],
  });
});

test('on a terminal the key is typed without echo', async (t) => {
  const home = tempFolder(t);
  const run = recordedContext(home, { interactive: true, typed: key });
  await configSetApiKey(run.ctx, { provider: 'kimi' });
  assert.equal(run.stderr(), 'Kimi Code API key (not shown): ');
  assert.equal(providerIn(home)['apiKey'], key);
});

test('cancelling the question is a cancellation', async (t) => {
  const home = tempFolder(t);
  const failure = await failureOf(
    configSetApiKey(recordedContext(home, { interactive: true }).ctx, { provider: 'kimi' }),
  );
  assert.equal(failure.kind, 'cancelled');
  assert.equal(existsSync(configFileIn(home)), false);
});

test('a key that the chosen source does not use is stored with a note', async (t) => {
  const home = tempFolder(t);
  writeConfig(home, { providers: [{ id: 'kimi', source: 'web' }] });
  const run = recordedContext(home);
  await configSetApiKey(run.ctx, { provider: 'kimi', apiKey: key });
  assert.match(run.stderr(), /source is set to web/);
});

test('the key is stored despite a mistake elsewhere in the file, with a note', async (t) => {
  const home = tempFolder(t);
  writeConfig(home, { providers: [{ id: 'kimi', source: 'nowhere' }] });
  const run = recordedContext(home);
  assert.equal(await configSetApiKey(run.ctx, { provider: 'kimi', apiKey: key }), 0);
  assert.match(run.stderr(), /still contains errors/);
  assert.equal(providerIn(home)['apiKey'], key);
});

const kimi = { provider: 'kimi' } as const;
const refusedKeys: [string, SetApiKeyOptions, string, RegExp][] = [
  [
    'both flags',
    { ...kimi, apiKey: key, stdin: true },
    '',
    /^Use either --api-key or --stdin, not both\.$/,
  ],
  [
    'no flag and no terminal',
    kimi,
    '',
    /^Missing API key\. Pass --api-key <key> or pipe it with --stdin\.$/,
  ],
  ['an empty key', { ...kimi, apiKey: ' "" ' }, '', /^Missing API key\./],
  ['an empty stdin', { ...kimi, stdin: true }, '\n', /^Missing API key\./],
  [
    'another provider',
    { provider: 'openai', apiKey: key },
    '',
    /^Unknown or missing provider\. Use --provider kimi\.$/,
  ],
  ['an Open Platform key', { ...kimi, apiKey: 'sk-CANARY0123456789' }, '', /Open Platform/],
  ['a JWT', { ...kimi, stdin: true }, jwt, /JWT.*set-cookie/],
  ['a cookie', { ...kimi, stdin: true }, `kimi-auth=${jwt}`, /JWT.*set-cookie/],
  ['two words', { ...kimi, apiKey: 'sk-kimi-CANARY one' }, '', /spaces/],
  [
    'a key with odd characters',
    { ...kimi, apiKey: 'sk-kimi-CANARY\u0007é' },
    '',
    /unexpected characters/,
  ],
  ['an empty account', { ...kimi, apiKey: key, account: ' ' }, '', /account name/],
  ['an unprintable account', { ...kimi, apiKey: key, account: 'a\u001b[31mb' }, '', /printable/],
  [
    'an unknown format',
    { ...kimi, apiKey: key, format: 'xml' },
    '',
    /^Unknown format xml\. Use text or json\.$/,
  ],
];

for (const [title, options, stdin, line] of refusedKeys) {
  test(`set-api-key rejects ${title} in one line and writes nothing`, async (t) => {
    const home = tempFolder(t);
    const failure = await failureOf(configSetApiKey(recordedContext(home, { stdin }).ctx, options));
    assert.equal(failure.kind, 'invalid-arguments');
    assert.equal(failure.detail?.code, 'argument');
    assert.match(failure.detail?.subject ?? '', line);
    assert.doesNotMatch(`${failure.stack} ${failure.detail?.subject}`, /CANARY|\n.*CANARY/);
    assert.equal(existsSync(configFileIn(home)), false);
  });
}

const cookies = [
  ['a token', jwt, 'a token'],
  ['one cookie', `kimi-auth=${jwt}`, 'a kimi-auth cookie'],
  ['a whole header', `Cookie: other=SECRET; kimi-auth=${jwt}; x=1`, 'a Cookie header'],
  [
    'a curl command',
    `curl 'https://www.kimi.com/' -H 'Cookie: other=SECRET; kimi-auth=${jwt}'`,
    'a curl command',
  ],
] as const;

for (const [title, pasted, from] of cookies) {
  test(`set-cookie stores only Kimi's token from ${title}`, async (t) => {
    const home = tempFolder(t);
    const run = recordedContext(home, { stdin: pasted });
    assert.equal(await configSetCookie(run.ctx, { stdin: true }), 0);
    assert.equal(run.stdout(), `Config: stored the Kimi session from ${from}\n`);
    assert.deepEqual(providerIn(home), { id: 'kimi', cookieHeader: `kimi-auth=${jwt}` });
    assert.equal(recognisePastedToken(String(providerIn(home)['cookieHeader'])).kind, 'token');
  });
}

test('set-cookie notes that the session is not used at the moment', async (t) => {
  const home = tempFolder(t);
  writeConfig(home, { providers: [{ id: 'kimi', cookieSource: 'off' }] });
  const run = recordedContext(home);
  await configSetCookie(run.ctx, { cookie: expiredJwt, account: 'work', format: 'text' });
  assert.match(run.stdout(), /\(account work\)/);
  assert.match(run.stderr(), /already expired[\s\S]*cookie source is off/);
});

const refusedCookies = [
  ['both flags', { cookie: jwt, stdin: true }, /^Use either --cookie or --stdin, not both\.$/],
  ['no flag and no terminal', {}, /^Missing cookie\./],
  ['an empty text', { cookie: ' ' }, /^Missing cookie\./],
  ['an API key', { cookie: key }, /API key.*set-api-key/],
  [
    'cookies without a sign-in',
    { cookie: 'Cookie: a=CANARY; b=2' },
    /don't include a Kimi session/,
  ],
  ['two words', { cookie: 'two CANARY words' }, /contains no Kimi session/],
  ['another provider', { cookie: jwt, provider: 'x' }, /^Unknown or missing provider/],
] as const;

for (const [title, options, line] of refusedCookies) {
  test(`set-cookie rejects ${title} in one line and writes nothing`, async (t) => {
    const home = tempFolder(t);
    const failure = await failureOf(configSetCookie(recordedContext(home).ctx, options));
    assert.equal(failure.kind, 'invalid-arguments');
    assert.match(failure.detail?.subject ?? '', line);
    assert.doesNotMatch(String(failure.stack), /CANARY/);
    assert.equal(existsSync(configFileIn(home)), false);
  });
}
