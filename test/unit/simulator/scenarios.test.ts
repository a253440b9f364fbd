import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesIn } from '../../../src/present/messages.ts';
import { isScenarioName, scenarioNames, scenarios } from '../../../src/simulator/scenarios.ts';

test('every scenario is described in both languages, in the order of the table', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const lines = messagesIn(language).scenarios;
    assert.deepEqual(Object.keys(lines), scenarioNames);
    for (const line of Object.values(lines)) assert.match(line, /^[^\r\n]{4,60}$/u);
  }
});

test('everyday comes first, and names can be typed on a command line', () => {
  assert.equal(scenarioNames[0], 'everyday');
  for (const name of scenarioNames) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('a scenario’s quotas start inside their windows', () => {
  for (const { start } of Object.values(scenarios)) {
    for (const quota of start)
      assert.ok(quota.resetsInMs > 0 && quota.resetsInMs <= quota.lengthMs && quota.used >= 0);
  }
});

test('only names of the table are names', () => {
  assert.ok(isScenarioName('hang-up'));
  for (const word of ['', 'Everyday', 'toString', '__proto__'])
    assert.equal(isScenarioName(word), false);
});
