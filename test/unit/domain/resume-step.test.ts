import assert from 'node:assert/strict';
import test from 'node:test';
import type { QuotaWindow, WindowId } from '../../../src/domain/quota-window.ts';
import { resumeStep, type ResumeFacts } from '../../../src/domain/resume-step.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.UTC(2026, 10, 28, 12);
const lengths = { session: 300, weekly: 10_080, monthly: undefined } as const;

function window(
  id: keyof typeof lengths,
  usedPercent: number,
  resetsInMs: number | undefined,
  more: Partial<QuotaWindow> = {},
): QuotaWindow {
  return {
    id,
    usedPercent,
    unit: 'percent',
    reliable: true,
    lengthMinutes: lengths[id],
    resetsAtMs: resetsInMs === undefined ? undefined : nowMs + resetsInMs,
    ...more,
  };
}

const step = (
  wallInMs: number,
  windows: readonly QuotaWindow[],
  more: { window?: ResumeFacts['wall']['window']; seen?: readonly [WindowId, number][] } = {},
) =>
  resumeStep({
    wall: { at: nowMs + wallInMs, window: more.window },
    windows,
    nowMs,
    seenResets: new Map(more.seen?.map(([id, inMs]) => [id, nowMs + inMs])),
  });

const waits = (id: WindowId, inMs: number) => ({ kind: 'wait', window: id, atMs: nowMs + inMs });
const week = window('weekly', 50, 3 * 24 * hourMs);

test('a used-up window is waited for, and a minute more', () => {
  assert.deepEqual(
    step(-minuteMs, [window('session', 100, hourMs), week]),
    waits('session', hourMs + minuteMs),
  );
  const both = [window('session', 100, hourMs), window('weekly', 100, 2 * hourMs)];
  assert.deepEqual(step(-minuteMs, both), waits('weekly', 2 * hourMs + minuteMs));
});

test('numbers that do not follow a reset yet are read again a minute later', () => {
  assert.deepEqual(
    step(-hourMs, [window('session', 100, -minuteMs), week]),
    waits('session', minuteMs),
  );
});

test('a window whose period began after the wall is open, a minute later', () => {
  const begun = (agoMs: number) => [window('session', 3, 5 * hourMs - agoMs), week];
  assert.deepEqual(step(-2 * hourMs, begun(hourMs)), { kind: 'open' });
  assert.deepEqual(step(-2 * hourMs, begun(10_000)), waits('session', 50_000));
});

test('a refusal outranks numbers that say there is room', () => {
  const room = [window('session', 0, hourMs), week];
  assert.deepEqual(
    step(-minuteMs, room, { window: 'session' }),
    waits('session', hourMs + minuteMs),
  );
  assert.deepEqual(step(-minuteMs, room), waits('session', hourMs + minuteMs));
  const idle = [window('session', 0, undefined), week];
  const seen: [WindowId, number][] = [['session', -2 * minuteMs]];
  assert.deepEqual(step(-hourMs, idle, { window: 'session', seen }), { kind: 'open' });
});

test('a window that was not used since has no reset, but its period is over', () => {
  const idle = [window('session', 0, undefined), week];
  assert.deepEqual(step(-6 * hourMs, idle, { window: 'session' }), { kind: 'open' });
  assert.equal(step(-4 * hourMs, idle, { window: 'session' }).kind, 'untrusted');
});

test('without a reset that can be relied on there is nothing to wait for', () => {
  for (const windows of [
    [window('session', 100, undefined), week],
    [window('session', 100, 6 * hourMs), week],
    [window('session', 0, hourMs, { reliable: false }), week],
    [week],
  ])
    assert.equal(step(-minuteMs, windows, { window: 'session' }).kind, 'untrusted');
  assert.equal(step(-minuteMs, []).kind, 'untrusted');
});

test('the month began one calendar month before its reset', () => {
  const month = [window('monthly', 5, 29 * 24 * hourMs)];
  assert.deepEqual(step(-3 * 24 * hourMs, month, { window: 'monthly' }), { kind: 'open' });
  assert.equal(step(-hourMs / 2, month, { window: 'monthly' }).kind, 'wait');
});
