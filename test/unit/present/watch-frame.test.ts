import assert from 'node:assert/strict';
import test from 'node:test';
import type { HistorySeries } from '../../../src/domain/history.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { displayWidth } from '../../../src/present/words/columns.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { formatTicking } from '../../../src/present/words/time.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import { watchFrame, type WatchStyle } from '../../../src/present/watch-frame.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const hourMs = 3_600_000;

const good: UsageOutcome = {
  kind: 'fresh',
  attempts: [],
  snapshot: {
    plan: 'Allegretto',
    source: 'api-key',
    fetchedAtMs: nowMs - 60_000,
    windows: [
      {
        id: 'session',
        usedPercent: 69,
        used: 139,
        limit: 200,
        unit: 'requests',
        lengthMinutes: 300,
        resetsAtMs: nowMs + 2 * hourMs + 65_000,
        reliable: true,
      },
      {
        id: 'weekly',
        usedPercent: 10,
        unit: 'percent',
        lengthMinutes: 10_080,
        resetsAtMs: nowMs + 75 * hourMs,
        reliable: true,
      },
    ],
  },
};

const session: HistorySeries = {
  windowId: 'session',
  resetsAtMs: [],
  samples: Array.from({ length: 25 }, (_, hour) => ({
    atMs: nowMs - (24 - hour) * hourMs,
    usedPercent: hour * 4,
  })),
};

function frame(
  style: Partial<WatchStyle>,
  outcome: UsageOutcome | 'none' = good,
  refreshing = false,
): string[] {
  const view = outcome === 'none' ? {} : { view: usageView(outcome, { nowMs, meters: 'left' }) };
  return watchFrame(
    { nowMs, ...view, series: [session], refreshing, nextRefreshAtMs: nowMs + 250_000 },
    {
      width: 80,
      height: 24,
      colour: 'none',
      unicode: true,
      messages: messagesIn('en'),
      timeZone: 'UTC',
      ...style,
    },
  );
}

test('a frame of 80×24', () => {
  const lines = frame({});
  assert.equal(lines.length, 24);
  assert.deepEqual(
    lines.filter((line) => line !== ''),
    [
      '  Kimi Code · Allegretto                                      API key · 1m old',
      '  Enough until about 13:17. Then 5-hour is used up for 44m, back at 14:01.',
      '  5-hour    █████·│·········   31% left   61 of 200   resets 14:01, in 2:01:05',
      '  Weekly    ███████▊██████▍·   90% left               resets Mon 15:00 · lasts',
      '  Last 24 h',
      '  5-hour    ██▇▇▇▇▇▇▇▇▇▇▇▇▇▇▆▆▆▆▆▆▆▆▅▅▅▅▅▅▅▅▅▅▅▄▄▄▄▄▄▄▄▄▄▄▃▃▃▃▃▃▃▃▂▂▂▂▂▂▂▂▂▂▂▂',
      '  next refresh in 4:10        r refresh · t colours · l 中文 · ? keys · q quit',
    ],
  );
});

test('no frame is larger than its screen, whatever its size and language', () => {
  const stale: UsageOutcome = {
    kind: 'failed',
    failure: { kind: 'server-fault', detail: { code: 'http-status', subject: '503' } },
    attempts: [],
    ...(good.kind === 'fresh' ? { lastGood: good.snapshot } : {}),
  };
  const nothing: UsageOutcome = {
    kind: 'failed',
    failure: { kind: 'credential-missing', detail: { code: 'no-credential' } },
    attempts: [],
  };
  for (const language of ['en', 'zh-CN'] as const)
    for (const unicode of [true, false])
      for (const outcome of [good, stale, nothing, 'none'] as const)
        for (const refreshing of [true, false])
          for (const [width, height] of [
            [40, 12],
            [40, 5],
            [60, 16],
            [80, 24],
            [120, 10],
            [200, 60],
          ] as const) {
            const lines = frame(
              { width, height, unicode, messages: messagesIn(language) },
              outcome,
              refreshing,
            );
            assert.equal(lines.length, height);
            for (const line of lines)
              assert.ok(displayWidth(line) <= width, `${width}×${height}: ${line}`);
            assert.match(lines.at(-1) ?? '', /q (quit|退出)$/);
          }
});

test('the smallest screens keep the answer', () => {
  for (const [width, height] of [
    [80, 4],
    [40, 5],
    [24, 6],
  ] as const) {
    const lines = frame({ width, height });
    assert.match(lines[0] ?? '', /^Enough until/, `${width}×${height}`);
    assert.match(lines.join('\n'), /^5-hour .*31% left/m, `${width}×${height}`);
  }
});

test('a small screen keeps the windows and the keys', () => {
  const lines = frame({ width: 40, height: 8 });
  assert.match(
    lines.join('\n'),
    /5-hour .*31% left.*2:01:05\n[\s\S]*Weekly .*90% left.*3d 03:00:00\n[\s\S]*q quit$/,
  );
  assert.doesNotMatch(lines.join('\n'), /Last 24 h/);
});

test('an error says what failed and what to do, and the header does not repeat it', () => {
  const rejected: UsageOutcome = {
    kind: 'failed',
    failure: { kind: 'credential-rejected', detail: { code: 'api-key-rejected' } },
    attempts: [],
    ...(good.kind === 'fresh' ? { lastGood: good.snapshot } : {}),
  };
  const text = frame({}, rejected).join('\n');
  assert.match(text, /stale · 1m old\n/);
  assert.match(
    text,
    /\n {2}Kimi Code API key is invalid or expired\.\n {2}Create a new one in the Kimi Code Console, then run:/,
  );
  // Without room for both sentences, the verdict still says it.
  assert.match(frame({ height: 7 }, rejected).join('\n'), /Signed out\./);
});

test('a list of keys takes the place of the last day', () => {
  const view = usageView(good, { nowMs, meters: 'left' });
  const facts = { nowMs, view, series: [session], refreshing: false, showsKeys: true };
  for (const language of ['en', 'zh-CN'] as const) {
    const messages = messagesIn(language);
    const style = { width: 80, height: 24, colour: 'none', unicode: true, messages } as const;
    const text = watchFrame(facts, style).join('\n');
    for (const key of ['r', 't', 'l', '?', 'q, Esc, Ctrl-C', 'Ctrl-Z'])
      assert.ok(text.includes(`\n  ${key.padEnd(14)}   `), text);
    assert.doesNotMatch(text, /Last 24 h|最近 24 小时/);
  }
});

test('until the first response it says that it refreshes', () => {
  assert.match(frame({}, 'none', true).join('\n'), /Kimi Code\n\n +Refreshing…/);
});

test('countdowns to the second', () => {
  const words = messagesIn('en');
  const shown = [
    0, 400, 42_000, 59_999, 725_000, 3_600_000, 86_399_000, 86_400_000, 90_061_000, -5,
  ].map((ms) => formatTicking(ms, words));
  assert.deepEqual(shown, [
    '0:00',
    '0:01',
    '0:42',
    '1:00',
    '12:05',
    '1:00:00',
    '23:59:59',
    '1d 00:00:00',
    '1d 01:01:01',
    '0:00',
  ]);
  assert.equal(formatTicking(90_061_000, messagesIn('zh-CN')), '1天 01:01:01');
});
