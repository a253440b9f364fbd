import assert from 'node:assert/strict';
import test from 'node:test';
import { callsOf } from '../../../../src/simulator/people/calls.ts';
import { drawPerson } from '../../../../src/simulator/people/draw-person.ts';
import { readingsOf, usedPercentAt } from '../../../../src/simulator/people/readings.ts';
import { tuningHabits } from '../../../../src/simulator/people/tuning-habits.ts';
import { simulateWork, type Work } from '../../../../src/simulator/people/work.ts';

const fromMs = Date.UTC(2026, 2, 2);
const weekMs = 7 * 86_400_000;

function workOf(seed: number): Work {
  const habit = tuningHabits[seed % tuningHabits.length];
  assert.ok(habit);
  return simulateWork(drawPerson(habit, seed, fromMs), fromMs, fromMs + 6 * weekMs);
}

const works = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(workOf);

test('the same seed gives the same work, readings and calls', () => {
  const again = workOf(3);
  assert.deepEqual(again.spendings, works[3]?.spendings);
  assert.deepEqual(readingsOf(again).slice(-20), readingsOf(workOf(3)).slice(-20));
  assert.deepEqual(callsOf(again).calls.slice(-20), callsOf(workOf(3)).calls.slice(-20));
});

test('a session lasts five hours from its first use, and sessions do not overlap', () => {
  for (const { periods, person } of works) {
    assert.ok(periods.session.length > 10, person.name);
    let before = -Infinity;
    for (const { startsAtMs, endsAtMs, atMs } of periods.session) {
      assert.ok(startsAtMs >= before);
      assert.ok(endsAtMs - startsAtMs <= 300 * 60_000);
      assert.ok((atMs[0] ?? startsAtMs) >= startsAtMs);
      before = endsAtMs;
    }
  }
});

test('nothing is used while a window is used up', () => {
  let ranOut = 0;
  for (const { periods, spendings } of works)
    for (const period of Object.values(periods).flat()) {
      if (period.ranOutAtMs === undefined) continue;
      const { ranOutAtMs, endsAtMs } = period;
      ranOut += 1;
      assert.ok(!spendings.some(({ atMs }) => atMs > ranOutAtMs && atMs < endsAtMs));
    }
  assert.ok(ranOut > 10);
});

test('Kimi shows the truth, rounded', () => {
  for (const work of works)
    for (const { atMs, windows } of readingsOf(work).filter((_, index) => index % 50 === 0))
      for (const { id, usedPercent, resetsAtMs } of windows) {
        if (id !== 'session' && id !== 'weekly' && id !== 'monthly') continue;
        const period = work.periods[id].find((one) => one.endsAtMs === resetsAtMs);
        if (period === undefined || resetsAtMs === undefined) continue;
        const off = usedPercentAt(period, atMs) - usedPercent;
        assert.ok(Math.abs(off) <= 1, `${id} ${off}`);
      }
});

test('the tokens of a call cost what the hidden metering counts', () => {
  for (const work of works) {
    const { calls, prices } = callsOf(work);
    let counted = 0;
    for (const { use } of calls) {
      const price = prices[use.model];
      assert.ok(price);
      const { input, output, cacheRead, cacheCreation } = use.tokens;
      counted +=
        (input * price.input +
          output * price.output +
          cacheRead * price.cacheRead +
          cacheCreation * price.cacheCreation) /
        1_000_000;
    }
    const spent = work.spendings.reduce((sum, { units }) => sum + units, 0);
    assert.ok(Math.abs(counted / spent - 1) < 0.001);
  }
});

test('refusals are walls, with the window that was used up', () => {
  const { refusals } = works[0] ?? {};
  const { walls } = callsOf(workOf(0));
  assert.deepEqual(
    walls.map(({ at, window }) => ({ atMs: at, window })),
    refusals?.map(({ atMs, window }) => ({ atMs, window })),
  );
});
