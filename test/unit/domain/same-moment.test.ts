import assert from 'node:assert/strict';
import test from 'node:test';
import { isSameMoment, sameMomentMs } from '../../../src/domain/same-moment.ts';

test('resets that differ by seconds are the same moment, in either order', () => {
  const resetMs = Date.UTC(2026, 8, 25);
  assert.equal(isSameMoment(resetMs, resetMs + 1_450), true);
  assert.equal(isSameMoment(resetMs + sameMomentMs, resetMs), true);
  assert.equal(isSameMoment(resetMs, resetMs + sameMomentMs + 1), false);
});

test('an unknown reset is the same as another unknown one only', () => {
  assert.equal(isSameMoment(undefined, undefined), true);
  assert.equal(isSameMoment(undefined, 0), false);
  assert.equal(isSameMoment(0, undefined), false);
});
