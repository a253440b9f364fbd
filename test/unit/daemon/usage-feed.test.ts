import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { assertSame } from '../../support/assert-same.ts';
import { UsageFeed } from '../../../src/daemon/usage-feed.ts';

const start = { enabled: true, accounts: [], refreshing: false };

test('listeners get the whole state, now and at each change, until they unsubscribe', () => {
  const seen: UsageState[] = [];
  let nowMs = 1000;
  const feed = new UsageFeed(
    { clock: { now: () => nowMs, sleep: async () => {} }, log: { debug() {} } },
    start,
  );
  const leave = feed.subscribe((state) => void seen.push(state));
  nowMs = 2000;
  feed.publish({ refreshing: true, nextRefreshAtMs: 9000 });
  feed.publish({ nextRefreshAtMs: undefined });
  leave();
  feed.publish({ refreshing: false });
  assertSame(seen, [
    { ...start, atMs: 1000 },
    { ...start, refreshing: true, nextRefreshAtMs: 9000, atMs: 2000 },
    { ...start, refreshing: true, atMs: 2000 },
  ]);
  assertSame(feed.state(), { ...start, atMs: 2000 });
});

test('a listener that throws is logged, and the others are notified', () => {
  const logged: string[] = [];
  const feed = new UsageFeed(
    {
      clock: { now: () => 0, sleep: async () => {} },
      log: { debug: (message) => void logged.push(message) },
    },
    start,
  );
  let told = 0;
  feed.subscribe(() => {
    throw new Error('bug');
  });
  feed.subscribe(() => void (told += 1));
  feed.publish({ refreshing: true });
  assert.equal(told, 2);
  assert.equal(logged.length, 2);
});

test('a listener that publishes does not make others get an older state last', () => {
  const clock = { now: () => 0, sleep: async () => {} };
  const feed = new UsageFeed({ clock, log: { debug() {} } }, start);
  const seen: (number | undefined)[] = [];
  feed.subscribe(({ refreshing, nextRefreshAtMs }) => {
    if (refreshing && nextRefreshAtMs === undefined) feed.publish({ nextRefreshAtMs: 1 });
  });
  feed.subscribe(({ nextRefreshAtMs }) => void seen.push(nextRefreshAtMs));
  feed.publish({ refreshing: true });
  assert.deepEqual(seen, [undefined, 1]);
  assert.equal(feed.state().nextRefreshAtMs, 1);
});
