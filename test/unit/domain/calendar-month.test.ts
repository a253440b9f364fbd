import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { calendarMonthBefore } from '../../../src/domain/calendar-month.ts';

const before: readonly (readonly [string, string])[] = [
  ['2026-12-21T16:00:00.000Z', '2026-11-21T16:00:00.000Z'],
  ['2026-01-15T00:00:00.000Z', '2025-12-15T00:00:00.000Z'],
  ['2026-01-31T23:59:59.999Z', '2025-12-31T23:59:59.999Z'],
  ['2026-03-31T08:30:00.000Z', '2026-02-28T08:30:00.000Z'],
  ['2028-03-31T08:30:00.000Z', '2028-02-29T08:30:00.000Z'],
  ['2028-03-29T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ['2027-03-29T00:00:00.000Z', '2027-02-28T00:00:00.000Z'],
  ['2026-02-28T12:00:00.000Z', '2026-01-28T12:00:00.000Z'],
  ['2026-05-31T00:00:00.000Z', '2026-04-30T00:00:00.000Z'],
];

for (const [at, expected] of before) {
  test(`a month before ${at} is ${expected}`, () => {
    assert.equal(new Date(calendarMonthBefore(Date.parse(at))).toISOString(), expected);
  });
}

test('daylight saving time of the local zone changes nothing', () => {
  // New York moved its clocks on 8 March 2026.
  const script = `
    import { calendarMonthBefore } from ${JSON.stringify(
      new URL('../../../src/domain/calendar-month.ts', import.meta.url).href,
    )};
    console.log(new Date(calendarMonthBefore(Date.UTC(2026, 2, 20))).toISOString());`;
  const env = { ...process.env, TZ: 'America/New_York' };
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env,
    encoding: 'utf8',
  });
  assert.equal(stdout.trim(), '2026-02-20T00:00:00.000Z');
});
