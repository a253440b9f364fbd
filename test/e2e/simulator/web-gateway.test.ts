import assert from 'node:assert/strict';
import test from 'node:test';
import { demoApiKey, demoWebToken } from '../../../src/simulator/demo-accounts.ts';
import { askWeb, runningSimulator, webHeaders } from './running-simulator.ts';

test('everyday on the web has the same counts, and the monthly pool', async (t) => {
  const simulator = await runningSimulator(t);
  const { usages } = JSON.parse(await (await askWeb(simulator, 'usages')).text());
  assert.partialDeepStrictEqual(usages, [
    {
      scope: 'FEATURE_CODING',
      detail: { limit: '2048', used: '214', remaining: '1834' },
      limits: [{ detail: { used: '139' } }],
    },
  ]);
  const stats = JSON.parse(await (await askWeb(simulator, 'stats')).text());
  assert.partialDeepStrictEqual(stats, {
    subscriptionBalance: {
      feature: 'FEATURE_OMNI',
      type: 'SUBSCRIPTION',
      amountUsedRatio: 0.55,
      kimiCodeUsedRatio: 0.25,
    },
    ratelimitCode5h: { ratio: 0.695, enabled: true },
    ratelimitCode7d: { ratio: 0.1045, enabled: true, resetTime: usages[0].detail.resetTime },
  });
  assert.equal(simulator.requests[0]?.body, '{"scope":["FEATURE_CODING"]}');
});

const wrong: readonly (readonly [string, Record<string, string>, number])[] = [
  ['an unknown token', webHeaders('eyJhbGciOiJIUzI1NiJ9.e30.c2ln'), 401],
  ['an API key', webHeaders(demoApiKey), 401],
  ['no cookie', { cookie: '' }, 401],
  ['another token in the cookie', { cookie: 'kimi-auth=other' }, 401],
  ['no bearer', { authorization: '' }, 401],
  ['another content type', { 'content-type': 'text/plain' }, 415],
  ['no protocol version', { 'connect-protocol-version': '' }, 400],
  ['a client that is no browser', { 'user-agent': 'kimibar/0.1.0' }, 403],
];

for (const [what, headers, status] of wrong) {
  test(`the gateway rejects ${what}`, async (t) => {
    const simulator = await runningSimulator(t);
    for (const call of ['usages', 'stats'] as const) {
      const response = await askWeb(simulator, call, headers);
      assert.equal(response.status, status);
      const text = await response.text();
      assert.equal(typeof JSON.parse(text).code, 'string');
      assert.ok(!text.includes(demoWebToken));
    }
  });
}

test('scenarios of the web gateway only', async (t) => {
  const simulator = await runningSimulator(t, { scenario: 'no-coding-scope' });
  const { usages } = JSON.parse(await (await askWeb(simulator, 'usages')).text());
  assert.deepEqual(
    usages.map((usage: { scope: string }) => usage.scope),
    ['FEATURE_OTHER'],
  );
  simulator.setScenario('code-weekly');
  assert.partialDeepStrictEqual(await (await askWeb(simulator, 'stats')).json(), {
    ratelimitCode7d: { ratio: 0.6, enabled: true },
  });
  simulator.setScenario('contradiction');
  assert.partialDeepStrictEqual(await (await askWeb(simulator, 'stats')).json(), {
    ratelimitCode7d: { ratio: 0, enabled: false },
  });
  simulator.setScenario('percent');
  assert.partialDeepStrictEqual(await (await askWeb(simulator, 'stats')).json(), {
    subscriptionBalance: { amountUsedRatio: 0.55 },
  });
  simulator.setScenario('stats-broken');
  assert.deepEqual(
    [(await askWeb(simulator, 'usages')).status, (await askWeb(simulator, 'stats')).status],
    [200, 500],
  );
  simulator.setScenario('ratio-pools-new');
  const [scope] = JSON.parse(await (await askWeb(simulator, 'usages')).text()).usages;
  assert.equal(scope.detail, undefined);
});
