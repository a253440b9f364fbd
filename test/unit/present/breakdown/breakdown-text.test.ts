import assert from 'node:assert/strict';
import test from 'node:test';
import type { Breakdown } from '../../../../src/domain/breakdown.ts';
import { breakdownCsv } from '../../../../src/present/breakdown/breakdown-csv.ts';
import { breakdownText } from '../../../../src/present/breakdown/breakdown-text.ts';
import { en } from '../../../../src/present/messages/en.ts';
import { zhCn } from '../../../../src/present/messages/zh-cn.ts';
import { displayWidth } from '../../../../src/present/words/columns.ts';

const untilMs = Date.UTC(2026, 10, 28, 15);
const tokens = {
  input: 1_234_567,
  output: 9_999,
  cacheRead: 45_600_000,
  cacheCreation: 0,
  calls: 1_020,
};
const times = { firstAt: untilMs - 7_200_000, lastAt: untilMs - 300_000, models: ['k3'] };

const breakdown: Breakdown = {
  sinceMs: untilMs - 3 * 86_400_000,
  untilMs,
  by: 'project',
  windowId: 'weekly',
  tokens,
  quota: {
    usedPoints: 62.1,
    explainedPoints: 55,
    elsewhere: { points: 7.1, low: 5.24, high: 9.8 },
    coverage: 0.9,
    elsewhereTimes: [],
  },
  rows: [
    {
      key: '/home/me/proj/a-project-with-a-long-name',
      tokens,
      sessions: 14,
      ...times,
      quota: { points: 31, low: 28.2, high: 33.9 },
    },
    { key: '/home/me/=cmd\u001B[31m', tokens, sessions: 1, ...times },
  ],
  otherProviders: [{ provider: 'openai', tokens }],
  pointPrice: [
    { fromMs: 0, toMs: untilMs, windowId: 'weekly', tokensPerPoint: 2_900_000, low: 1, high: 2 },
  ],
  walls: [
    { at: untilMs - 3_600_000, agent: 'kimi-code', sessionId: 's', code: 'c', window: 'weekly' },
  ],
  logs: [],
};

const style = { colour: 'none', unicode: true, timeZone: 'UTC' } as const;

test('no line is wider than the terminal, from 40 to 200 columns, in both languages', () => {
  for (const messages of [en, zhCn])
    for (let width = 40; width <= 200; width += 1)
      for (const line of breakdownText(breakdown, { ...style, width, messages }).split('\n'))
        assert.ok(displayWidth(line) <= width, `${width}: ${line}`);
});

test('the four kinds of tokens are always shown, points and ranges if they fit', () => {
  const narrow = breakdownText(breakdown, { ...style, width: 40, messages: en });
  assert.match(narrow, /Input +Output +Read +Write/);
  assert.match(narrow, /1\.2M +10k +46M +0/);
  const wide = breakdownText(breakdown, { ...style, width: 120, messages: en });
  assert.match(wide, /31\.0 +1\.0k +28\.2–33\.9 +14/);
  assert.match(wide, /\nElsewhere +7\.1 +5\.2–9\.8\n/);
  assert.match(
    wide,
    /About 62\.1 points of the weekly quota were used; these logs explain 55\.0\./,
  );
  assert.match(wide, /One point of the weekly quota is about 2\.9M tokens\./);
  assert.match(wide, /Kimi refused at 14:00: weekly limit/);
});

test('the total is measured and has no range, which its row says in a quiet tone', () => {
  const wide = { ...style, width: 120 };
  assert.match(breakdownText(breakdown, { ...wide, messages: en }), /62\.1 +1\.0k +measured\n/);
  assert.match(breakdownText(breakdown, { ...wide, messages: zhCn }), /62\.1 +1\.0k +实测\n/);
  const painted = breakdownText(breakdown, { ...wide, colour: 'ansi16', messages: en });
  assert.match(painted, /\[2m +measured.\[0m/);
  const tokensOnly = { ...breakdown, quota: undefined };
  assert.doesNotMatch(breakdownText(tokensOnly, { ...wide, messages: en }), /measured|Elsewhere/);
});

test('less than a tenth of a point elsewhere is not shown as 0, but 0 is', () => {
  assert.match(elsewhereRow(0.002), /^Elsewhere +<0\.1 +0\.0–7\.0$/);
  assert.match(elsewhereRow(0.05), /^Elsewhere +0\.1 +0\.0–7\.0$/);
  assert.match(elsewhereRow(0), /^Elsewhere +0\.0 +0\.0–7\.0$/);
});

function elsewhereRow(points: number): string {
  const quota = breakdown.quota && { ...breakdown.quota, elsewhere: { points, low: 0, high: 7 } };
  const look = { ...style, width: 120, messages: en };
  const lines = breakdownText({ ...breakdown, quota }, look).split('\n');
  return lines.find((line) => line.startsWith('Elsewhere')) ?? '';
}

test('other providers are listed with the commas of each language', () => {
  const { otherProviders } = breakdown;
  const more = { ...breakdown, otherProviders: [...otherProviders, { provider: 'local', tokens }] };
  const wide = { ...style, width: 120 };
  assert.match(breakdownText(more, { ...wide, messages: en }), /: openai \S+ tokens, local /);
  assert.match(breakdownText(more, { ...wide, messages: zhCn }), /：openai \S+ token，local /);
});

test('days and hours are never cut: without their ends, rows would look the same', () => {
  const dayMs = 86_400_000;
  const hour = { key: String(untilMs - dayMs), tokens, sessions: 1, ...times };
  const day = { ...hour, key: '2026-11-27' };
  for (let width = 40; width <= 100; width += 1) {
    const look = { ...style, width, messages: en };
    assert.match(
      breakdownText({ ...breakdown, by: 'hour', rows: [hour] }, look),
      /\nFri 27 Nov, 15:00 +1\.2M/,
    );
    assert.match(
      breakdownText({ ...breakdown, by: 'day', rows: [day] }, look),
      /\n2026-11-27 +1\.2M/,
    );
  }
});

test('CSV neither breaks nor runs a spreadsheet', () => {
  const [, , line = ''] = breakdownCsv(breakdown).split('\r\n');
  assert.ok(line.includes("'=cmd"));
  assert.ok(!line.includes(',=cmd'));
  // A terminal may show it.
  assert.doesNotMatch(line, /\p{Cc}/u);
});

test('with named accounts, one line says that the logs do not know them', () => {
  const wide = { ...style, width: 100, messages: en };
  const own = breakdownText(breakdown, wide);
  const shared = breakdownText({ ...breakdown, logsShared: true }, wide);
  assert.equal(shared, `${own}\n${en.breakdown.logsShared}`);
});
