import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesIn } from '../../../src/present/messages.ts';
import { usageFacts } from '../../../src/present/usage-facts.ts';
import type { UsageView } from '../../../src/present/usage-view.ts';

const messages = messagesIn('en');
const base: UsageView = {
  nowMs: 0,
  meters: 'left',
  rows: [],
  verdict: { state: 'unknown' },
};
const fetched = { source: 'api-key', fetchedAtMs: 0, ageMs: 120_000, stale: false } as const;
const failure = { kind: 'offline' } as const;

test('fresh usage has its source and age', () => {
  assert.deepEqual(usageFacts({ ...base, fetched }, messages), ['API key', '2m old']);
  const detailed = { ...fetched, sourceDetail: 'Chrome (Default)' };
  assert.deepEqual(usageFacts({ ...base, fetched: detailed }, messages), [
    'API key',
    'Chrome (Default)',
    '2m old',
  ]);
});

test('stale usage has its age and the reason, if there is one', () => {
  const stale = { ...fetched, stale: true };
  const { usage, failures } = messages;
  assert.deepEqual(usageFacts({ ...base, fetched: stale }, messages), [usage.stale, '2m old']);
  assert.deepEqual(usageFacts({ ...base, fetched: stale, failure }, messages), [
    usage.stale,
    '2m old',
    failures.brief.offline(undefined),
  ]);
});

test('without usage there are no facts', () => {
  assert.deepEqual(usageFacts({ ...base, failure }, messages), []);
});

function clockFact(clockOffsetMs: number, language: 'en' | 'zh-CN' = 'en'): string | undefined {
  const view = { ...base, fetched: { ...fetched, clockOffsetMs } };
  return usageFacts(view, messagesIn(language)).at(-1);
}

test('a clock that differs from Kimi’s is named, to the minute', () => {
  assert.equal(clockFact(3 * 3_600_000 + 400), "your clock is 3h ahead of Kimi's");
  assert.equal(clockFact(-150_000), "your clock is 3m behind Kimi's");
  assert.equal(clockFact(-26 * 3_600_000), "your clock is 1d 2h behind Kimi's");
  assert.equal(clockFact(3 * 3_600_000, 'zh-CN'), '本机时钟比 Kimi 快 3 小时');
  assert.equal(clockFact(-3 * 3_600_000, 'zh-CN'), '本机时钟比 Kimi 慢 3 小时');
});
