import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import test from 'node:test';
import { Failure, type FailureKind } from '../../../src/domain/failure.ts';
import type { SourceChoice } from '../../../src/domain/setting-choices.ts';
import type { FetchOutcome } from '../../../src/domain/fetch-outcome.ts';
import { fetchUsage, type FetchContext } from '../../../src/kimi/fetch-usage.ts';
import { createFakeKimi, type FakeAnswer, type FakeKimi } from '../../support/fakes/fake-kimi.ts';
import {
  apiKeyPlace,
  askFor,
  cliPlace,
  place,
  webPlace,
} from '../../support/fakes/credential-places.ts';

/** With a monthly pool, so that nothing is left to be completed. */
const full = {
  usage: { limit: '2048', used: '214' },
  usages: { limit_month_total: { used_ratio: 0.4 } },
};
const coding = { usages: [{ scope: 'FEATURE_CODING', detail: { limit: 100, used: 5 } }] };
const notSet = { kind: 'absent', location: 'here', reason: 'not-set' } as const;

async function walk(kimi: FakeKimi, ask: Parameters<typeof askFor>[0]): Promise<FetchOutcome> {
  return await fetchUsage(kimi.host, askFor(ask));
}

async function failureOf(kimi: FakeKimi, ask: Parameters<typeof askFor>[0]): Promise<Failure> {
  const outcome = await walk(kimi, ask);
  assert.equal(outcome.kind, 'failed');
  return outcome.kind === 'failed' ? outcome.failure : assert.fail();
}

/** Answers by bearer, so that each credential meets its own fate. */
function fates(answers: Readonly<Record<string, FakeAnswer>>): FakeKimi {
  return createFakeKimi(
    ({ headers }) => answers[(headers['Authorization'] ?? '').replace('Bearer ', '')],
  );
}

test('the first working source gives the usage, and the others are not tried', async () => {
  const kimi = createFakeKimi({
    '/usages': full,
    '/me': { user_id: 'u1', user_level_name: 'Allegretto' },
  });
  const cli = cliPlace('login');
  const outcome = await walk(kimi, {
    sources: [apiKeyPlace('sk-kimi-1'), cli, webPlace('browser', 'jwt')],
  });
  assert.equal(outcome.kind, 'ok');
  assertSame(outcome.attempts, [{ source: 'api-key', outcome: 'ok' }]);
  assertSame(
    outcome.kind === 'ok' && [
      outcome.snapshot.source,
      outcome.snapshot.plan,
      outcome.snapshot.fetchedAtMs,
    ],
    ['api-key', 'Allegretto', Date.UTC(2026, 8, 20)],
  );
  assertSame(cli.prompts, []);
});

test('missing, blocked, skipped and rejected sources lead to the next, each with its reason', async () => {
  const kimi = fates({
    'sk-kimi-1': { status: 401 },
    login: { status: 403 },
    web1: 'not json at all'.split(''),
    web2: coding,
  });
  const outcome = await walk(kimi, {
    mayPrompt: true,
    sources: [
      apiKeyPlace('sk-kimi-1'),
      place('api-key', notSet),
      cliPlace('login'),
      { id: 'manual-cookie', skipped: 'cookie-source-off' },
      place('env-token', { kind: 'absent', location: 'env', reason: 'expired' }),
      webPlace('desktop', 'web1'),
      place('browser', { kind: 'blocked', location: 'store', reason: 'keyring-locked' }),
      webPlace('browser', 'web2', 'Chrome (Default)'),
    ],
  });
  assertSame(outcome.attempts, [
    {
      source: 'api-key',
      outcome: 'rejected',
      kind: 'credential-rejected',
      reason: 'api-key-rejected',
    },
    { source: 'api-key', outcome: 'absent', reason: 'not-set' },
    { source: 'cli', outcome: 'failed', kind: 'plan-or-quota-denied', reason: 'http-status' },
    { source: 'manual-cookie', outcome: 'skipped', reason: 'cookie-source-off' },
    { source: 'env-token', outcome: 'absent', reason: 'expired', kind: 'credential-expired' },
    { source: 'desktop', outcome: 'failed', kind: 'unreadable-answer', reason: 'no-coding-scope' },
    { source: 'browser', outcome: 'failed', reason: 'keyring-locked' },
    { source: 'browser', outcome: 'ok', detail: 'Chrome (Default)' },
  ]);
  assert.equal(outcome.kind === 'ok' && outcome.snapshot.sourceDetail, 'Chrome (Default)');
});

const outages: readonly (readonly [FailureKind, FakeAnswer])[] = [
  ['server-fault', { status: 503 }],
  ['rate-limited', { status: 429, headers: { 'retry-after': '60' } }],
  ['endpoint-missing', { status: 404 }],
  ['invalid-request', { status: 400 }],
  ['offline', new Failure('offline', 'no way')],
  ['timed-out', new Failure('timed-out', 'too slow')],
];

for (const [kind, answer] of outages) {
  test(`${kind} ends the walk: no further credential is searched for or sent`, async () => {
    const kimi = createFakeKimi(() => answer);
    const cli = cliPlace('login');
    const outcome = await walk(kimi, { sources: [apiKeyPlace('sk-kimi-1'), cli] });
    assert.equal(outcome.kind === 'failed' && outcome.failure.kind, kind);
    assertSame(
      [
        cli.prompts,
        kimi.sent.every(({ headers }) => headers['Authorization'] === 'Bearer sk-kimi-1'),
      ],
      [[], true],
    );
    assert.equal(outcome.attempts[0]?.kind, kind);
  });
}

test('a Kimi Code login goes only to its own Code API, whatever the base URL and region are', async () => {
  const kimi = fates({ 'sk-kimi-1': { status: 401 }, login: full });
  const address = { codeBaseUrl: 'https://proxy.example', region: 'global' } as const;
  await walk(kimi, {
    address,
    sources: [apiKeyPlace('sk-kimi-1'), cliPlace('login', 'http://127.0.0.1:9/coding/v1')],
  });
  const hosts = (token: string) =>
    new Set(
      kimi.sent
        .filter((one) => one.headers['Authorization'] === `Bearer ${token}`)
        .map((one) => new URL(one.url).host),
    );
  assertSame([...hosts('sk-kimi-1')], ['proxy.example']);
  assertSame([...hosts('login')], ['127.0.0.1:9']);
});

test('an explicit choice tries only its own sources', async () => {
  assertSame(await lookedAt('auto'), ['api-key', 'cli', 'manual-cookie', 'browser']);
  assertSame(await lookedAt('api'), ['api-key']);
  assertSame(await lookedAt('cli'), ['cli']);
  assertSame(await lookedAt('web'), ['manual-cookie', 'browser']);
});

test('a source is informed if its credential is rejected, and only then', async () => {
  const refused: string[] = [];
  const hearing = (token: string) => ({
    ...webPlace('browser', token),
    refused: async () => void refused.push(token),
  });
  const kimi = fates({ web1: { status: 401 }, web2: { status: 400 }, web3: coding });
  await walk(kimi, { sources: [hearing('web1'), hearing('web3')] });
  await walk(kimi, { sources: [hearing('web2')] });
  assertSame(refused, ['web1']);
});

test('the most informative failure is reported, the earliest of its rank', async () => {
  const expiredLogin = place('cli', { kind: 'absent', location: 'file', reason: 'expired' });
  const foreignKey = place('api-key', {
    kind: 'blocked',
    location: 'env',
    reason: 'open-platform-key',
  });
  const kimi = fates({ web1: { status: 401 }, 'sk-kimi-1': { status: 403 } });
  const told = async (
    choice: SourceChoice,
    ...sources: FetchContext['sources']
  ): Promise<string> => {
    const { kind, detail } = await failureOf(kimi, { choice, sources });
    return `${kind} ${detail?.code}`;
  };
  assert.equal(await told('auto', place('api-key', notSet)), 'credential-missing no-credential');
  assert.equal(await told('api', place('api-key', notSet)), 'credential-missing no-api-key');
  assert.equal(await told('cli', place('cli', notSet)), 'credential-missing no-cli-login');
  assert.equal(await told('web'), 'credential-missing no-web-session');
  assert.equal(
    await told('auto', place('api-key', notSet), expiredLogin),
    'credential-expired cli-login-expired',
  );
  assert.equal(
    await told('cli', place('cli', { kind: 'absent', location: 'file', reason: 'renewable' })),
    'credential-expired cli-login-renewable',
  );
  assert.equal(
    await told('cli', place('cli', { kind: 'blocked', location: 'c', reason: 'kept-in-keyring' })),
    'credential-missing cli-login-in-keyring',
  );
  assert.equal(
    await told('web', place('env-token', { kind: 'absent', location: '', reason: 'expired' })),
    'credential-expired web-token-expired',
  );
  assert.equal(
    await told('auto', foreignKey, expiredLogin),
    'credential-rejected open-platform-key',
  );
  assert.equal(
    await told('auto', expiredLogin, webPlace('browser', 'web1')),
    'credential-rejected web-token-rejected',
  );
  assert.equal(
    await told('auto', apiKeyPlace('sk-kimi-1'), webPlace('browser', 'web1')),
    'plan-or-quota-denied http-status',
  );
});

test('a bug is not mistaken for a failure', async () => {
  const broken = { id: 'cli', find: () => Promise.reject(new TypeError('a bug')) } as const;
  await assert.rejects(walk(createFakeKimi({}), { sources: [broken] }), TypeError);
});

test('invalid base URLs fail before any source is tried', async () => {
  const key = apiKeyPlace('sk-kimi-1');
  const web = webPlace('browser', 'web1');
  const kimi = createFakeKimi({});
  const address = { codeBaseUrl: 'http://evil.example', webBaseUrl: 'http://evil.example' };
  assert.equal((await failureOf(kimi, { address, sources: [key] })).detail?.code, 'base-url');
  assert.equal(
    (await failureOf(kimi, { address, sources: [web], choice: 'web' })).detail?.code,
    'web-base-url',
  );
  assert.equal(
    (await failureOf(kimi, { address: { webBaseUrl: address.webBaseUrl }, sources: [web] })).detail
      ?.code,
    'web-base-url',
  );
  assertSame([key.prompts, kimi.sent], [[], []]);
});

test('a value that cannot be a token is rejected before anything is sent, and never logged', async () => {
  for (const value of ['sk kimi', 'sk-kimi\r\nX-Evil: 1', '', 'schlüssel', 'a;b', '"x"']) {
    const kimi = createFakeKimi({ '/usages': full });
    const failure = await failureOf(kimi, { sources: [apiKeyPlace(value)] });
    assertSame(
      [failure.kind, failure.detail?.code, kimi.sent],
      ['credential-rejected', 'api-key-rejected', []],
    );
  }
});

/** The places looked at with this choice; the others are recorded as skipped. */
async function lookedAt(choice: SourceChoice): Promise<string[]> {
  const sources = [
    place('api-key', notSet),
    place('cli', notSet),
    place('manual-cookie', notSet),
    place('browser', notSet),
  ];
  const outcome = await walk(createFakeKimi({}), { choice, sources });
  assert.ok(
    outcome.attempts.every(
      (attempt, index) =>
        (attempt.outcome === 'skipped') === (sources[index]?.prompts.length === 0),
    ),
  );
  return outcome.attempts
    .filter((attempt) => attempt.outcome === 'absent')
    .map(({ source }) => source);
}
