import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import test from 'node:test';
import { usageView, type UsageRow } from '../../../src/present/usage-view.ts';
import {
  failed,
  fresh,
  monthly,
  nowMs,
  outcomes,
  session,
  snapshot,
  wallet,
  weekly,
} from '../../support/fakes/snapshots.ts';

const facts = { nowMs, meters: 'left' } as const;

test('rows are in display order with percentages, counts, resets and pace', () => {
  const view = usageView(fresh(snapshot([monthly, weekly, session], { wallet })), {
    ...facts,
    account: 'work',
    nextRefreshAtMs: nowMs + 5,
  });
  assertSame(
    view.rows.map(({ id }) => id),
    ['session', 'weekly', 'monthly'],
  );
  const [first, , last] = view.rows;
  assert.ok(first && last);
  assertSame(first.counts, { used: 139, left: 61, limit: 200 });
  assertSame(first.resets, { atMs: nowMs + 7_500_000, inMs: 7_500_000, since: false });
  assert.equal(first.leftPercent, 30.5);
  assert.equal(first.meter.fill, 0.305);
  assert.equal(first.pace?.expectedUsedPercent, 58);
  assert.ok(Math.abs((first.meter.tick ?? 0) - 0.41667) < 1e-4);
  assert.equal(first.severity, 'busy');
  assert.equal(last.pace?.expectedUsedPercent, 60);
  assert.equal(last.meter.tick, 0.4);
  assert.equal(last.counts, undefined);
  assertSame(last.split, { codePercent: 25, otherPercent: 30 });
  assertSame(view.fetched, {
    plan: 'Allegretto',
    source: 'api-key',
    fetchedAtMs: nowMs - 5000,
    ageMs: 5000,
    stale: false,
  });
  assertSame(
    [view.account, view.nextRefreshAtMs, view.wallet, view.failure],
    ['work', nowMs + 5, wallet, undefined],
  );
});

test('the meters setting changes only level and tick', () => {
  const left = usageView(fresh(snapshot([session])), facts).rows[0];
  const used = usageView(fresh(snapshot([session])), { ...facts, meters: 'used' }).rows[0];
  assert.ok(left && used);
  assert.equal(used.meter.fill, 0.695);
  assert.ok(Math.abs((used.meter.tick ?? 0) + (left.meter.tick ?? 0) - 1) < 1e-9);
  assertSame({ ...used, meter: 0 }, { ...left, meter: 0 });
});

test('stale usage keeps its numbers, loses its pace and has the failure', () => {
  const view = usageView(
    failed({ kind: 'offline' }, snapshot([session], { fetchedAtMs: nowMs - 60_000 })),
    facts,
  );
  assertSame(
    [view.fetched?.stale, view.fetched?.ageMs, view.failure?.kind],
    [true, 60_000, 'offline'],
  );
  assert.equal(view.rows[0]?.pace, undefined);
  assert.equal(view.rows[0]?.meter.tick, undefined);
});

function resetsOf(resetsAtMs: number, fetchedAtMs: number): UsageRow['resets'] {
  return usageView(
    failed({ kind: 'offline' }, snapshot([{ ...session, resetsAtMs }], { fetchedAtMs })),
    facts,
  ).rows[0]?.resets;
}

test('a reset since the usage was fetched differs from one that is due', () => {
  assertSame(resetsOf(nowMs - 61_000, nowMs - 120_000), {
    atMs: nowMs - 61_000,
    inMs: 0,
    since: true,
  });
  assertSame(resetsOf(nowMs - 59_000, nowMs - 120_000), {
    atMs: nowMs - 59_000,
    inMs: 0,
    since: false,
  });
  assertSame(resetsOf(nowMs - 61_000, nowMs), {
    atMs: nowMs - 61_000,
    inMs: 0,
    since: false,
  });
  assert.equal(resetsOf(1e18, nowMs), undefined);
});

test('without usage there are no rows; a clock set back gives no negative age', () => {
  const view = usageView(outcomes['nothing found'] ?? failed({ kind: 'offline' }), facts);
  assertSame([view.fetched, view.rows, view.wallet], [undefined, [], undefined]);
  assert.equal(
    usageView(fresh(snapshot([session], { fetchedAtMs: nowMs + 9000 })), facts).fetched?.ageMs,
    0,
  );
});

test('countdowns and pace follow Kimi’s clock, ages this machine’s', () => {
  const aheadMs = 3 * 3_600_000;
  const shifted = (window: typeof session) => ({
    ...window,
    resetsAtMs: (window.resetsAtMs ?? 0) - aheadMs,
  });
  const right = usageView(fresh(snapshot([session, weekly])), facts);
  const skewed = usageView(
    fresh(snapshot([shifted(session), shifted(weekly)], { clockOffsetMs: aheadMs })),
    facts,
  );
  assertSame(
    skewed.rows.map(({ resets, pace }) => [resets?.inMs, resets?.since, pace]),
    right.rows.map(({ resets, pace }) => [resets?.inMs, resets?.since, pace]),
  );
  assertSame(skewed.fetched, { ...right.fetched, clockOffsetMs: aheadMs });
});
