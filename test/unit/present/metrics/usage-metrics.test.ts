import assert from 'node:assert/strict';
import test from 'node:test';
import { prometheusText } from '../../../../src/present/metrics/prometheus-text.ts';
import { usageMetrics, type MetricFacts } from '../../../../src/present/metrics/usage-metrics.ts';
import { fresh, nowMs, outcomes, session, snapshot } from '../../../support/fakes/snapshots.ts';

const tokens = { input: 10, output: 2, cacheRead: 300, cacheCreation: 0 };
const facts: MetricFacts = {
  nowMs,
  accounts: [{ outcome: fresh(snapshot([session])) }],
  names: { metricsAccountNames: false, accounts: [] },
  failed: {},
  startedAtMs: nowMs,
  tokens: [],
  withProjects: false,
};

function linesOf(changes: Partial<MetricFacts>): readonly string[] {
  const text = prometheusText(usageMetrics({ ...facts, ...changes }));
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test('every series has host and team', () => {
  const lines = linesOf({
    host: 'laptop',
    team: 'core "A"',
    failed: { offline: 1 },
    tokens: [{ model: 'k3', project: 'app', tokens }],
  });
  assert.ok(lines.length >= 9);
  for (const line of lines) assert.match(line, /host="laptop",team="core \\"A\\""\}/);
});

test('projects are named only if wanted', () => {
  const totals = [
    { model: 'k3', project: 'app', tokens },
    { model: 'k3', project: 'web', tokens },
  ];
  const sums = linesOf({ tokens: totals }).filter((line) => line.includes('kind="input"'));
  assert.deepEqual(sums, ['kimibar_tokens_total{kind="input",model="k3"} 20']);
  const named = linesOf({ tokens: totals, withProjects: true });
  assert.ok(named.includes('kimibar_tokens_total{kind="cache_read",model="k3",project="web"} 300'));
});

test('projects beyond a bound are added up, and none of their tokens are lost', () => {
  const totals = Array.from({ length: 400 }, (_, at) => ({
    model: 'k3',
    project: `p${at}`,
    tokens,
  }));
  const lines = linesOf({ tokens: totals, withProjects: true });
  const inputs = lines.filter((line) => line.includes('kind="input"'));
  assert.equal(inputs.length, 257);
  const sum = inputs.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
  assert.equal(sum, 4000);
});

test('old usage has no forecast', () => {
  const stale = linesOf({ accounts: [{ outcome: outcomes['stale']! }] });
  assert.ok(stale.some((line) => line.startsWith('kimibar_quota_used_ratio{')));
  assert.ok(stale.includes('kimibar_failing{account="0",kind="server-fault"} 1'));
  assert.ok(!stale.some((line) => line.startsWith('kimibar_quota_runs_out')));
});

test('how much is used is unknown after the reset, until a refresh succeeds', () => {
  const { resetsAtMs = NaN } = session;
  const sessionRatio = /^kimibar_quota_used_ratio\{.*window="session"/m;
  const accounts = [{ outcome: outcomes['stale']! }];
  assert.match(linesOf({ accounts, nowMs: resetsAtMs - 1 }).join('\n'), sessionRatio);
  assert.doesNotMatch(linesOf({ accounts, nowMs: resetsAtMs }).join('\n'), sessionRatio);
  // Resets are by Kimi's clock.
  const ahead = snapshot([session], { clockOffsetMs: 3_600_000 });
  const isAhead = { accounts: [{ outcome: fresh(ahead) }], nowMs: resetsAtMs };
  assert.match(linesOf(isAhead).join('\n'), sessionRatio);
});
