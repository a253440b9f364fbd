import assert from 'node:assert/strict';
import test from 'node:test';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { askCode, askWeb, runningSimulator, stillClock } from './running-simulator.ts';

const statuses: readonly (readonly [ScenarioName, number])[] = [
  ['status-400', 400],
  ['status-401', 401],
  ['status-402', 402],
  ['status-403', 403],
  ['status-404', 404],
  ['status-429', 429],
  ['status-500', 500],
  ['status-503', 503],
  ['redirect', 302],
  ['redirect-within', 307],
];

for (const [name, status] of statuses) {
  test(`${name} applies to every call`, async (t) => {
    const simulator = await runningSimulator(t, { scenario: name });
    const answers = [
      askCode(simulator, 'usages'),
      askCode(simulator, 'me'),
      askWeb(simulator, 'usages'),
      askWeb(simulator, 'stats'),
    ];
    for (const response of await Promise.all(answers)) {
      assert.equal(response.status, status);
      assert.equal(response.headers.get('retry-after'), status === 429 ? '120' : null);
      const text = await response.text();
      if (status >= 400) assert.equal(typeof JSON.parse(text), 'object');
    }
  });
}

test('no-plan denies usage and still names the plan', async (t) => {
  const simulator = await runningSimulator(t, { scenario: 'no-plan' });
  assert.deepEqual(
    [(await askCode(simulator, 'usages')).status, (await askWeb(simulator, 'usages')).status],
    [402, 402],
  );
  assert.partialDeepStrictEqual(await (await askCode(simulator, 'me')).json(), {
    user_level_name: 'Adagio',
  });
});

test('redirect leads to another origin, redirect-within to the response', async (t) => {
  const simulator = await runningSimulator(t, { scenario: 'redirect' });
  const away = new URL((await askCode(simulator, 'usages')).headers.get('location') ?? '');
  assert.notEqual(away.origin, new URL(simulator.codeBaseUrl).origin);
  simulator.setScenario('redirect-within');
  const location = (await askCode(simulator, 'usages')).headers.get('location') ?? '';
  const moved = await askCode(simulator, location.replace('/coding/v1/', '') as 'usages');
  assert.partialDeepStrictEqual(await moved.json(), { usage: { used: '214' } });
});

test('slow scenarios wait on the given clock, then respond', async (t) => {
  const clock = stillClock();
  const simulator = await runningSimulator(t, { scenario: 'slow', clock });
  assert.equal((await askCode(simulator, 'usages')).status, 200);
  assert.deepEqual(clock.slept, [3000]);
  simulator.setScenario('me-slow');
  await askCode(simulator, 'usages');
  assert.equal(clock.slept.length, 1);
  assert.equal((await askCode(simulator, 'me')).status, 200);
  simulator.setScenario('stats-slow');
  await askWeb(simulator, 'usages');
  assert.equal(clock.slept.length, 2);
  assert.equal((await askWeb(simulator, 'stats')).status, 200);
  assert.deepEqual(clock.slept, [3000, 3000, 3000]);
});

test('hang-up sends no response, cut-off half of one', async (t) => {
  const simulator = await runningSimulator(t, { scenario: 'hang-up' });
  await assert.rejects(askCode(simulator, 'usages'));
  simulator.setScenario('cut-off');
  const response = await askCode(simulator, 'usages');
  assert.equal(response.status, 200);
  await assert.rejects(response.text());
});

test('broken bodies are broken as promised', async (t) => {
  const simulator = await runningSimulator(t, { scenario: 'garbage' });
  const textOf = async (name: ScenarioName): Promise<string> => {
    simulator.setScenario(name);
    return (await askCode(simulator, 'usages')).text();
  };
  const garbage = await textOf('garbage');
  assert.throws(() => JSON.parse(garbage) as unknown);
  assert.equal(await textOf('empty'), '{}');
  const huge = await askCodeIn('huge');
  assert.equal(huge.headers.get('content-length'), null);
  const hugeText = await huge.text();
  assert.ok(hugeText.length > 1024 * 1024);
  assert.doesNotThrow(() => JSON.parse(hugeText) as unknown);
  const deep = await textOf('deep');
  assert.ok(deep.length < 1024 * 1024 && deep.includes('['.repeat(100_000)));

  simulator.setScenario('me-broken');
  assert.equal((await askCode(simulator, 'usages')).status, 200);
  const me = await (await askCode(simulator, 'me')).text();
  assert.throws(() => JSON.parse(me) as unknown);

  function askCodeIn(name: ScenarioName): Promise<Response> {
    simulator.setScenario(name);
    return askCode(simulator, 'usages');
  }
});

test('leaky scenarios repeat the credential, known or not', async (t) => {
  const canary = 'sk-kimi-canary-0123456789';
  const simulator = await runningSimulator(t, { scenario: 'leaky' });
  for (const path of ['usages', 'me'] as const) {
    const response = await askCode(simulator, path, canary);
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.ok(text.includes(canary));
    assert.doesNotThrow(() => JSON.parse(text) as unknown);
  }
  assert.partialDeepStrictEqual(await (await askCode(simulator, 'usages', canary)).json(), {
    usage: { limit: '2048', used: '214', name: `Limit of ${canary}` },
    user: { membership: { level: `LEVEL_INTERMEDIATE ${canary}` } },
  });
  assert.partialDeepStrictEqual(await (await askCode(simulator, 'me', canary)).json(), {
    user_level_name: `Allegretto ${canary}`,
  });
  for (const [name, status] of [
    ['leaky-401', 401],
    ['leaky-500', 500],
  ] as const) {
    simulator.setScenario(name);
    const response = await askCode(simulator, 'usages', canary);
    assert.equal(response.status, status);
    assert.ok((await response.text()).includes(`Bearer ${canary}`));
    assert.ok(response.headers.get('x-request-credential')?.includes(canary));
  }
});
