import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { scenarioNames } from '../../../src/simulator/scenarios.ts';
import { breakdownSchema, usageSchema } from '../../support/published-schema.ts';
import { setStage, type Stage } from '../../support/stage.ts';

const root = join(import.meta.dirname, '../../..');

suite('the output matches the published schema', { concurrency: 3 }, () => {
  for (const name of scenarioNames) {
    test(name, async (t) => {
      const stage = await setStage(t, { scenario: name });
      await check(stage, name === 'hang' ? ['--timeout', '0.7'] : []);
    });
  }

  test('an outage with cached usage, invalid arguments, no credential, disabled', async (t) => {
    const stage = await setStage(t);
    await check(stage, []);
    stage.simulator.setScenario('status-503');
    assert.match(await check(stage, ['--max-age', '0']), /"stale":true/);
    await check(stage, ['--source', 'everywhere']);
    assert.match(await check(stage, ['--source', 'cli', '--refresh']), /"credential-missing"/);
    await stage.run(['config', 'disable', '--provider', 'kimi']);
    assert.equal(await check(stage, []), '[]\n');
  });
});

test('the schemas match the types of the records', () => {
  for (const [name, { schema }] of Object.entries({
    usage: usageSchema,
    breakdown: breakdownSchema,
  })) {
    const script = [join(root, 'scripts', 'schema.ts'), name];
    const printed = execFileSync(process.execPath, script, { encoding: 'utf8' });
    assert.deepEqual(schema, JSON.parse(printed), 'npm run schema writes it');
  }
});

const { isPublished, isDescribed } = usageSchema;

test('the schema rejects what is not published', () => {
  const failure = {
    provider: 'kimi',
    source: 'auto',
    error: { code: 1, kind: 'provider', message: '', reason: 'offline' },
  };
  assert.equal(isPublished([failure]), true);
  assert.equal(isPublished([{ ...failure, later: 1 }]), true);
  assert.equal(isDescribed([{ ...failure, later: 1 }]), false);
  assert.equal(
    isPublished([{ ...failure, error: { ...failure.error, reason: 'bad luck' } }]),
    false,
  );
  assert.equal(isPublished(failure), false);
});

test('a breakdown with other keys or without its own is none', () => {
  const { isPublished: isBreakdown } = breakdownSchema;
  const none = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0, calls: 0 };
  const lists = { rows: [], otherProviders: [], pointPrice: [], walls: [], logs: [] };
  const span = { since: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' };
  const whole = { provider: 'kimi', ...span, by: 'day', window: null, tokens: none, quota: null };
  assert.equal(isBreakdown({ ...whole, ...lists }), true);
  assert.equal(isBreakdown({ ...whole, ...lists, by: 'colour' }), false);
  assert.equal(isBreakdown(whole), false);
});

async function check(stage: Stage, flags: readonly string[]): Promise<string> {
  const { stdout } = await stage.run(['usage', '--json', ...flags]);
  assert.ok(isDescribed(JSON.parse(stdout)), `${usageSchema.errors()}\n${stdout}`);
  return stdout;
}
