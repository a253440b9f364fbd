import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { scenarioNames } from '../../../src/simulator/scenarios.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import {
  isDescribed,
  isPublished,
  publishedSchema,
  schemaErrors,
} from '../../support/usage-schema.ts';

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

test('the schema matches the types of the records', () => {
  const told = execFileSync(process.execPath, [join(root, 'scripts', 'schema.ts')], {
    encoding: 'utf8',
  });
  assert.deepEqual(publishedSchema, JSON.parse(told), 'npm run schema writes it');
});

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

async function check(stage: Stage, flags: readonly string[]): Promise<string> {
  const { stdout } = await stage.run(['usage', '--json', ...flags]);
  assert.ok(isDescribed(JSON.parse(stdout)), `${schemaErrors()}\n${stdout}`);
  return stdout;
}
