import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { collectGarbage } from '../../../src/host/small-heap.ts';

function unreachable(): WeakRef<object> {
  return new WeakRef({ large: Array.from({ length: 1000 }, String) });
}

test('what nothing refers to is collected at once', async () => {
  const garbage = unreachable();
  // In the turn that made it, a weak reference holds it.
  await nextTurn();
  collectGarbage();
  assert.equal(garbage.deref(), undefined);
});
