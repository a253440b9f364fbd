import assert from 'node:assert/strict';
import test from 'node:test';
import { demoCliToken, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { askCode, runningSimulator } from './running-simulator.ts';

const sessionWindow = { duration: 300, timeUnit: 'TIME_UNIT_MINUTE' };

test('everyday has the numbers of the card', async (t) => {
  const simulator = await runningSimulator(t);
  const response = await askCode(simulator, 'usages');
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  const { usage, limits, usages, boosterWallet } = JSON.parse(await response.text());
  assert.deepEqual(
    { ...usage, resetTime: usage.resetTime.slice(0, 23) },
    {
      limit: '2048',
      used: '214',
      remaining: '1834',
      resetTime: '2026-11-23T15:53:00.000',
    },
  );
  assert.equal(limits.length, 1);
  assert.deepEqual(limits[0].window, sessionWindow);
  const { resetTime, ...counts } = limits[0].detail;
  assert.deepEqual(counts, { limit: '200', used: '139', remaining: '61' });
  assert.match(resetTime, /^2026-11-20T15:28:00\.000\d{6}Z$/);
  assert.deepEqual(usages, {
    limit_5h: { used_ratio: 0.695, reset_time: '2026-11-20T15:28:00Z' },
    limit_7d: { used_ratio: 0.1045, reset_time: '2026-11-23T15:53:00Z' },
    limit_month_total: { used_ratio: 0.55, reset_time: '2026-12-02T13:23:00Z' },
    limit_month_code: { used_ratio: 0.25, reset_time: '2026-12-02T13:23:00Z' },
  });
  assert.deepEqual(boosterWallet.balance, {
    type: 'BOOSTER',
    amount: '20000000000',
    amountLeft: '10000000000',
    unit: 'UNIT_CURRENCY',
  });
  assert.deepEqual(boosterWallet.monthlyChargeLimit, { currency: 'USD', priceInCents: '20000' });
  assert.deepEqual(boosterWallet.monthlyUsed, { currency: 'USD', priceInCents: '5000' });
  const me = JSON.parse(await (await askCode(simulator, 'me')).text());
  assert.deepEqual(
    [me.user_id, me.user_level_name, me.goods_version],
    ['demo-user-1', 'Allegretto', 1],
  );
});

// What each story's answer must hold, besides being JSON with status 200.
const expected: Partial<Record<ScenarioName, object>> = {
  'fresh-week': { usage: { limit: '2048', used: '0', remaining: '2048' } },
  'nearly-out': {
    limits: [{ window: sessionWindow, detail: { limit: '200', used: '184', remaining: '16' } }],
  },
  'session-out': { limits: [{ detail: { limit: '200', used: '200' } }], usage: { used: '900' } },
  'weekly-out': { usage: { limit: '2048', used: '2048' } },
  'monthly-exhausted': {
    usage: { used: '300' },
    usages: { limit_month_total: { used_ratio: 1 }, limit_month_code: { used_ratio: 0.7 } },
  },
  overdrawn: { usage: { limit: '100', used: '125' } },
  percent: {
    usage: { limit: '100', used: '10', remaining: '90' },
    user: { membership: { level: 'LEVEL_INTERMEDIATE' } },
  },
  wallet: {
    boosterWallet: {
      balance: { amount: '5000000000', amountLeft: '1234000000' },
      monthlyChargeLimitEnabled: false,
    },
  },
  'ratio-pools-old': {
    usage: { limit: '100' },
    usages: { limit_5h: { used_ratio: 0.695 }, limit_7d: { used_ratio: 0.1045 } },
  },
  'ratio-pools-new': {
    limits: [{ detail: { used: '44' } }],
    usages: { limit_5h: { used_ratio: 0.4372 }, limit_month_total: { used_ratio: 0.7877 } },
  },
  'monthly-only': { usages: { limit_month_total: { used_ratio: 0.32 } } },
  contradiction: {
    usage: { limit: '100', used: '100' },
    usages: { limit_5h: { used_ratio: 0 }, limit_7d: { used_ratio: 0 } },
  },
  variants: {
    usage: { limit: 2048, used: 214, reset_in: 268_200 },
    limits: [{ window: sessionWindow, limit: 200, used: 139, reset_at: '1795188480' }],
  },
  envelope: { code: 0, data: { usage: { used: '214' } } },
  'free-plan': { usage: { limit: '0', used: '0' }, user: { membership: { level: 'LEVEL_FREE' } } },
};

for (const [name, part] of Object.entries(expected)) {
  test(`${name} responds in its shape`, async (t) => {
    const simulator = await runningSimulator(t, { scenario: name as ScenarioName });
    const response = await askCode(simulator, 'usages');
    assert.equal(response.status, 200);
    assert.partialDeepStrictEqual(await response.json(), part);
  });
}

test('parts that a shape lacks are left out', async (t) => {
  const simulator = await runningSimulator(t);
  const bodyOf = async (name: ScenarioName) => {
    simulator.setScenario(name);
    return JSON.parse(await (await askCode(simulator, 'usages')).text());
  };
  const dropped = await bodyOf('percent-zeros-dropped');
  assert.deepEqual(Object.keys(dropped.usage), ['limit', 'used', 'resetTime']);
  assert.deepEqual(Object.keys(dropped.limits[0].detail), ['limit', 'remaining', 'resetTime']);
  const unreliable = await bodyOf('unreliable');
  assert.deepEqual(Object.keys(unreliable.usage), ['limit', 'resetTime']);
  assert.deepEqual(Object.keys(await bodyOf('request-counts')), ['usage', 'limits']);
  assert.equal((await bodyOf('ratio-pools-new')).usage, undefined);
  assert.deepEqual(Object.keys((await bodyOf('ratio-pools-new')).usages), [
    'limit_5h',
    'limit_month_total',
    'limit_month_code',
  ]);
  assert.deepEqual(Object.keys(await bodyOf('monthly-only')), ['usages']);
  assert.equal((await bodyOf('wallet-spent')).boosterWallet.balance.amountLeft, undefined);
});

test('odd-windows has unusual lengths and labels', async (t) => {
  const simulator = await runningSimulator(t, { scenario: 'odd-windows' });
  const { limits } = JSON.parse(await (await askCode(simulator, 'usages')).text());
  const lengths = limits.map(
    (row: { window: { duration: number; timeUnit: string } }) =>
      `${row.window.duration} ${row.window.timeUnit}`,
  );
  assert.deepEqual(lengths, [
    '300 TIME_UNIT_MINUTE',
    '90 TIME_UNIT_MINUTE',
    '24 TIME_UNIT_HOUR',
    '1 TIME_UNIT_FORTNIGHT',
  ]);
  assert.match(limits[1].name, /\p{Cc}/u);
});

test('the CLI token opens the same account, another key another account, an unknown one nothing', async (t) => {
  const simulator = await runningSimulator(t);
  assert.equal((await askCode(simulator, 'usages', demoCliToken)).status, 200);
  const work = JSON.parse(await (await askCode(simulator, 'usages', workApiKey)).text());
  assert.deepEqual([work.usage.limit, work.user.userId], ['7168', 'demo-user-2']);
  assert.equal(
    JSON.parse(await (await askCode(simulator, 'me', workApiKey)).text()).user_level_name,
    'Vivace',
  );
  const refused = await askCode(simulator, 'usages', 'sk-unknown');
  assert.equal(refused.status, 401);
  assert.ok(!(await refused.text()).includes('sk-unknown'));
  assert.equal((await fetch(`${simulator.codeBaseUrl}/usages`)).status, 401);
  assert.equal((await fetch(`${simulator.codeBaseUrl}/usages`, { method: 'POST' })).status, 405);
  assert.equal((await fetch(`${simulator.codeBaseUrl}/chat/completions`)).status, 404);
});

test('accounts can be given, and every request is recorded', async (t) => {
  const account = {
    name: 'mine',
    userId: 'u-9',
    apiKeys: ['sk-kimi-mine'],
    cliTokens: [],
    webTokens: [],
  };
  const simulator = await runningSimulator(t, { accounts: [account] });
  assert.equal((await askCode(simulator, 'usages')).status, 401);
  assert.equal((await askCode(simulator, 'me', 'sk-kimi-mine')).status, 200);
  assert.deepEqual(
    simulator.requests.map(({ method, path, atMs }) => [method, path, atMs]),
    [
      ['GET', '/coding/v1/usages', simulator.now()],
      ['GET', '/coding/v1/me', simulator.now()],
    ],
  );
  assert.equal(simulator.requests[1]?.headers['authorization'], 'Bearer sk-kimi-mine');
});
