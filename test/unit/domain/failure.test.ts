import assert from 'node:assert/strict';
import test from 'node:test';
import {
  Failure,
  failurePolicy,
  isFailureKind,
  type FailureKind,
} from '../../../src/domain/failure.ts';

type Row = readonly [
  tryNextSource: boolean,
  retry: string,
  exitCode: number,
  keepLastGood: boolean,
  recordKind: string,
];

/** The public contract, kind by kind: exit codes and record kinds are what scripts rely on. */
const policies: Readonly<Record<FailureKind, Row>> = {
  'credential-missing': [true, 'after-change', 1, true, 'provider'],
  'credential-rejected': [true, 'back-off', 1, true, 'provider'],
  'credential-expired': [true, 'as-scheduled', 1, true, 'provider'],
  'plan-or-quota-denied': [true, 'back-off', 1, true, 'provider'],
  'invalid-request': [false, 'back-off', 1, true, 'provider'],
  'endpoint-missing': [false, 'back-off', 1, true, 'provider'],
  'rate-limited': [false, 'back-off', 1, true, 'provider'],
  'server-fault': [false, 'back-off', 1, true, 'provider'],
  offline: [false, 'back-off', 1, true, 'provider'],
  'timed-out': [false, 'back-off', 4, true, 'provider'],
  'unreadable-answer': [true, 'back-off', 3, true, 'provider'],
  'invalid-config': [false, 'after-change', 1, false, 'config'],
  'invalid-arguments': [false, 'after-change', 64, false, 'args'],
  cancelled: [false, 'as-scheduled', 130, false, 'provider'],
};

for (const [kind, row] of Object.entries(policies)) {
  test(`what follows from ${kind}`, () => {
    assert.ok(isFailureKind(kind));
    const { tryNextSource, retry, exitCode, keepLastGood, recordKind } = failurePolicy[kind];
    assert.deepEqual([tryNextSource, retry, exitCode, keepLastGood, recordKind], row);
  });
}

test('every kind has one row and no row lacks its kind', () => {
  assert.deepEqual(Object.keys(failurePolicy), Object.keys(policies));
});

test('an outage never sends further credentials into the same outage', () => {
  for (const kind of ['offline', 'timed-out', 'server-fault', 'rate-limited'] as const)
    assert.equal(failurePolicy[kind].tryNextSource, false, kind);
});

test('only words of the list are kinds', () => {
  assert.equal(isFailureKind('offline'), true);
  for (const word of ['', 'Offline', 'toString', '__proto__', 7, undefined, null, ['offline']])
    assert.equal(isFailureKind(word), false);
});

test('a failure carries its facts, and nothing that was not given', () => {
  const cause = new Error('reset');
  const detail = { code: 'http-status', subject: '503' } as const;
  const failure = new Failure('server-fault', 'HTTP 503', { detail, cause, retryAfterMs: 5 });
  assert.deepEqual(
    [failure.kind, failure.detail, failure.retryAfterMs],
    ['server-fault', detail, 5],
  );
  assert.equal(failure.cause, cause);
  assert.deepEqual(JSON.parse(JSON.stringify(new Failure('offline', 'no network'))), {
    name: 'Failure',
    kind: 'offline',
  });
});
