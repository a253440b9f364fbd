import assert from 'node:assert/strict';
import test from 'node:test';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import { simulatedPast } from '../../../src/simulator/simulated-past.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 8, 20, 10, 40);
const window = (
  id: 'session' | 'weekly',
  lengthMinutes: number,
  usedPercent: number,
  resetsInMs: number,
): QuotaWindow => {
  return {
    id,
    lengthMinutes,
    usedPercent,
    limit: 200,
    unit: 'requests',
    resetsAtMs: nowMs + resetsInMs,
    reliable: true,
  };
};

test('a simulated past leads, window by window, to the present', () => {
  const windows = [
    window('session', 300, 60, 2 * hourMs),
    window('weekly', 10_080, 35, 50 * hourMs),
  ];
  const past = simulatedPast({ windows, source: 'api-key', fetchedAtMs: nowMs });
  assert.deepEqual([past[0]?.fetchedAtMs, past.length > 1000], [nowMs - 30 * 24 * hourMs, true]);
  for (const [at, { fetchedAtMs, windows: then }] of past.entries()) {
    for (const [
      which,
      { id, usedPercent, used, resetsAtMs = 0, lengthMinutes = 0 },
    ] of then.entries()) {
      assert.ok(usedPercent >= 0 && usedPercent <= 97 && used === Math.round(usedPercent * 2), id);
      assert.ok(
        resetsAtMs >= fetchedAtMs && resetsAtMs - fetchedAtMs <= lengthMinutes * 60_000,
        'the reset ahead is the next one',
      );
      const before = past[at - 1]?.windows[which];
      assert.ok(
        before === undefined ||
          before.resetsAtMs !== resetsAtMs ||
          before.usedPercent <= usedPercent,
        'only a reset gives back',
      );
    }
  }
  const last = past.at(-1)?.windows.map(({ usedPercent }) => usedPercent) ?? [];
  assert.ok(
    last.every((percent, which) => Math.abs(percent - (windows[which]?.usedPercent ?? 0)) < 15),
    String(last),
  );
});
