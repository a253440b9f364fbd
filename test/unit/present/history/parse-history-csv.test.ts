import assert from 'node:assert/strict';
import test from 'node:test';
import { parseHistoryCsv } from '../../../../src/present/history/parse-history-csv.ts';

const header = 'at,window,event,used_percent,remaining_percent,used,limit,resets_at';

test('a history in CSV is parsed, with quotes, any line ends and an account', () => {
  const text = [
    `\uFEFF${header},account`,
    '2026-11-28T10:00:00Z,weekly,sample,12.5,87.5,256,2048,2026-12-01T00:00:00Z,"my, work"',
    '2026-11-28T11:00:00Z,rate-1440,reset,,,,,,',
    '',
  ].join('\r\n');
  const place = { windowId: 'weekly', account: 'my, work' };
  assert.deepEqual(parseHistoryCsv(text), {
    rejectedLines: [],
    entries: [
      {
        ...place,
        kind: 'sample',
        sample: {
          atMs: Date.UTC(2026, 10, 28, 10),
          usedPercent: 12.5,
          used: 256,
          limit: 2048,
          resetsAtMs: Date.UTC(2026, 11, 1),
        },
      },
      {
        windowId: 'rate-1440',
        account: undefined,
        kind: 'reset',
        atMs: Date.UTC(2026, 10, 28, 11),
      },
    ],
  });
});

test('lines that are no entries are named by number', () => {
  const bad = [
    '2026-11-28,weekly,sample,1,99,,,',
    '2026-11-28T10:00:00Z,yearly,sample,1,99,,,',
    '2026-11-28T10:00:00Z,weekly,sample,101,99,,,',
    '2026-11-28T10:00:00Z,weekly,sample,,99,,,',
    '2026-11-28T10:00:00Z,weekly,sample,1,99,many,,',
    '2026-11-28T10:00:00Z,weekly,sample,1,99,,,soon',
    '2026-11-28T10:00:00Z,weekly,other,1,99,,,',
    '2026-11-28T10:00:00Z,weekly,sample,1',
    '2026-11-28T10:00:00Z,"weekly,sample,1,99,,,',
  ];
  const parsed = parseHistoryCsv([header, ...bad].join('\n'));
  assert.deepEqual(parsed?.entries, []);
  assert.deepEqual(parsed?.rejectedLines, [2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a file with another header is none', () => {
  for (const text of ['', 'a,b\n1,2', `${header},more\n`, header.replace('used', 'spent')])
    assert.equal(parseHistoryCsv(text), undefined);
});
