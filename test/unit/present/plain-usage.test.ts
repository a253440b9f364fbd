import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { plainUsage } from '../../../src/present/plain-usage.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import {
  fresh,
  monthly,
  nowMs,
  session,
  snapshot,
  wallet,
  weekly,
} from '../../support/fakes/snapshots.ts';

function linesOf(
  outcome: UsageOutcome,
  {
    language = 'en',
    meters = 'left',
  }: { language?: 'en' | 'zh-CN'; meters?: 'left' | 'used' } = {},
): readonly string[] {
  const view = usageView(outcome, { nowMs, meters });
  return plainUsage(view, { messages: messagesIn(language), timeZone: 'UTC' }).split('\n');
}

test('each window is one sentence, without meters and columns', () => {
  const [title, verdict = '', ...rest] = linesOf(
    fresh(snapshot([session, weekly, monthly], { wallet })),
  );
  assert.equal(title, 'Kimi Code, Allegretto: API key, just now.');
  assert.match(verdict, /^[A-Z].*\.$/);
  assert.deepEqual(rest, [
    '5-hour: 30% left (61 of 200), resets in 2h 5m, 11 points ahead of pace, runs short.',
    'Weekly: 90% left (1834 of 2048), resets in 3d 2h, 46 points behind pace, lasts.',
    'Monthly: 45% left, resets in 12d, 5 points behind pace, lasts, Kimi Code 25%, other Kimi 30%.',
    'Extra usage: $100.00 left, spent $50.00 of $200.00 this month.',
  ]);
});

test('sentences follow the meters and the language', () => {
  const outcome = fresh(snapshot([session]));
  assert.match(linesOf(outcome, { meters: 'used' })[2] ?? '', /^5-hour: 70% used \(139 of 200\), /);
  assert.match(
    linesOf(outcome, { language: 'zh-CN' })[2] ?? '',
    /^5 小时：剩余 30%（61\/200），.*。$/,
  );
});

test('a window that waits for another and one that is unreadable say so', () => {
  const [, , first, second] = linesOf(
    fresh(snapshot([session, { ...weekly, usedPercent: 100, used: 2048 }])),
  );
  assert.match(first ?? '', /, waits for the week\.$/);
  assert.match(second ?? '', /^Weekly: 0% left \(0 of 2048\), .*, used up\.$/);
  const unreadable = linesOf(fresh(snapshot([{ ...session, reliable: false }]))).at(-1) ?? '';
  assert.match(unreadable, /^5-hour: unreadable, resets in 2h 5m\.$/);
});
