import assert from 'node:assert/strict';
import test from 'node:test';
import { usageEventKinds, type UsageEvent } from '../../../src/domain/events/usage-event.ts';
import { eventText } from '../../../src/present/event-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const window = {
  atMs: nowMs,
  windowId: 'weekly',
  usedPercent: 82,
  leftPercent: 18,
  resetsAtMs: nowMs + 52 * 3_600_000,
} as const;

const events: readonly UsageEvent[] = [
  { ...window, kind: 'quota-low', thresholdPercent: 20 },
  { ...window, kind: 'quota-exhausted', usedPercent: 100, leftPercent: 0 },
  { ...window, kind: 'quota-reset', usedPercent: 0, leftPercent: 100 },
  { ...window, kind: 'quota-restored', usedPercent: 3, leftPercent: 97, account: 'work\u001B[31m' },
  { ...window, kind: 'will-run-out', emptyAtMs: nowMs + 20 * 3_600_000, probability: 0.81 },
  {
    kind: 'credential-lost',
    atMs: nowMs,
    failure: { kind: 'credential-rejected', detail: { code: 'api-key-rejected' } },
  },
  { kind: 'credential-recovered', atMs: nowMs },
  {
    kind: 'service-failing',
    atMs: nowMs,
    failure: { kind: 'server-fault', detail: { code: 'http-status', subject: '503' } },
  },
  { kind: 'service-recovered', atMs: nowMs },
  {
    kind: 'price-changed',
    atMs: nowMs,
    windowId: 'weekly',
    sinceMs: nowMs - 74 * 3_600_000,
    tokensPerPointBefore: 2_900_000,
    tokensPerPoint: 1_100_000,
  },
];

test('every event has words in English and Chinese', () => {
  assert.deepEqual(
    events.map(({ kind }) => kind),
    [...usageEventKinds],
  );
  const lines = (['en', 'zh-CN'] as const).map((language) =>
    events.map((event) => {
      const { title, body } = eventText(event, messagesIn(language), { nowMs, timeZone: 'UTC' });
      return `${title} | ${body}`;
    }),
  );
  assert.deepEqual(lines[0], [
    'Weekly quota: 18% left | resets in 2d 4h',
    'Weekly quota used up | back on Sun at 16:00, in 2d 4h',
    'Weekly quota has been reset | 100% left · resets in 2d 4h',
    'work · Weekly quota is back | 97% left · resets in 2d 4h',
    'Weekly quota runs out about Sat 08:00 | 1d 8h before it resets on Sun at 16:00 · about 80% likely',
    'Signed out of Kimi | Kimi Code API key is invalid or expired. Create a new one in the Kimi Code Console, then run: kimibar config set-api-key',
    'Kimi sign-in works again | Usage is up to date.',
    "Can't get Kimi usage | Kimi server error (503) · Showing the last known values until it works again.",
    'Kimi usage is back | Usage is up to date.',
    'Weekly quota drains faster | One point took 2.9M tokens; since Tue 17 Nov, 10:00 it takes 1.1M.',
  ]);
  for (const line of lines[1] ?? []) assert.match(line, /[\u4e00-\u9fff].* \| .*[\u4e00-\u9fff]/);
});
