import assert from 'node:assert/strict';
import test from 'node:test';
import { formatNanoTime, formatSecondTime } from '../../../src/simulator/response-times.ts';
import { createSimulatedClock } from '../../../src/simulator/simulated-clock.ts';

test('simulated time starts now, runs at its speed and can be advanced', () => {
  let realMs = 1_000_000;
  const clock = createSimulatedClock({ now: () => realMs }, 60);
  assert.equal(clock.now(), 1_000_000);
  realMs += 1000;
  assert.equal(clock.now(), 1_060_000);
  clock.advance(5000);
  clock.advance(-9999);
  assert.equal(clock.now(), 1_065_000);
});

test('times look like Kimi’s and are never later than their millisecond', () => {
  const ms = Date.UTC(2026, 0, 9, 15, 23, 13, 716);
  assert.match(formatNanoTime(ms), /^2026-01-09T15:23:13\.716\d{6}Z$/);
  assert.equal(formatNanoTime(ms), formatNanoTime(ms));
  assert.equal(formatSecondTime(ms), '2026-01-09T15:23:13Z');
});
