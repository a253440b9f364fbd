import assert from 'node:assert/strict';
import test from 'node:test';
import { fillBlocked } from '../../../../src/domain/forecast/fill-blocked.ts';
import type { UseGrid } from '../../../../src/domain/forecast/use-grid.ts';

const slots = { weekSlot: (index: number) => index % 336, day: (index: number) => index >> 3 };
const cells = Array.from({ length: 336 }, () => 1);

/** Days of eight half hours: a number is the use of a known one, `-` a blocked one. */
function gridOf(...halfHours: readonly (number | '-')[]): UseGrid {
  const known = Float64Array.from(halfHours, (one) => (one === '-' ? 0 : 1));
  return {
    first: 0,
    points: Float64Array.from(halfHours, (one) => (one === '-' ? 0 : one)),
    known,
    sharp: known,
    blocked: known.map((one) => 1 - one),
  };
}

test('blocked half hours get what a day as busy as this one would have used', () => {
  const quiet = fillBlocked(gridOf(1, 1, 1, 1, 1, 1, '-', '-'), cells, slots);
  const busy = fillBlocked(gridOf(3, 3, 3, 3, 3, 3, '-', '-'), cells, slots);
  assert.deepEqual(quiet.points.slice(6), Float64Array.of(1, 1));
  assert.deepEqual(
    [...quiet.known],
    Array.from({ length: 8 }, () => 1),
  );
  const [first = 0, second = 0] = busy.points.slice(6);
  // Six half hours are little evidence: the day counts as less busy than it was.
  assert.ok(first > 1.5 && first < 3, String(first));
  assert.equal(first, second);
});

test('a blocked half hour follows the rhythm, and other days do not matter', () => {
  const rhythm = cells.map((_, slot) => (slot === 7 ? 0 : 1));
  const { points } = fillBlocked(gridOf(1, 1, 1, 1, 1, 1, '-', '-', 9, 9, 9), rhythm, slots);
  assert.ok((points[6] ?? 0) > 0.9 && (points[6] ?? 0) < 1.1);
  assert.equal(points[7], 0);
});

test('a day of which too little is known stays unknown', () => {
  const grid = gridOf(5, 5, 5, '-', '-', '-', '-', '-');
  const filled = fillBlocked(grid, cells, slots);
  assert.deepEqual(filled.points, grid.points);
  assert.deepEqual(filled.known, grid.known);
});

test('the grid itself stays as it is', () => {
  const grid = gridOf(1, 1, 1, 1, '-', '-', '-', '-');
  fillBlocked(grid, cells, slots);
  assert.deepEqual(grid, gridOf(1, 1, 1, 1, '-', '-', '-', '-'));
});
