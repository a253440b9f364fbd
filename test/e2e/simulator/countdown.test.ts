import assert from 'node:assert/strict';
import test from 'node:test';
import { dayMs, hourMs, minuteMs } from '../../../src/simulator/starting-quotas.ts';
import type { Simulator } from '../../../src/simulator/start-simulator.ts';
import { askCode, runningSimulator, startedAtMs, stillClock } from './running-simulator.ts';

type Row = { readonly used: number; readonly resetsAtMs: number };

function row(detail: { readonly used: string; readonly resetTime: string }): Row {
  return { used: Number(detail.used), resetsAtMs: Date.parse(detail.resetTime) };
}

async function read(simulator: Simulator): Promise<{ session: Row; weekly: Row; month: number }> {
  const { usage, limits, usages } = JSON.parse(await (await askCode(simulator, 'usages')).text());
  return {
    session: row(limits[0].detail),
    weekly: row(usage),
    month: usages.limit_month_total.used_ratio,
  };
}

test('resets are the same from request to request', async (t) => {
  const simulator = await runningSimulator(t);
  const first = await read(simulator);
  simulator.advance(minuteMs);
  assert.deepEqual(await read(simulator), first);
});

test('quotas are used up over time and reset, for many days', async (t) => {
  const simulator = await runningSimulator(t);
  const first = await read(simulator);
  assert.equal(first.session.resetsAtMs, startedAtMs + 2 * hourMs + 5 * minuteMs);
  simulator.advance(hourMs);
  const second = await read(simulator);
  assert.deepEqual([second.session.used, second.weekly.used], [139 + 12, 214 + 12]);
  assert.equal(second.month, 0.5506);

  simulator.advance(hourMs + 5 * minuteMs);
  const third = await read(simulator);
  assert.deepEqual(third.session, { used: 0, resetsAtMs: first.session.resetsAtMs + 5 * hourMs });
  assert.equal(third.weekly.resetsAtMs, first.weekly.resetsAtMs);

  for (let day = 0; day < 14; day += 1) {
    simulator.advance(dayMs);
    const { session, weekly, month } = await read(simulator);
    const nowMs = simulator.now();
    assert.ok(session.resetsAtMs > nowMs && session.resetsAtMs <= nowMs + 5 * hourMs);
    assert.ok(weekly.resetsAtMs > nowMs && weekly.resetsAtMs <= nowMs + 7 * dayMs);
    assert.equal((weekly.resetsAtMs - first.weekly.resetsAtMs) % (7 * dayMs), 0);
    assert.ok(session.used <= 200 && weekly.used <= 2048 && month >= 0 && month <= 1);
  }
});

test('time runs at its speed', async (t) => {
  let nowMs = startedAtMs;
  const simulator = await runningSimulator(t, {
    speed: 3600,
    clock: { ...stillClock(), now: () => nowMs },
  });
  nowMs += 1000;
  assert.equal(simulator.now(), startedAtMs + hourMs);
  assert.equal((await read(simulator)).session.used, 151);
});

test('use spends, also over the limit, and a new scenario starts over', async (t) => {
  const simulator = await runningSimulator(t);
  simulator.use('session', 80);
  simulator.use('monthly', 10);
  simulator.use('weekly', 5, 'work');
  simulator.use('weekly', 5, 'nobody');
  const { session, weekly, month } = await read(simulator);
  assert.deepEqual([session.used, weekly.used, month], [219, 214, 0.65]);
  simulator.advance(30 * minuteMs);
  simulator.setScenario('everyday');
  const anew = await read(simulator);
  assert.deepEqual(
    [anew.session.used, anew.session.resetsAtMs],
    [139, simulator.now() + 2 * hourMs + 5 * minuteMs],
  );
});
