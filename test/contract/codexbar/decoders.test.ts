import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { dashboardSnapshot } from '../../../src/present/json/dashboard-snapshot.ts';
import { usageRecord } from '../../../src/present/json/usage-json.ts';
import {
  barOfWaybar,
  readAsCodexBarApp,
  readAsHomeAssistant,
  readAsShowyQuota,
} from '../../support/codexbar-clients.ts';
import { nowMs, outcomes } from '../../support/fakes/snapshots.ts';

const facts = { nowMs, asked: 'auto' } as const;

/** As it goes through JSON. */
function recordsOf(outcome: UsageOutcome, lastGoodForMs?: number): unknown {
  return JSON.parse(JSON.stringify([usageRecord(outcome, { ...facts, lastGoodForMs })]));
}

function snapshotOf(accounts: readonly (readonly [string | undefined, UsageOutcome])[]): unknown {
  const records = accounts.map(([account, outcome]) => usageRecord(outcome, { ...facts, account }));
  const rest = { nowMs, source: 'auto', refreshIntervalSeconds: 300 };
  return JSON.parse(JSON.stringify(dashboardSnapshot(records, { ...rest, enabled: true })));
}

for (const [name, outcome] of Object.entries(outcomes)) {
  test(`clients accept the record and the snapshot: ${name}`, () => {
    readAsShowyQuota(recordsOf(outcome));
    const snapshot = snapshotOf([
      [undefined, outcome],
      ['work', outcome],
    ]);
    readAsHomeAssistant(snapshot);
    const shown = readAsCodexBarApp(snapshot);
    assert.deepEqual([...shown.keys()], ['', 'work']);
    for (const { error } of shown.values())
      assert.equal(error === undefined, outcome.kind === 'fresh');
  });
}

test('with Kimi turned off, the snapshot has the row and the usage no record', () => {
  const rest = { nowMs, source: 'auto', refreshIntervalSeconds: 300 };
  const snapshot = JSON.parse(JSON.stringify(dashboardSnapshot([], { ...rest, enabled: false })));
  readAsHomeAssistant(snapshot);
  assert.deepEqual(readAsCodexBarApp(snapshot).get(''), { windows: [] });
  assert.deepEqual(readAsShowyQuota([]), { hasNumber: false });
});

test('without a weekly quota, bars show the tightest of the others', () => {
  assert.equal(barOfWaybar(recordsOf(outcomes['fresh']!)), 69.5);
  assert.equal(barOfWaybar(recordsOf(outcomes['new subscription']!)), 55);
});

test('after a failure, the server still gives bars a number; the command line does not', () => {
  const hour = 3_600_000;
  assert.deepEqual(readAsShowyQuota(recordsOf(outcomes['stale']!, hour)), { hasNumber: true });
  assert.equal(barOfWaybar(recordsOf(outcomes['stale']!, hour)), 69.5);
  assert.deepEqual(readAsShowyQuota(recordsOf(outcomes['stale']!)), { hasNumber: false });
  assert.equal(barOfWaybar(recordsOf(outcomes['stale']!)), undefined);
});
