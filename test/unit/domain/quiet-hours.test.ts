import assert from 'node:assert/strict';
import test from 'node:test';
import { isQuietAt } from '../../../src/domain/quiet-hours.ts';

/** 16 November 2026 on the machine's own clock. */
function at(hours: number, minutes = 0): number {
  return new Date(2026, 10, 16, hours, minutes).getTime();
}

test('quiet hours cross midnight, include their first minute and exclude their last', () => {
  const night = { from: '22:00', to: '08:00' };
  assert.deepEqual(
    [at(21, 59), at(22), at(0), at(7, 59), at(8), at(12)].map((ms) => isQuietAt(ms, night)),
    [false, true, true, true, false, false],
  );
  const noon = { from: '12:30', to: '13:15' };
  assert.deepEqual(
    [at(12, 29), at(12, 30), at(13, 14), at(13, 15)].map((ms) => isQuietAt(ms, noon)),
    [false, true, true, false],
  );
});

test('without usable times no hour is quiet', () => {
  for (const hours of [
    undefined,
    { from: '08:00', to: '08:00' },
    { from: '24:00', to: '08:00' },
    { from: 'x', to: '' },
  ])
    for (let hour = 0; hour < 24; hour += 1) assert.equal(isQuietAt(at(hour), hours), false);
});
