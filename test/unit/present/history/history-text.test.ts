import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import type { HistorySeries } from '../../../../src/domain/history.ts';
import { displayWidth } from '../../../../src/present/words/columns.ts';
import { historyCsv } from '../../../../src/present/history/history-csv.ts';
import { historyRecord } from '../../../../src/present/json/history-json.ts';
import { plotHistory } from '../../../../src/present/history/history-plot.ts';
import {
  historyText,
  type HistoryTextOptions,
} from '../../../../src/present/history/history-text.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { runs } from '../../../support/property-runs.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const untilMs = Date.UTC(2026, 10, 20, 13, 23);
const sinceMs = untilMs - 24 * hourMs;
const options: HistoryTextOptions = {
  width: 60,
  colour: 'none',
  unicode: true,
  messages: messagesIn('en'),
  sinceMs,
  untilMs,
  meters: 'left',
  timeZone: 'UTC',
};

/** Used up evenly twice with a reset in between, then no usage for two hours. */
const session: HistorySeries = {
  windowId: 'session',
  lengthMinutes: 300,
  resetsAtMs: [sinceMs + 12 * hourMs],
  samples: Array.from({ length: 288 }, (_, turn) => ({
    atMs: sinceMs + turn * 5 * minuteMs,
    usedPercent: ((turn % 144) / 144) * 100,
  })).filter(({ atMs }) => atMs < sinceMs + 4 * hourMs || atMs > sinceMs + 7 * hourMs),
};

test('the chart in a terminal', () => {
  const lines = historyText([session], options).split('\n');
  assert.equal(lines.length, 9);
  assert.equal(lines[2], '5-hour · <1% left · lowest <1% left · 1 reset');
  assert.match(lines[3] ?? '', /^100% ┤▇/);
  assert.match(lines[7] ?? '', /^ {2}0% └─+ +─+┴─+$/);
  assert.match(lines[8] ?? '', /^ {6}Thu 19 Nov, 13:23 +01:23 +13:23$/);
});

test('ASCII if the terminal shows nothing else, used percentages if the user prefers them', () => {
  const text = historyText([session], { ...options, unicode: false, meters: 'used' });
  assert.match(text, /^[\n -~]+$/);
  assert.match(text, />99% used - highest >99% used/);
});

test('without samples it says how history is recorded', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const text = historyText([{ ...session, samples: [] }], {
      ...options,
      messages: messagesIn(language),
    });
    assert.match(text, /kimibar serve/);
  }
});

test('a single sample has no chart, and the text says so', () => {
  const one = {
    ...session,
    samples: [{ atMs: untilMs - hourMs, usedPercent: 69.5 }],
    resetsAtMs: [],
  };
  const text = historyText([one, { ...one, windowId: 'weekly' }], options);
  assert.deepEqual(text.split('\n').slice(2), [
    '5-hour · 30% left · only one sample so far',
    '',
    'Weekly · 30% left · only one sample so far',
  ]);
  const chinese = historyText([one], { ...options, messages: messagesIn('zh-CN') });
  assert.match(chinese, /5 小时 · 剩余 30% · 目前只有一个采样$/);
});

test('no line is wider than the terminal, whatever the numbers', () => {
  const sample = fc.record({
    atMs: fc.integer({ min: sinceMs - hourMs, max: untilMs + hourMs }),
    usedPercent: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const series = fc.record({
    windowId: fc.constantFrom('session' as const, 'monthly' as const, 'rate-unknown' as const),
    label: fc.string({ unit: 'grapheme', maxLength: 60 }),
    samples: fc
      .array(sample, { maxLength: 60 })
      .map((all) => all.toSorted((a, b) => a.atMs - b.atMs)),
    resetsAtMs: fc.array(fc.integer({ min: sinceMs, max: untilMs }), { maxLength: 200 }),
  });
  const languages = fc.constantFrom('en' as const, 'zh-CN' as const);
  fc.assert(
    fc.property(
      fc.array(series, { maxLength: 3 }),
      fc.integer({ min: 20, max: 200 }),
      languages,
      fc.boolean(),
      (all, width, language, unicode) => {
        const text = historyText(all, {
          ...options,
          width,
          unicode,
          messages: messagesIn(language),
          account: '工作'.repeat(20),
        });
        for (const line of text.split('\n'))
          assert.ok(displayWidth(line) <= Math.max(40, width), JSON.stringify(line));
      },
    ),
    runs(150),
  );
});

test('a sample is valid for an hour; a column shows its lowest share', () => {
  const samples = [
    { atMs: sinceMs, usedPercent: 10 },
    { atMs: sinceMs + 10 * hourMs, usedPercent: 40 },
    { atMs: sinceMs + 10 * hourMs + minuteMs, usedPercent: 30 },
  ];
  const { left, latestLeft, lowestLeft } = plotHistory(
    { samples, resetsAtMs: [] },
    { sinceMs, untilMs, columns: 24 },
  );
  assert.deepEqual(left.slice(0, 3), [90, 90, undefined]);
  assert.deepEqual(left.slice(9, 13), [undefined, 60, 70, undefined]);
  assert.deepEqual([latestLeft, lowestLeft], [70, 60]);
});

test('JSON has whole UTC seconds and no absent keys', () => {
  const series: HistorySeries = {
    ...session,
    samples: [{ atMs: sinceMs + 1, usedPercent: 9.5, used: 19, limit: 200, resetsAtMs: untilMs }],
  };
  assert.deepEqual(
    JSON.parse(
      JSON.stringify(
        historyRecord([series, { ...session, samples: [], resetsAtMs: [] }], { sinceMs, untilMs }),
      ),
    ),
    {
      provider: 'kimi',
      since: '2026-11-19T13:23:00Z',
      until: '2026-11-20T13:23:00Z',
      windows: [
        {
          id: 'session',
          windowMinutes: 300,
          resets: ['2026-11-20T01:23:00Z'],
          samples: [
            {
              at: '2026-11-19T13:23:00Z',
              usedPercent: 9.5,
              remainingPercent: 90.5,
              used: 19,
              limit: 200,
              resetsAt: '2026-11-20T13:23:00Z',
            },
          ],
        },
      ],
    },
  );
});

test('CSV is in order of time, quoted, and safe for spreadsheets', () => {
  const hostile = {
    ...session,
    windowId: 'rate-"a,b"',
    samples: [{ atMs: sinceMs, usedPercent: 1 }],
  } as HistorySeries;
  assert.equal(
    historyCsv([hostile]),
    'at,window,event,used_percent,remaining_percent,used,limit,resets_at\r\n' +
      '2026-11-19T13:23:00Z,"rate-""a,b""",sample,1,99,,,\r\n' +
      '2026-11-20T01:23:00Z,"rate-""a,b""",reset,,,,,\r\n',
  );
});

test('JSON and CSV have percentages without binary noise', () => {
  const series: HistorySeries = {
    ...session,
    resetsAtMs: [],
    samples: [{ atMs: sinceMs, usedPercent: 92.99 }],
  };
  const [sample] = historyRecord([series], { sinceMs, untilMs }).windows[0]?.samples ?? [];
  assert.deepEqual([sample?.usedPercent, sample?.remainingPercent], [92.99, 7.01]);
  assert.match(historyCsv([series]), /,92\.99,7\.01,/);
});

test('after its reset a sample says nothing any more', () => {
  const resetsAtMs = sinceMs + hourMs;
  const samples = [
    { atMs: sinceMs, usedPercent: 97, resetsAtMs },
    { atMs: sinceMs + 0.9 * hourMs, usedPercent: 97, resetsAtMs },
  ];
  const span = { sinceMs, untilMs: sinceMs + 4 * hourMs, columns: 16 };
  const { left, latestLeft, lowestLeft } = plotHistory({ samples, resetsAtMs: [] }, span);
  assert.deepEqual(left, [3, 3, 3, 3, ...Array.from({ length: 12 }, () => undefined)]);
  assert.deepEqual([latestLeft, lowestLeft], [undefined, 3]);
});
