import assert from 'node:assert/strict';
import test from 'node:test';
import { untilAborted } from '../../../src/host/until-aborted.ts';

test('work in time gives its result or its error', async () => {
  const { signal } = new AbortController();
  assert.equal(await untilAborted(Promise.resolve(7), signal), 7);
  await assert.rejects(untilAborted(Promise.reject(new Error('failed')), signal), /failed/);
});

test('an abort ends the waiting with its reason, before and while', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise(() => undefined), controller.signal);
  controller.abort(new Error('enough'));
  await assert.rejects(waiting, /enough/);
  await assert.rejects(untilAborted(Promise.resolve(1), controller.signal), /enough/);
});
