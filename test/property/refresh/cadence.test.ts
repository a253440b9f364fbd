import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { failurePolicy, type FailureKind } from '../../../src/domain/failure.ts';
import type { Cadence } from '../../../src/domain/setting-choices.ts';
import { nextRefresh, type CadenceSignals } from '../../../src/refresh/cadence.ts';
import { runs } from '../../support/property-runs.ts';

const minuteMs = 60_000;
const nowMs = 1_800_000_000_000;
const moment = fc.integer({ min: nowMs - 100 * 3_600_000, max: nowMs + 100 * 3_600_000 });
const past = fc.integer({ min: nowMs - 3_600_000, max: nowMs });

const signals = fc
  .record(
    {
      cadence: fc.constantFrom<Cadence>(1, 5, 15, 30, 'adaptive'),
      refreshedAtMs: past,
      failure: fc.record(
        {
          kind: fc.constantFrom(...(Object.keys(failurePolicy) as FailureKind[])),
          retryAfterMs: fc.integer({ min: 0, max: 24 * 60 * minuteMs }),
        },
        { requiredKeys: ['kind'] },
      ),
      failuresInARow: fc.nat(2000),
      resetsAtMs: fc.array(moment, { maxLength: 5 }),
      isWatched: fc.boolean(),
      viewedAtMs: moment,
      kimiCodeActiveAtMs: moment,
      savesBattery: fc.boolean(),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    {
      requiredKeys: [
        'cadence',
        'refreshedAtMs',
        'failuresInARow',
        'resetsAtMs',
        'isWatched',
        'savesBattery',
        'jitter',
      ],
    },
  )
  .map((drawn) => Object.assign(drawn, { nowMs }) as CadenceSignals & { refreshedAtMs: number });

test('refreshes are at least a minute apart, and at most half an hour or Retry-After', () => {
  fc.assert(
    fc.property(signals, (drawn) => {
      const { delayMs } = nextRefresh(drawn);
      const afterAskingMs = nowMs + delayMs - drawn.refreshedAtMs;
      assert.ok(Number.isInteger(delayMs) && delayMs >= 0);
      assert.ok(afterAskingMs >= minuteMs, `${afterAskingMs} ms after the last one`);
      assert.ok(delayMs <= Math.max(30 * minuteMs, drawn.failure?.retryAfterMs ?? 0));
    }),
    runs(3000),
  );
});

test('Retry-After is respected, and pauses never get shorter as failures go on', () => {
  fc.assert(
    fc.property(signals, (drawn) => {
      if (drawn.failure === undefined || failurePolicy[drawn.failure.kind].retry !== 'back-off')
        return;
      const { delayMs } = nextRefresh(drawn);
      assert.ok(drawn.refreshedAtMs + (drawn.failure.retryAfterMs ?? 0) <= nowMs + delayMs);
      assert.ok(
        nextRefresh({ ...drawn, failuresInARow: drawn.failuresInARow + 1 }).delayMs >= delayMs,
      );
    }),
    runs(2000),
  );
});

test('after a known reset the next refresh is within 125 seconds, or on schedule', () => {
  fc.assert(
    fc.property(signals, fc.integer({ min: 1, max: 30 * minuteMs }), (drawn, inMs) => {
      const { failure: _, ...fine } = drawn;
      const { delayMs } = nextRefresh({
        ...fine,
        refreshedAtMs: nowMs,
        resetsAtMs: [nowMs + inMs],
      });
      assert.ok(delayMs <= inMs + 125_000);
    }),
    runs(1000),
  );
});
