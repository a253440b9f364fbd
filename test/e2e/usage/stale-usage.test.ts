import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { demoApiKey, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { ageUsage, readingPaths } from '../../support/cache-folder.ts';
import { onTerminal, runOnTerminal } from '../../support/pseudo-terminal.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

const outages: readonly (readonly [ScenarioName, number, RegExp, RegExp])[] = [
  [
    'status-503',
    1,
    /stale · 12m old\nUnknown for 12m: Kimi server error \(503\)\.\n/,
    /^Kimi had a server error \(503\)\. /,
  ],
  [
    'status-401',
    1,
    /stale · 12m old\nSigned out\.\n/,
    /^Kimi Code API key is invalid or expired\. /,
  ],
  [
    'status-429',
    1,
    /stale · 12m old\nUnknown for 12m: rate limited \(429\)\.\n/,
    /^Kimi is rate-limiting requests/,
  ],
  [
    'hang',
    4,
    /stale · 12m old\nUnknown for 12m: Kimi timed out\.\n/,
    /^Kimi did not respond in time/,
  ],
  [
    'garbage',
    3,
    /stale · 12m old\nUnknown for 12m: unreadable response\.\n/,
    /^Kimi's response is not JSON/,
  ],
  [
    'hang-up',
    1,
    /stale · 12m old\nUnknown for 12m: can't reach Kimi\.\n/,
    /^The connection to Kimi was dropped/,
  ],
];

for (const [scenario, exitCode, header, reason] of outages) {
  test(`${scenario}: the last good usage is still shown, marked stale, with the reason on stderr`, async (t) => {
    const stage = await setStage(t);
    assert.equal((await stage.run([])).exitCode, 0);
    ageUsage(stage, 12 * 60_000 + 5_000);
    stage.simulator.setScenario(scenario);

    const args = scenario === 'hang' ? ['--timeout', '0.6'] : [];
    const card = await stage.run(['usage', ...args]);
    assert.equal(card.exitCode, exitCode);
    assert.match(card.stdout, header);
    assert.match(card.stdout, /^5-hour .+ 30% left .*61 of 200/m);
    assert.doesNotMatch(
      card.stdout,
      /just now|in deficit|in reserve/,
      'old counts beside the clock of today would flatter',
    );
    assert.match(card.stderr, reason);

    const json = await stage.run(['usage', '--json', ...args]);
    assert.equal(json.exitCode, exitCode);
    const [record] = readUsageArray(json.stdout);
    assert.equal(record?.error?.code, exitCode);
    assert.equal(record?.kimi?.stale, true);
    assert.ok((record?.kimi?.ageSeconds ?? 0) >= 720);
    assert.deepEqual(
      record?.kimi?.windows?.map(({ id, used }) => [id, used]),
      [
        ['session', 139],
        ['weekly', 214],
        ['monthly', undefined],
      ],
    );
  });
}

test('after an outage the next good usage is fresh again', async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  ageUsage(stage, 10_000);
  stage.simulator.setScenario('status-503');
  assert.equal((await stage.run(['usage', '--refresh'])).exitCode, 1);
  ageUsage(stage, 5_000);
  stage.simulator.setScenario('nearly-out');
  const { exitCode, stdout, stderr } = await stage.run(['usage', '--refresh']);
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.match(stdout, /API key · just now/);
  assert.match(stdout, /^5-hour .+ 8% left/m);
});

test("another key never shows the first key's usage, neither fresh nor stale", async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  const work = await stage.run(['usage', '--json'], { env: { KIMI_CODE_API_KEY: workApiKey } });
  assert.equal(readUsageArray(work.stdout)[0]?.kimi?.plan, 'Vivace');
  assert.equal(stage.asked('usages'), 2);

  stage.simulator.setScenario('status-503');
  const third = { env: { KIMI_CODE_API_KEY: 'sk-kimi-a-third-one-that-nobody-asked-with' } };
  const card = await stage.run(['usage'], third);
  assert.deepEqual([card.exitCode, card.stdout], [1, '']);
  const json = await stage.run(['usage', '--json'], third);
  assert.equal(readUsageArray(json.stdout)[0]?.kimi?.windows, undefined);

  const first = await stage.run(['usage', '--json', '--max-age', '0'], {
    env: { KIMI_CODE_API_KEY: demoApiKey },
  });
  assert.equal(readUsageArray(first.stdout)[0]?.kimi?.plan, 'Allegretto');
  assert.equal(readUsageArray(first.stdout)[0]?.kimi?.stale, true);
});

test('another address of Kimi has its own cached usage', async (t) => {
  const [here, there] = [await setStage(t), await setStage(t, { scenario: 'status-503' })];
  await here.run([]);
  const elsewhere = await here.run(['usage'], {
    env: { KIMI_CODE_BASE_URL: there.simulator.codeBaseUrl },
  });
  assert.deepEqual([elsewhere.exitCode, elsewhere.stdout], [1, '']);
});

test('an unreadable cache is ignored and replaced', async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  for (const junk of [
    '',
    '{',
    'null',
    '{"version":99}',
    '{"version":1,"good":{"snapshot":{"windows":[]}}}',
    '\0'.repeat(4096),
  ]) {
    writeFileSync(readingPath(stage), junk);
    const before = stage.asked('usages');
    const { exitCode, stderr } = await stage.run([]);
    assert.deepEqual(
      [exitCode, stderr, stage.asked('usages')],
      [0, '', before + 1],
      JSON.stringify(junk.slice(0, 60)),
    );
  }
  assert.doesNotThrow(() => JSON.parse(readFileSync(readingPath(stage), 'utf8')) as unknown);
});

function readingPath(stage: Stage): string {
  return readingPaths(stage)[0] ?? '';
}

test('on a terminal, the reason of stale usage is shown once', onTerminal, async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  ageUsage(stage, 12 * 60_000 + 5_000);
  stage.simulator.setScenario('status-503');
  const { shown } = await runOnTerminal(['usage', '--no-color'], {
    home: stage.home,
    env: stage.env,
    columns: 100,
  });
  assert.match(shown, /stale · 12m old\r\n/);
  assert.equal(shown.split('(503)').length, 2, shown);
});
