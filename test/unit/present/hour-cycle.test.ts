import assert from 'node:assert/strict';
import test from 'node:test';
import { hourCycleOf, withHourCycle } from '../../../src/present/hour-cycle.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { momentParts } from '../../../src/present/words/time.ts';

test('the region of a locale decides between 12 and 24 hours', () => {
  for (const locale of ['en_US.UTF-8', 'en-US', 'en_AU', 'zh-Hant-TW', 'es_CO.utf8'])
    assert.equal(hourCycleOf(locale), 'h12', locale);
  for (const locale of [
    'en_GB.UTF-8',
    'de_DE',
    'zh_CN.UTF-8',
    'C.UTF-8',
    'POSIX',
    'en',
    '',
    undefined,
  ])
    assert.equal(hourCycleOf(locale), 'h23', String(locale));
});

test('a moment is as brief as it is clear', () => {
  const nowMs = Date.UTC(2026, 10, 28, 22, 40);
  const text = (atMs: number, language: 'en' | 'zh-CN', cycle: 'h12' | 'h23' = 'h23'): string => {
    const messages = withHourCycle(messagesIn(language), cycle);
    return messages.usage.moment(momentParts(atMs, nowMs, { timeZone: 'UTC', messages }));
  };
  const hourMs = 3_600_000;
  const dayMs = 24 * hourMs;
  assert.equal(text(nowMs + hourMs, 'en'), '23:40');
  assert.equal(text(nowMs + hourMs, 'en', 'h12'), '11:40 PM');
  assert.equal(text(nowMs + hourMs, 'zh-CN', 'h12'), '下午11:40');
  // A reset tonight, after midnight.
  assert.equal(text(nowMs + 2 * hourMs, 'en'), 'Sun 00:40');
  assert.equal(text(nowMs + 2 * hourMs, 'en', 'h12'), 'Sun 12:40 AM');
  assert.equal(text(nowMs + 2 * hourMs, 'zh-CN'), '周日 00:40');
  assert.equal(text(nowMs + 12 * dayMs, 'en'), 'Thu 10 Dec');
  assert.equal(text(nowMs + 12 * dayMs, 'zh-CN'), '12月10日');
  assert.equal(text(nowMs + 364 * dayMs, 'en'), '27 Nov 2027');
  assert.equal(text(nowMs + 364 * dayMs, 'zh-CN'), '2027年11月27日');
});

test('a time of day reads the same in a Chinese sentence as alone', () => {
  assert.match(messagesIn('zh-CN').verdict.enoughUntil('下午11:40'), /到下午11:40/);
});
