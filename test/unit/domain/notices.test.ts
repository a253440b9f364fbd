import assert from 'node:assert/strict';
import test from 'node:test';
import { noticesOf } from '../../../src/domain/notices.ts';
import { usageEventKinds, type UsageEvent } from '../../../src/domain/events/usage-event.ts';

const about = { atMs: 0, windowId: 'weekly', usedPercent: 0, leftPercent: 100 } as const;
const reset: UsageEvent = { ...about, kind: 'quota-reset' };
const restored: UsageEvent = { ...about, kind: 'quota-restored' };

test('only the chosen kinds are shown', () => {
  const lost: UsageEvent = { kind: 'credential-lost', atMs: 0 };
  assert.deepEqual(noticesOf([reset, lost], ['credential-lost']), [lost]);
  assert.deepEqual(noticesOf([reset, lost], []), []);
});

test('a reset is not shown beside the news that the window is available again', () => {
  assert.deepEqual(noticesOf([reset, restored], usageEventKinds), [restored]);
  assert.deepEqual(noticesOf([reset, restored], ['quota-reset']), [reset]);
  const elsewhere: UsageEvent = { ...restored, account: 'work' };
  assert.deepEqual(noticesOf([reset, elsewhere], usageEventKinds), [reset, elsewhere]);
});
