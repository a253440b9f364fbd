import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { isBreakdownRecord, type BreakdownRecord } from '../../../src/domain/breakdown-record.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { breakdownSchema } from '../../support/published-schema.ts';
import { writeSimulatedPast } from '../../support/simulated-past.ts';
import { setStage } from '../../support/stage.ts';

function quotaIn(json: string): NonNullable<BreakdownRecord['quota']> {
  const record: unknown = JSON.parse(json);
  assert.ok(breakdownSchema.isDescribed(record), breakdownSchema.errors());
  assert.ok(isBreakdownRecord(record));
  assert.ok(record.quota !== null);
  return record.quota;
}

/** The table rounds to a tenth, JSON to a hundredth. */
function isAbout(shown: string | undefined, exact: number): boolean {
  return Math.abs(Number(shown) - exact) < 0.1 + 1e-9;
}

test('elsewhere has the same range in JSON and table, and the total is measured', async (t) => {
  const stage = await setStage(t, { scenario: 'everyday' });
  const host = createNodeHost({ env: { ...stage.env, HOME: stage.home } });
  await writeSimulatedPast(host, join(stage.home, '.kimi-code'), { nowMs: Date.now() });
  const quota = quotaIn((await stage.run(['breakdown', '--json'])).stdout);
  const { elsewherePoints, elsewhereRange, usedPoints, explainedPoints } = quota;
  assert.ok(elsewhereRange !== undefined);
  const { low, high } = elsewhereRange;
  assert.ok(0 <= low && low <= elsewherePoints && elsewherePoints <= high && high > low);
  assert.ok(Math.abs(usedPoints - explainedPoints - elsewherePoints) < 1e-6);
  const kept = quotaIn((await stage.run(['breakdown', '--json'])).stdout);
  assert.deepEqual(kept, quota);
  for (const [lang, elsewhere, total] of [
    ['C.UTF-8', 'Elsewhere', /^Total .* measured$/m],
    ['zh_CN.UTF-8', '其他地方', /^合计 .* 实测$/m],
  ] as const) {
    const env = { ...stage.env, COLUMNS: '120', LANG: lang };
    const { stdout } = await stage.run(['breakdown'], { env });
    const row = stdout.split('\n').find((line) => line.startsWith(elsewhere)) ?? '';
    const [, points, from, to] = /^\S+ +<?([\d.]+) +([\d.]+)–([\d.]+)$/.exec(row) ?? [];
    assert.ok(isAbout(points, elsewherePoints) && isAbout(from, low) && isAbout(to, high), row);
    assert.match(stdout, total);
  }
});
