import assert from 'node:assert/strict';
import test from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import { untilAborted, within } from '../../../src/host/within.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';

const forever = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('work in time gives its result or its error, and leaves no timer behind', async () => {
  const clock = manualClock(0);
  assert.equal(await within({ clock, ms: 1_000 }, async () => 7), 7);
  await assert.rejects(
    within({ clock, ms: 1_000 }, async () => assert.fail('failed')),
    /failed/,
  );
  assert.equal(clock.waiting, 0);
});

test('work that takes too long is aborted and fails with timed-out', async () => {
  const clock = manualClock(0);
  const waiting = assert.rejects(within({ clock, ms: 1_500 }, forever), (error) => {
    assert.ok(error instanceof Failure);
    assert.equal(error.kind, 'timed-out');
    assert.deepEqual(error.detail, { code: 'deadline', subject: '1.5 s' });
    return true;
  });
  await clock.pass(1_500);
  await waiting;
});

test('the signal of the caller ends the work with its own reason', async () => {
  const clock = manualClock(0);
  const controller = new AbortController();
  const waiting = within({ clock, ms: 1_000, signal: controller.signal }, forever);
  controller.abort(new Error('enough'));
  await assert.rejects(waiting, /enough/);
  assert.equal(clock.waiting, 0);
});

test('work that has timed out may still clean up', async () => {
  const clock = manualClock(0);
  let isClean = false;
  const waiting = within({ clock, ms: 1_000 }, async (signal) => {
    try {
      return await forever(signal);
    } finally {
      await new Promise((resolve) => setImmediate(resolve));
      isClean = true;
    }
  });
  const rejected = assert.rejects(waiting, { kind: 'timed-out' });
  await clock.pass(1_000);
  await rejected;
  assert.equal(isClean, true);
});

test('untilAborted gives the result or the error of work that ends in time', async () => {
  const { signal } = new AbortController();
  assert.equal(await untilAborted(Promise.resolve(7), signal), 7);
  await assert.rejects(untilAborted(Promise.reject(new Error('failed')), signal), /failed/);
});

test('untilAborted stops waiting when the signal aborts, and does not wait after that', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise(() => undefined), controller.signal);
  controller.abort(new Error('enough'));
  await assert.rejects(waiting, /enough/);
  await assert.rejects(untilAborted(Promise.resolve(1), controller.signal), /enough/);
  await assert.rejects(
    untilAborted(Promise.reject(new Error('late')), controller.signal),
    /enough/,
  );
});
