import assert from 'node:assert/strict';
import test from 'node:test';
import type { FailureKind } from '../../../src/domain/failure.ts';
import { nextRefresh, type CadenceSignals } from '../../../src/refresh/cadence.ts';

const minuteMs = 60_000;
const nowMs = 1_800_000_000_000;

const calm: CadenceSignals = {
  nowMs,
  cadence: 5,
  refreshedAtMs: nowMs,
  failuresInARow: 0,
  resetsAtMs: [],
  isWatched: false,
  savesBattery: false,
  jitter: 0,
};

const failed = (
  kind: FailureKind,
  failuresInARow: number,
  retryAfterMs?: number,
): Partial<CadenceSignals> => ({
  failure: { kind, retryAfterMs },
  failuresInARow,
});
const ago = (minutes: number): number => nowMs - minutes * minuteMs;

const cases: readonly (readonly [string, Partial<CadenceSignals>, number, string])[] = [
  ['every minute', { cadence: 1 }, 1, 'scheduled'],
  ['every five minutes', { cadence: 5 }, 5, 'scheduled'],
  ['every quarter of an hour', { cadence: 15 }, 15, 'scheduled'],
  ['every half hour', { cadence: 30 }, 30, 'scheduled'],
  ['elapsed time counts', { refreshedAtMs: ago(2) }, 3, 'scheduled'],
  ['overdue after a sleep', { refreshedAtMs: ago(600) }, 0, 'scheduled'],
  [
    'a clock set back starts the interval again',
    { refreshedAtMs: nowMs + 1440 * minuteMs },
    5,
    'scheduled',
  ],
  ['adaptive, no viewer', { cadence: 'adaptive' }, 15, 'idle'],
  ['adaptive, a page is open', { cadence: 'adaptive', isWatched: true }, 2, 'page-open'],
  [
    'adaptive, a command nine minutes ago',
    { cadence: 'adaptive', viewedAtMs: ago(9) },
    2,
    'page-open',
  ],
  [
    'adaptive, a command half an hour ago',
    { cadence: 'adaptive', viewedAtMs: ago(30) },
    5,
    'scheduled',
  ],
  ['adaptive, a command two hours ago', { cadence: 'adaptive', viewedAtMs: ago(120) }, 15, 'idle'],
  [
    'adaptive, Kimi Code works',
    { cadence: 'adaptive', kimiCodeActiveAtMs: ago(1) },
    2,
    'kimi-code-works',
  ],
  [
    'adaptive, Kimi Code worked before',
    { cadence: 'adaptive', kimiCodeActiveAtMs: ago(20) },
    5,
    'scheduled',
  ],
  [
    'adaptive, saving the battery',
    { cadence: 'adaptive', savesBattery: true, kimiCodeActiveAtMs: ago(1) },
    30,
    'battery-saver',
  ],
  [
    'adaptive, saving the battery, with a viewer',
    { cadence: 'adaptive', savesBattery: true, isWatched: true },
    5,
    'page-open',
  ],
  [
    'a fixed cadence ignores all of that',
    { savesBattery: true, isWatched: true, kimiCodeActiveAtMs: nowMs },
    5,
    'scheduled',
  ],
  [
    'a reset before the next refresh is due',
    { resetsAtMs: [nowMs + 2 * minuteMs] },
    3,
    'after-reset',
  ],
  [
    'a reset, jitter',
    { resetsAtMs: [nowMs + 2 * minuteMs], jitter: 1 },
    2 + 125 / 60,
    'after-reset',
  ],
  [
    'a reset after the next refresh is due',
    { resetsAtMs: [nowMs + 4.5 * minuteMs] },
    5,
    'scheduled',
  ],
  [
    'the first of several resets',
    { cadence: 30, resetsAtMs: [nowMs + 9 * minuteMs, nowMs + 4 * minuteMs] },
    5,
    'after-reset',
  ],
  [
    'resets that are seconds apart',
    { cadence: 30, resetsAtMs: [nowMs + 4 * minuteMs, nowMs + 4.5 * minuteMs] },
    5.5,
    'after-reset',
  ],
  [
    'a reset just before the refresh',
    { cadence: 30, resetsAtMs: [nowMs - 0.5 * minuteMs] },
    1,
    'after-reset',
  ],
  ['a reset long known', { cadence: 30, resetsAtMs: [ago(10)] }, 30, 'scheduled'],
  [
    'a reset missed by a sleeping machine',
    { cadence: 30, refreshedAtMs: ago(20), resetsAtMs: [ago(10)] },
    0,
    'after-reset',
  ],
  ['no network', failed('offline', 1), 1, 'after-failure'],
  ['no network for long', failed('offline', 4), 8, 'after-failure'],
  ['no response', failed('timed-out', 2), 2, 'after-failure'],
  ['a fault', failed('server-fault', 1), 5, 'after-failure'],
  ['a second fault', failed('server-fault', 2), 10, 'after-failure'],
  ['faults for ever', failed('server-fault', 1000), 25, 'after-failure'],
  ['faults for ever, jitter', { ...failed('server-fault', 1000), jitter: 1 }, 30, 'after-failure'],
  ['a rejection', failed('credential-rejected', 1), 5, 'after-failure'],
  [
    'a fault at an adaptive cadence',
    { cadence: 'adaptive', ...failed('server-fault', 1) },
    5,
    'after-failure',
  ],
  ['a short Retry-After loses', failed('rate-limited', 1, 10_000), 5, 'after-failure'],
  ['a longer Retry-After wins', failed('rate-limited', 1, 7 * minuteMs), 7, 'asked-to-wait'],
  [
    'a wish beyond the longest pause is kept',
    failed('rate-limited', 9, 180 * minuteMs),
    180,
    'asked-to-wait',
  ],
  [
    'a wish counts from the asking',
    { ...failed('rate-limited', 1, 7 * minuteMs), refreshedAtMs: ago(3) },
    4,
    'asked-to-wait',
  ],
  [
    'no reset hurries a pause',
    { ...failed('server-fault', 1), resetsAtMs: [nowMs] },
    5,
    'after-failure',
  ],
  ['a login that renews itself', failed('credential-expired', 1), 5, 'scheduled'],
  ['nothing to send', failed('credential-missing', 1), 1, 'needs-person'],
  ['a broken config', failed('invalid-config', 3), 1, 'needs-person'],
];

for (const [name, signals, minutes, reason] of cases) {
  test(`cadence: ${name}`, () => {
    assert.deepEqual(nextRefresh({ ...calm, ...signals }), {
      delayMs: Math.round(minutes * minuteMs),
      reason,
    });
  });
}

test('cadence: the first refresh is due at once', () => {
  const { refreshedAtMs: _, ...signals } = calm;
  assert.deepEqual(nextRefresh(signals), { delayMs: 0, reason: 'scheduled' });
});
