import assert from 'node:assert/strict';
import test from 'node:test';
import { meterSpans, type MeterFacts } from '../../../../src/present/card/meter.ts';

const base: MeterFacts = { fill: 0, width: 10, unicode: true, tone: 'calm', reliable: true };

function drawn(facts: Partial<MeterFacts>): string {
  return meterSpans({ ...base, ...facts })
    .map(({ text }) => text)
    .join('');
}

test('a meter is full or empty only if the share is exactly that', () => {
  assert.deepEqual(
    [0, 0.0001, 0.305, 0.5, 0.9999, 1].map((fill) => drawn({ fill })),
    ['··········', '▏·········', '███·······', '█████·····', '█████████▉', '██████████'],
  );
  assert.deepEqual(
    [0, 0.0001, 0.5, 0.9999, 1].map((fill) => drawn({ fill, unicode: false, width: 12 })),
    ['[----------]', '[#---------]', '[#####-----]', '[#########-]', '[##########]'],
  );
});

test('the even pace is a stroke on the track, a notch in the level, and nothing on the edge', () => {
  assert.equal(drawn({ fill: 0.3, tick: 0.7 }), '███····│··');
  assert.equal(drawn({ fill: 0.9, tick: 0.2 }), '██▊██████·');
  assert.equal(drawn({ fill: 0.5, tick: 0.45 }), '█████·····');
  assert.equal(drawn({ fill: 0.3, tick: 1 }), '███······│');
  assert.equal(drawn({ fill: 0.3, tick: 0.7, unicode: false }), '[##---|--]');
});

test('unreliable counters are hatched and show no level', () => {
  assert.equal(drawn({ fill: 0.5, reliable: false }), '░░░░░░░░░░');
  assert.equal(drawn({ fill: 0.5, reliable: false, unicode: false }), '[????????]');
});
