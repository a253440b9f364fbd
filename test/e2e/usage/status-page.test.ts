import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { setStage } from '../../support/stage.ts';

async function statusStage(t: TestContext, scenario: ScenarioName) {
  const stage = await setStage(t, { scenario });
  return { ...stage, env: { KIMI_STATUS_PAGE_URL: stage.simulator.webBaseUrl } };
}

test('an outage is explained by the status page, once in five minutes', async (t) => {
  const { run, env, asked, simulator } = await statusStage(t, 'status-503');
  for (const args of [[], ['usage', '--max-age', '0']]) {
    const { exitCode, stderr } = await run(args, { env });
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /^Kimi had a server error .+\nKimi's status page reports a partial outage of the API \(127\.0\.0\.1:\d+\)\.\n$/,
    );
  }
  assert.equal(asked('summary.json'), 1);
  const { headers } = simulator.requests.find(({ path }) => path.endsWith('/summary.json'))!;
  assert.deepEqual([headers['authorization'], headers['cookie']], [undefined, undefined]);
});

test('JSON, other failures and successes do not look it up, nor if it is off', async (t) => {
  const { run, env, asked, simulator } = await statusStage(t, 'status-503');
  assert.equal((await run(['usage', '--json'], { env })).exitCode, 1);
  assert.equal((await run(['config', 'set', 'statusPage', 'false'], { env })).exitCode, 0);
  assert.match((await run(['usage', '--max-age', '0'], { env })).stderr, /^[^\n]+\n$/);
  await run(['config', 'set', 'statusPage', 'true'], { env });
  for (const scenario of ['status-401', 'hang-up', 'everyday'] as const) {
    simulator.setScenario(scenario);
    await run(['usage', '--max-age', '0'], { env });
  }
  assert.deepEqual([asked('usages'), asked('summary.json')], [5, 0]);
});

test('a time-out is explained within its time limit', async (t) => {
  const { run, env } = await statusStage(t, 'hang');
  const { exitCode, stderr } = await run(['usage', '--timeout', '4'], { env });
  assert.equal(exitCode, 4);
  assert.match(stderr, /^Kimi did not respond in time \(4 s\).+\n.+reports a major outage/);
});
