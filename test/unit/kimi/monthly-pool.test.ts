import assert from 'node:assert/strict';
import test from 'node:test';
import { credentialDigest } from '../../../src/credentials/credential-digest.ts';
import type { CredentialSource } from '../../../src/credentials/credential.ts';
import { kimiSites } from '../../../src/domain/kimi-site.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { FetchOutcome } from '../../../src/domain/fetch-outcome.ts';
import { fetchUsage } from '../../../src/kimi/fetch-usage.ts';
import { createFakeKimi, type FakeAnswer, type FakeKimi } from '../../support/fakes/fake-kimi.ts';
import { jwtOf } from '../../support/jwt-of.ts';
import {
  apiKeyPlace,
  askFor,
  cliPlace,
  place,
  webPlace,
} from '../../support/fakes/credential-places.ts';

const counts = { usage: { limit: '2048', used: '214' } };
const stats = {
  subscriptionBalance: {
    feature: 'FEATURE_OMNI',
    type: 'SUBSCRIPTION',
    amountUsedRatio: 0.4,
    kimiCodeUsedRatio: 0.25,
  },
};
const own = jwtOf({ sub: 'u1' });
const foreign = jwtOf({ sub: 'u2' });

function kimiWith(
  statsAnswer: FakeAnswer,
  more: Readonly<Record<string, FakeAnswer>> = {},
): FakeKimi {
  return createFakeKimi({
    '/usages': counts,
    '/me': { user_id: 'u1' },
    '/GetSubscriptionStats': statsAnswer,
    ...more,
  });
}

async function read(
  kimi: FakeKimi,
  ask: Parameters<typeof askFor>[0],
): Promise<Extract<FetchOutcome, { kind: 'ok' }>> {
  const outcome = await fetchUsage(kimi.host, askFor(ask));
  return outcome.kind === 'ok' ? outcome : assert.fail('a reading was expected');
}

function idsOf({ snapshot }: { snapshot: { windows: readonly { id: string }[] } }): string[] {
  return snapshot.windows.map(({ id }) => id);
}

function askedForStats(kimi: FakeKimi): number {
  return kimi.sent.filter(({ url }) => url.includes('/apiv2/')).length;
}

test('a web session adds the monthly pool to Code API usage, without prompting', async () => {
  for (const first of [
    apiKeyPlace('sk-kimi-1'),
    cliPlace('login', 'https://api.kimi.com/coding/v1'),
  ]) {
    const browser = webPlace('browser', own, 'Chrome (Default)');
    const outcome = await read(kimiWith(stats), { mayPrompt: true, sources: [first, browser] });
    assert.deepEqual(idsOf(outcome), ['weekly', 'monthly']);
    assert.deepEqual(outcome.snapshot.windows[1]?.split, { codePercent: 25, otherPercent: 15 });
    assert.deepEqual(browser.prompts, [false]);
    assert.deepEqual(outcome.attempts.slice(1), [
      { source: 'browser', outcome: 'ok', detail: 'Chrome (Default)' },
    ]);
    assert.notEqual(outcome.snapshot.source, 'web');
    assert.equal(outcome.snapshot.sourceDetail, undefined);
  }
});

test('no session is searched for if the pool is known, the source chosen, or sessions are turned off', async () => {
  const pool = { ...counts, usages: { limit_month_total: { used_ratio: 0.1 } } };
  const browser = webPlace('browser', own);
  const kimi = kimiWith(stats, { '/usages': pool });
  await read(kimi, { sources: [apiKeyPlace('sk-kimi-1'), browser] });
  await read(kimiWith(stats), { choice: 'api', sources: [apiKeyPlace('sk-kimi-1'), browser] });
  assert.deepEqual([browser.prompts, askedForStats(kimi)], [[], 0]);
  const off = { id: 'browser', skipped: 'cookie-source-off' } as const;
  assert.deepEqual(
    idsOf(await read(kimiWith(stats), { sources: [apiKeyPlace('sk-kimi-1'), off] })),
    ['weekly'],
  );
  assert.deepEqual(
    idsOf(await read(kimiWith(stats), { sources: [apiKeyPlace('sk-kimi-1'), off, browser] })),
    ['weekly', 'monthly'],
  );
});

test('another account’s pool is not used, and its session is not sent', async () => {
  const kimi = kimiWith(stats);
  assert.deepEqual(
    idsOf(await read(kimi, { sources: [apiKeyPlace('sk-kimi-1'), webPlace('browser', foreign)] })),
    ['weekly'],
  );
  assert.equal(askedForStats(kimi), 0);
  const next = await read(kimi, {
    sources: [apiKeyPlace('sk-kimi-1'), webPlace('desktop', foreign), webPlace('browser', own)],
  });
  assert.deepEqual(idsOf(next), ['weekly', 'monthly']);
});

test('the pool is used if either side does not name its owner', async () => {
  const opaque = await read(kimiWith(stats), {
    sources: [apiKeyPlace('sk-kimi-1'), webPlace('browser', 'opaque')],
  });
  assert.deepEqual(idsOf(opaque), ['weekly', 'monthly']);
  const unnamed = await read(kimiWith(stats, { '/me': { status: 500 } }), {
    sources: [apiKeyPlace('sk-kimi-1'), webPlace('browser', foreign)],
  });
  assert.deepEqual(idsOf(unnamed), ['weekly', 'monthly']);
});

const troubles: Readonly<Record<string, FakeAnswer>> = {
  refused: { status: 401 },
  garbage: { status: 200, body: 'x' },
  empty: {},
  outage: { status: 503 },
  offline: new Failure('offline', 'no way'),
  silence: 'silence',
};

for (const [name, answer] of Object.entries(troubles)) {
  test(`${name} leaves the usage as it is, with no attempt recorded`, async () => {
    const kimi = kimiWith(answer);
    const outcome = await read(kimi, {
      sources: [apiKeyPlace('sk-kimi-1'), webPlace('desktop', own), webPlace('browser', own)],
    });
    assert.deepEqual([idsOf(outcome), outcome.attempts.length], [['weekly'], 1]);
    assert.ok(kimi.waits.every((wait) => wait <= 2_000));
    assert.equal(kimi.ended.length, name === 'silence' ? 1 : 0, 'what is late is ended');
    assert.equal(
      askedForStats(kimi),
      ['refused', 'garbage', 'empty'].includes(name) ? 2 : 1,
      'an outage ends the search',
    );
  });
}

test('cancellation during the search for the pool is thrown; a time-out costs only the pool', async () => {
  await assert.rejects(readUntil(new Failure('cancelled', 'Ctrl-C')), { kind: 'cancelled' });
  assert.deepEqual(idsOf(await readUntil(new Failure('timed-out', 'over'))), ['weekly']);
});

test('a source that never responds delays the usage by at most two seconds', async () => {
  const stuck = { id: 'browser', find: () => new Promise<never>(() => {}) } as const;
  const kimi = kimiWith(stats);
  assert.deepEqual(idsOf(await read(kimi, { sources: [apiKeyPlace('sk-kimi-1'), stuck] })), [
    'weekly',
  ]);
  assert.equal(kimi.waits.at(-1), 2_000);
});

test('a failing source, an invalid gateway address and a blocked store change nothing', async () => {
  const broken = { id: 'browser', find: () => Promise.reject(new TypeError('a bug')) } as const;
  const locked = place('browser', { kind: 'blocked', location: 'store', reason: 'keyring-locked' });
  const key = apiKeyPlace('sk-kimi-1');
  const bad = { webBaseUrl: 'http://evil.example' };
  assert.deepEqual(idsOf(await read(kimiWith(stats), { sources: [key, broken] })), ['weekly']);
  assert.deepEqual(
    idsOf(await read(kimiWith(stats), { sources: [key, locked, webPlace('browser', own)] })),
    ['weekly', 'monthly'],
  );
  assert.deepEqual(
    idsOf(await read(kimiWith(stats), { sources: [key, webPlace('browser', own)], address: bad })),
    ['weekly'],
  );
});

/** A reading whose walk is ended, for this reason, while the pool is looked for. */
async function readUntil(reason: Failure): ReturnType<typeof read> {
  const end = new AbortController();
  const find = async (): Promise<never> => {
    end.abort(reason);
    throw reason;
  };
  return await read(kimiWith(stats), {
    sources: [apiKeyPlace('sk-kimi-1'), { id: 'browser', find }],
    signal: end.signal,
  });
}

test('a login of the other service gets no pool from sessions of the configured one', async () => {
  for (const [region, loginRegion, requests] of [
    ['auto', 'global', 0],
    ['auto', 'mainland', 1],
    ['global', 'mainland', 0],
    ['global', 'global', 1],
  ] as const) {
    const login = place('cli', {
      kind: 'cli',
      secret: new Secret('login'),
      baseUrl: `https://${kimiSites[loginRegion].codeApiHost}/coding/v1`,
      expiresAtMs: Number.MAX_SAFE_INTEGER,
    });
    const kimi = kimiWith(stats);
    await read(kimi, { sources: [login, webPlace('browser', own)], address: { region } });
    assert.equal(askedForStats(kimi), requests, `${region} ${loginRegion}`);
  }
});

test("of a browser's sessions the one of the same account gives the pool", async () => {
  const sessions = [foreign, own];
  const browser: CredentialSource = {
    id: 'browser',
    async find({ rejected }) {
      const next = sessions.find((token) => !rejected?.has(credentialDigest(new Secret(token))));
      return next === undefined
        ? { kind: 'absent', location: 'there', reason: 'no-session' }
        : { kind: 'found', credential: { kind: 'web', secret: new Secret(next) } };
    },
  };
  const kimi = kimiWith(stats);
  const outcome = await read(kimi, { sources: [apiKeyPlace('sk-kimi-1'), browser] });
  assert.deepEqual(idsOf(outcome), ['weekly', 'monthly']);
  assert.equal(askedForStats(kimi), 1);
});
