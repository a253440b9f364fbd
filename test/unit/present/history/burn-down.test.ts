import assert from 'node:assert/strict';
import test from 'node:test';
import { evenPaceForecasts } from '../../../../src/domain/forecast/even-pace.ts';
import type { HistorySeries } from '../../../../src/domain/history.ts';
import { lineWidth, paintLines } from '../../../../src/present/card/card-line.ts';
import { burnDownLines } from '../../../../src/present/history/burn-down.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { nowMs, session } from '../../../support/fakes/snapshots.ts';

const minuteMs = 60_000;
const resetsAtMs = nowMs + 125 * minuteMs;
/** 69.5% of a 5-hour window in the 175 minutes since its start. */
const series: HistorySeries = {
  windowId: 'session',
  lengthMinutes: 300,
  resetsAtMs: [],
  samples: Array.from({ length: 36 }, (_, index) => ({
    atMs: nowMs - (175 - index * 5) * minuteMs,
    usedPercent: (index / 35) * 69.5,
    resetsAtMs,
  })),
};

function drawn(width: number, unicode = true, usedPercent = 69.5): readonly string[] {
  const [forecast] = evenPaceForecasts([{ ...session, usedPercent }], nowMs, true).values();
  assert.ok(forecast);
  const style = { width, unicode, messages: messagesIn('en'), nowMs, timeZone: 'UTC' };
  const lines = burnDownLines({ series, forecast }, style);
  for (const line of lines) assert.ok(lineWidth(line) <= width);
  return lines.length === 0 ? [] : paintLines(lines, 'none', false).split('\n');
}

test('the course of this window: what was left, what is expected, and when it runs out', () => {
  const lines = drawn(80);
  assert.match(
    lines[0] ?? '',
    /^5-hour · this window · 30% left · empty 14:\d\d, \d+m before its reset$/,
  );
  assert.match(lines[1] ?? '', /^100% ┤█+ +$|^100% ┤█+$/);
  assert.match(lines[6] ?? '', /^ {5}│█+ *[░•]+/);
  assert.match(lines.at(-1) ?? '', /^ +10:28 +now +15:28$/);
  // Only what was left is drawn solid, and it never rises.
  const solid = lines.slice(1, 7).map((line) => [...line].filter((sign) => sign === '█').length);
  assert.deepEqual(
    solid,
    solid.toSorted((a, b) => a - b),
  );
});

test('ASCII only, and nothing without room', () => {
  assert.doesNotMatch(drawn(60, false).join(''), /[^ -~]/);
  assert.deepEqual(drawn(20), []);
});

test('what is hardly left is not nothing', () => {
  const [even] = evenPaceForecasts([session], nowMs, true).values();
  assert.ok(even);
  const usedAtResetPercent = { p10: 99, p50: 99.7, p90: 100 };
  const forecast = { ...even, runsOutProbability: 0.3, usedAtResetPercent };
  const style = { width: 80, unicode: true, messages: messagesIn('en'), nowMs, timeZone: 'UTC' };
  const [title = []] = burnDownLines({ series, forecast }, style);
  assert.match(title.map(({ text }) => text).join(''), /about <1% will be left$/);
});
