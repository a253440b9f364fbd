import assert from 'node:assert/strict';
import test from 'node:test';
import type { EventRules, WindowMemory } from '../../../src/domain/events/event-memory.ts';
import { observeWindow } from '../../../src/domain/events/window-events.ts';
import type { WindowForecast } from '../../../src/domain/forecast/window-forecast.ts';
import { judgeWindows } from '../../../src/domain/outlook.ts';
import { nowMs, weekly } from '../../support/fakes/snapshots.ts';

const rules: EventRules = { thresholds: [50, 20], lowIfLasting: false, quiet: false };

function forecast(runsOutProbability: number): WindowForecast {
  const usedAtResetPercent = { p10: 60, p50: 80, p90: 100 };
  const runsOutAt = nowMs + 3_600_000;
  return { basis: 'rhythm', weeks: 4, runsOutProbability, usedAtResetPercent, runsOutAt };
}

/** What is reported of a week after its first observation, as shares and probabilities follow. */
function reported(
  observations: readonly (readonly [usedPercent: number, runsOutProbability: number])[],
  given: EventRules = rules,
): readonly string[] {
  let memory: WindowMemory | undefined;
  return observations.flatMap(([usedPercent, probability], minute) => {
    const atMs = nowMs + minute * 60_000;
    const facts = { fetchedAtMs: atMs, nowMs: atMs, planChanged: false, stale: false };
    const forecasts = new Map([['weekly', forecast(probability)]] as const);
    const [judged = assert.fail()] = judgeWindows([{ ...weekly, usedPercent }], {
      ...facts,
      forecasts,
    });
    const seen = observeWindow(memory, { ...judged, ...facts }, given);
    memory = seen.memory;
    return seen.events.map(({ kind, thresholdPercent }) =>
      thresholdPercent === undefined ? kind : `${kind} ${thresholdPercent}`,
    );
  });
}

test('a low share of a window that lasts is no alarm', () => {
  assert.deepEqual(
    reported([
      [30, 0.1],
      [60, 0.1],
      [85, 0.2],
    ]),
    [],
  );
  assert.deepEqual(
    reported(
      [
        [30, 0.1],
        [60, 0.1],
        [85, 0.2],
      ],
      { ...rules, lowIfLasting: true },
    ),
    ['quota-low 50', 'quota-low 20'],
  );
});

test('it is one once the window stops lasting', () => {
  assert.deepEqual(
    reported([
      [60, 0.1],
      [62, 0.55],
      [62, 0.55],
    ]),
    ['quota-low 50'],
  );
});

test('running out is reported once per crossing, whatever wavers', () => {
  assert.deepEqual(
    reported([
      [30, 0.1],
      [31, 0.61],
      [32, 0.55],
      [33, 0.65],
      [34, 0.4],
      [35, 0.7],
    ]),
    ['will-run-out'],
  );
  assert.deepEqual(
    reported([
      [30, 0.1],
      [31, 0.7],
      [31, 0.3],
      [35, 0.7],
    ]),
    ['will-run-out', 'will-run-out'],
  );
});

test('a week is reported from a probability of 65% on', () => {
  const calm = [30, 0.1] as const;
  assert.deepEqual(reported([calm, [31, 0.64]]), []);
  assert.deepEqual(reported([calm, [31, 0.65]]), ['will-run-out']);
});
