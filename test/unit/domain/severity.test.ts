import assert from 'node:assert/strict';
import test from 'node:test';
import { severityOf, severityOfLeft } from '../../../src/domain/severity.ts';
import { session } from '../../support/fakes/snapshots.ts';

const table = [
  [100, 'calm'],
  [50.0001, 'calm'],
  [50, 'busy'],
  [20, 'busy'],
  [19.9999, 'nearly-out'],
  [0.0001, 'nearly-out'],
  [0, 'out'],
  [-5, 'out'],
] as const;

for (const [left, severity] of table) {
  test(`${left}% left is ${severity}`, () => assert.equal(severityOfLeft(left), severity));
}

test('a window is judged by what is left, unless its counters are unreliable', () => {
  assert.equal(severityOf({ ...session, usedPercent: 81 }), 'nearly-out');
  assert.equal(severityOf({ ...session, usedPercent: 19 }), 'calm');
  assert.equal(severityOf({ ...session, usedPercent: 100, reliable: false }), 'unknown');
});
