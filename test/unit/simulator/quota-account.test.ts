import assert from 'node:assert/strict';
import test from 'node:test';
import {
  accountAt,
  openAccount,
  spend,
  type QuotaAccount,
} from '../../../src/simulator/quota-account.ts';
import {
  dayMs,
  hourMs,
  minuteMs,
  monthly,
  session,
  weekly,
} from '../../../src/simulator/starting-quotas.ts';

const start = Date.UTC(2026, 0, 6, 11, 28, 2, 717);
const everyFive = 5 * minuteMs;

function quota(account: QuotaAccount, id: string) {
  const found = account.quotas.find((candidate) => candidate.id === id);
  assert.ok(found);
  return found;
}

test('requests are spent at the owner’s pace, one at each full interval', () => {
  const account = openAccount(
    [session(10, 4 * hourMs), weekly(100, 6 * dayMs), monthly(50, 20, 20 * dayMs)],
    start,
    everyFive,
  );
  assert.equal(quota(accountAt(account, start), 'session').used, 10);
  assert.equal(quota(accountAt(account, start + everyFive - 1), 'session').used, 10);
  assert.equal(quota(accountAt(account, start + everyFive), 'session').used, 11);
  const later = accountAt(account, start + hourMs);
  assert.equal(quota(later, 'session').used, 22);
  assert.equal(quota(later, 'weekly').used, 112);
  assert.ok(Math.abs(quota(later, 'monthly').used - 50.06) < 1e-9);
  assert.ok(Math.abs((quota(later, 'monthly').codeUsed ?? 0) - 20.06) < 1e-9);
});

test('at its reset a window is empty and the next reset is one length later', () => {
  const account = openAccount(
    [session(139, 2 * hourMs), monthly(80, 30, 3 * hourMs)],
    start,
    Infinity,
  );
  const before = quota(accountAt(account, start + 2 * hourMs - 1), 'session');
  assert.deepEqual([before.used, before.resetsAtMs], [139, start + 2 * hourMs]);
  const after = quota(accountAt(account, start + 2 * hourMs), 'session');
  assert.deepEqual([after.used, after.resetsAtMs], [0, start + 7 * hourMs]);
  const month = quota(accountAt(account, start + 3 * hourMs), 'monthly');
  assert.deepEqual(
    [month.used, month.codeUsed, month.resetsAtMs],
    [0, 0, start + 3 * hourMs + 30 * dayMs],
  );
});

test('several windows may end at once, and many one after the other', () => {
  const account = openAccount([session(200, hourMs), weekly(2048, hourMs)], start, Infinity);
  const both = accountAt(account, start + hourMs);
  assert.deepEqual([quota(both, 'session').used, quota(both, 'weekly').used], [0, 0]);
  const yearLater = accountAt(account, start + 365 * dayMs);
  for (const { resetsAtMs, lengthMs } of yearLater.quotas) {
    assert.ok(resetsAtMs > start + 365 * dayMs && resetsAtMs <= start + 365 * dayMs + lengthMs);
    assert.equal((resetsAtMs - start - hourMs) % lengthMs, 0);
  }
});

test('a quota that is out stops the work in all of them until it resets', () => {
  const account = openAccount([session(195, 4 * hourMs), weekly(100, 6 * dayMs)], start, everyFive);
  const out = accountAt(account, start + 4 * hourMs - 1);
  assert.deepEqual([quota(out, 'session').used, quota(out, 'weekly').used], [200, 105]);
  const back = accountAt(account, start + 5 * hourMs);
  assert.deepEqual([quota(back, 'session').used, quota(back, 'weekly').used], [12, 117]);
});

test('an overdrawn quota neither grows nor shrinks before its reset', () => {
  const account = openAccount([weekly(2560, dayMs)], start, everyFive);
  assert.equal(quota(accountAt(account, start + dayMs - 1), 'weekly').used, 2560);
  assert.equal(quota(accountAt(account, start + dayMs), 'weekly').used, 0);
});

test('the last fraction of a pool can be used', () => {
  const account = openAccount([monthly(99.9, 0, 29 * dayMs)], start, everyFive);
  assert.ok(Math.abs(quota(accountAt(account, start + 10 * dayMs), 'monthly').used - 100) < 1e-9);
});

test('the number of calls on the way makes no difference', () => {
  const opened = openAccount(
    [session(139, 2 * hourMs + 5 * minuteMs), weekly(1900, 3 * dayMs)],
    start,
    everyFive,
  );
  let stepped = opened;
  for (let ms = start; ms <= start + 9 * dayMs; ms += 7 * minuteMs + 13)
    stepped = accountAt(stepped, ms);
  assert.deepEqual(accountAt(stepped, start + 9 * dayMs), accountAt(opened, start + 9 * dayMs));
});

test('the past changes nothing', () => {
  const account = accountAt(
    openAccount([session(1, hourMs)], start, everyFive),
    start + 30 * minuteMs,
  );
  assert.deepEqual(accountAt(account, start), account);
});

test('spending may go over the limit and leaves other quotas alone', () => {
  const account = spend(
    openAccount([session(190, hourMs), weekly(5, dayMs)], start, Infinity),
    'session',
    60,
  );
  assert.deepEqual([quota(account, 'session').used, quota(account, 'weekly').used], [250, 5]);
  assert.deepEqual(spend(account, 'rate-90', 1), account);
});
