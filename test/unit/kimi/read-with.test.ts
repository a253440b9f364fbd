import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { createNodeClock } from '../../../src/host/clock.ts';
import { createNodeHttp } from '../../../src/host/http/http.ts';
import { readWith, type OwnedSnapshot } from '../../../src/kimi/read-with.ts';
import { createFakeKimi, type FakeAnswer, type FakeKimi } from '../../support/fakes/fake-kimi.ts';
import { jwtOf } from '../../support/jwt-of.ts';

const usages = { usage: { limit: '2048', used: '214' } };
const coding = { usages: [{ scope: 'FEATURE_CODING', detail: { limit: 100, used: 5 } }] };
const stats = {
  subscriptionBalance: { feature: 'FEATURE_OMNI', type: 'SUBSCRIPTION', amountUsedRatio: 0.4 },
};
const address = { version: '1.2.3', timezone: 'Asia/Shanghai' };
const key = { kind: 'api-key', secret: new Secret('sk-kimi-canary'), origin: 'env' } as const;

async function readKey(kimi: FakeKimi): Promise<OwnedSnapshot> {
  return await readWith(kimi.host, key, { address, signal: new AbortController().signal });
}

async function readWeb(kimi: FakeKimi, token: string): Promise<OwnedSnapshot> {
  return await readWith(
    kimi.host,
    { kind: 'web', secret: new Secret(token) },
    { address, signal: new AbortController().signal },
  );
}

test('requests to the Code API are honest: KimiBar’s own name, no device identity', async () => {
  const kimi = createFakeKimi({
    '/usages': usages,
    '/me': { user_id: 'u1', user_level_name: 'Vivace' },
  });
  const { snapshot, owner } = await readKey(kimi);
  const headers = {
    Accept: 'application/json',
    Authorization: 'Bearer sk-kimi-canary',
    'User-Agent': 'kimibar/1.2.3',
  };
  assertSame(
    kimi.sent.toSorted((a, b) => a.url.localeCompare(b.url)),
    ['me', 'usages'].map((path) => ({
      method: 'GET',
      url: `https://api.kimi.com/coding/v1/${path}`,
      headers,
    })),
  );
  assertSame([snapshot.plan, owner?.userId], ['Vivace', 'u1']);
});

const plansWithoutProfile: Readonly<Record<string, FakeAnswer>> = {
  refused: { status: 401 },
  garbage: { status: 200, body: '<html>' },
  nobody: { user_level_name: 'Vivace' },
  silence: 'silence',
};

for (const [name, me] of Object.entries(plansWithoutProfile)) {
  test(`a profile that ends in ${name} neither fails the usage nor delays it by more than a second`, async () => {
    const kimi = createFakeKimi({ '/usages': usages, '/me': me });
    const { snapshot, owner } = await readKey(kimi);
    assertSame([snapshot.plan, owner], ['Moderato', undefined]);
    assertSame(kimi.waits, [1_000]);
    assert.equal(kimi.ended.length, name === 'silence' ? 1 : 0, 'what is late is ended');
    assert.ok(!kimi.logged.join().includes('canary'));
  });
}

test('a web session uses what an earlier profile said of the same user, and keeps it', async () => {
  const owner = {
    credential: 'digest',
    userId: 'u1',
    planName: 'Pro',
    hint: '',
    goodsVersion: 'second',
    askedAtMs: 0,
  } as const;
  const { signal } = new AbortController();
  const readAs = async (sub: string) => {
    const kimi = createFakeKimi({ GetUsages: coding, GetSubscriptionStats: stats });
    const credential = { kind: 'web', secret: new Secret(jwtOf({ sub })) } as const;
    const result = await readWith(kimi.host, credential, { address, owner, signal });
    return { owner: result.owner, ids: result.snapshot.windows.map(({ id }) => id) };
  };
  assertSame(await readAs('u1'), { owner, ids: ['monthly'] });
  assertSame(await readAs('u2'), { owner: undefined, ids: ['weekly', 'monthly'] });
});

test('a wall from Kimi Code’s log outranks a ratio of 0', async () => {
  const pool = { used_ratio: 0, reset_time: '2026-09-20T01:00:00Z' };
  const body = { usages: { limit_5h: pool } };
  const kimi = createFakeKimi({ '/usages': body, '/me': { status: 404 } });
  const walls = [{ windowId: 'session', seenAtMs: kimi.host.clock.now() - 1 }] as const;
  const { signal } = new AbortController();
  const { snapshot } = await readWith(kimi.host, key, { address, walls, signal });
  assert.equal(snapshot.windows[0]?.usedPercent, 100);
});

test('the profile request ends as soon as the usage request fails', async () => {
  const kimi = createFakeKimi({ '/usages': { status: 503 }, '/me': 'silence' });
  await assert.rejects(readKey(kimi), { kind: 'server-fault' });
  assertSame(kimi.waits, []);
  assertSame(kimi.ended, ['https://api.kimi.com/coding/v1/me']);
});

test('late, rejected or unreadable statistics leave web usage as it is', async () => {
  for (const answer of ['silence', { status: 403 }, { status: 200, body: '[' }] as const) {
    const kimi = createFakeKimi({ '/GetUsages': coding, '/GetSubscriptionStats': answer });
    const { snapshot } = await readWeb(kimi, jwtOf({ sub: 'u1' }));
    assertSame([snapshot.source, snapshot.windows.map(({ id }) => id)], ['web', ['weekly']]);
    assertSame(kimi.waits, [2_000]);
  }
});

test('statistics in time add the monthly pool', async () => {
  const { snapshot } = await readWeb(
    createFakeKimi({ '/GetUsages': coding, '/GetSubscriptionStats': stats }),
    jwtOf({}),
  );
  assertSame(
    snapshot.windows.map(({ id }) => id),
    ['weekly', 'monthly'],
  );
});

test('a token without usable claims is sent without device, session and user', async () => {
  for (const token of ['opaque', jwtOf({ device_id: 'a\r\nX: 1', ssid: {}, sub: '' })]) {
    const kimi = createFakeKimi({ '/GetUsages': coding });
    await readWeb(kimi, token);
    const headers = kimi.sent[0]?.headers ?? {};
    assertSame(
      [headers['x-msh-device-id'], headers['x-msh-session-id'], headers['x-traffic-id']],
      [undefined, undefined, undefined],
    );
    assertSame(
      [headers['Cookie'], headers['r-timezone'], headers['x-msh-platform']],
      [`kimi-auth=${token}`, 'Asia/Shanghai', 'web'],
    );
  }
});

test('a credential that Kimi echoes is masked, even if it is escaped or cut off', async () => {
  const escaped = JSON.stringify({
    user_id: 'u',
    user_level_name: 'Vivace sk-kimi-canary',
  }).replace('canary', '\\u0063anary');
  const named = {
    usage: { limit: 100, used: 1, name: `${'x'.repeat(112)} sk-kimi-canary` },
    usages: {},
  };
  const byKey = await readKey(
    createFakeKimi({ '/usages': named, '/me': { status: 200, body: escaped } }),
  );
  assertSame(
    [byKey.snapshot.plan, byKey.snapshot.windows[0]?.label],
    ['Vivace [secret]', `${'x'.repeat(112)} [secret`],
  );
  const token = jwtOf({ sub: 'u1', ssid: 'x'.repeat(300) });
  const row = {
    window: { duration: 5, timeUnit: 'HOUR' },
    title: `Bearer ${token}`,
    detail: { limit: 100, used: 1 },
  };
  const coded = { usages: [{ scope: 'FEATURE_CODING', limits: [row] }] };
  assert.equal(
    (await readWeb(createFakeKimi({ '/GetUsages': coded }), token)).snapshot.windows[0]?.label,
    'Bearer [secret]',
  );
});

test('over a real connection, no redirect gets the key, and a 503 says when to retry', async () => {
  const seen: string[] = [];
  const thief = await listen((incoming, outgoing) => {
    seen.push(incoming.headers.authorization ?? '');
    outgoing.end('{}');
  });
  const kimi = await listen((incoming, outgoing) => {
    if (incoming.url?.startsWith('/moved') === true)
      outgoing.writeHead(302, { location: thief.base }).end();
    else outgoing.writeHead(503, { 'retry-after': '7' }).end('sk-kimi-canary');
  });
  const clock = createNodeClock();
  const host = { http: createNodeHttp({ clock, env: {} }), clock, log: { debug: () => {} } };
  const { signal } = new AbortController();
  try {
    const moved = readWith(host, key, {
      address: { ...address, codeBaseUrl: `${kimi.base}/moved` },
      signal,
    });
    await assert.rejects(moved, {
      kind: 'invalid-request',
      detail: { code: 'refused-redirect', subject: kimi.base },
    });
    await assert.rejects(
      readWith(host, key, { address: { ...address, codeBaseUrl: kimi.base }, signal }),
      {
        kind: 'server-fault',
        retryAfterMs: 7_000,
      },
    );
    assertSame(seen, []);
  } finally {
    thief.close();
    kimi.close();
  }
});

async function listen(answer: RequestListener): Promise<{ base: string; close: () => void }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { base: `http://127.0.0.1:${port}`, close };
}

/** The fake's clock says 20 September 2026, 00:00 UTC. */
function skewedAnswer(date: string, body: object) {
  return { status: 200, headers: { date }, body: JSON.stringify(body) };
}

test('the difference of the clocks comes with the usage', async () => {
  const threeHoursBack = 'Sat, 19 Sep 2026 21:00:00 GMT';
  const week = { usage: { limit: '100', used: '26', reset_in: 3600 } };
  const kimi = createFakeKimi({ '/usages': skewedAnswer(threeHoursBack, week) });
  const { snapshot } = await readKey(kimi);
  assert.equal(snapshot.clockOffsetMs, 3 * 3_600_000);
  // Seconds from now are from Kimi's now.
  assert.equal(snapshot.windows[0]?.resetsAtMs, Date.UTC(2026, 8, 19, 22));
  const web = createFakeKimi({ '/GetUsages': skewedAnswer(threeHoursBack, coding) });
  const token = jwtOf({ sub: 'u1' });
  assert.equal((await readWeb(web, token)).snapshot.clockOffsetMs, 3 * 3_600_000);
});

test('a date that contradicts the resets is not trusted', async () => {
  const week = { usage: { limit: '100', used: '26', resetTime: '2026-09-21T00:00:00Z' } };
  const kimi = createFakeKimi({
    '/usages': skewedAnswer('Mon, 20 Sep 2032 00:00:00 GMT', week),
  });
  assert.equal((await readKey(kimi)).snapshot.clockOffsetMs, undefined);
});

test('a pause until a date counts from Kimi’s now', async () => {
  const headers = {
    date: 'Sat, 19 Sep 2026 21:00:00 GMT',
    'retry-after': 'Sat, 19 Sep 2026 21:10:00 GMT',
  };
  const kimi = createFakeKimi({ '/usages': { status: 429, headers } });
  await assert.rejects(readKey(kimi), { kind: 'rate-limited', retryAfterMs: 600_000 });
});
