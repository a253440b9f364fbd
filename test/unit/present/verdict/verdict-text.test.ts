import assert from 'node:assert/strict';
import test from 'node:test';
import type { Forecasts, WindowForecast } from '../../../../src/domain/forecast/window-forecast.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import type { UsageOutcome } from '../../../../src/domain/usage-snapshot.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { usageView } from '../../../../src/present/usage-view.ts';
import { cornerWord } from '../../../../src/present/verdict/outlook-text.ts';
import { verdictText } from '../../../../src/present/verdict/verdict-text.ts';
import {
  failed,
  fresh,
  monthly,
  nowMs,
  outcomes,
  session,
  snapshot,
  wallet,
  weekly,
} from '../../../support/fakes/snapshots.ts';

const hourMs = 3_600_000;

function texts(outcome: UsageOutcome, atMs = nowMs, forecasts?: Forecasts): readonly string[] {
  const view = usageView(outcome, { nowMs: atMs, meters: 'left', forecasts });
  return (['en', 'zh-CN'] as const).map(
    (language) => verdictText(view, messagesIn(language), 'UTC').whole,
  );
}

test('the contract words a window that runs short', () => {
  assert.deepEqual(texts(fresh(snapshot([session, weekly, monthly]))), [
    'Enough until about 14:40. Then the 5-hour limit is used up for 48m; it resets at 15:28. Week and month will last.',
    '大约够用到 14:40。之后 5 小时额度用完，需等待 48 分钟，15:28 重置。本周和本月额度够用。',
  ]);
});

test('a single window is not called the tightest', () => {
  const [english, chinese] = texts(fresh(snapshot([monthly])));
  assert.match(english ?? '', /^The monthly limit will last\. About 11% left when it resets /);
  assert.match(chinese ?? '', /^够用：每月额度能用到重置。到.*重置时预计剩余 ?11%。$/);
});

function shortAt(runsOutAt: number): WindowForecast {
  const usedAtResetPercent = { p10: 90, p50: 100, p90: 100 };
  return { basis: 'even-pace', weeks: 0, runsOutProbability: 0.9, usedAtResetPercent, runsOutAt };
}

test('a window that runs out in the minute of its reset waits for a minute', () => {
  const resetsAtMs = nowMs + 50_000 - (nowMs % 60_000);
  const forecasts: Forecasts = new Map([['session', shortAt(resetsAtMs - 20_000)]]);
  const [english, chinese] = texts(fresh(snapshot([{ ...session, resetsAtMs }])), nowMs, forecasts);
  assert.match(english ?? '', /^May run out any moment\. Then .* is used up for 1m; it resets at /);
  assert.match(chinese ?? '', /需等待 1 分钟，/);
});

function endingAt(sessionMs: number, weeklyMs: number): readonly string[] {
  const forecasts: Forecasts = new Map([
    ['session', shortAt(sessionMs)],
    ['weekly', shortAt(weeklyMs)],
  ]);
  return texts(fresh(snapshot([session, weekly])), nowMs, forecasts);
}

test('windows that run out at almost the same moment are named together, back at the last reset', () => {
  const at = nowMs + hourMs;
  const later = at + 10 * 60_000;
  assert.deepEqual(endingAt(at, later), [
    'Enough until about 14:23. Then 5-hour and week are used up for 3d 1h, back on Mon at 15:23.',
    '大约够用到 14:23。之后 5 小时和本周额度都用完，需等待 3 天 1 小时，周一 15:23 恢复。',
  ]);
  assert.match(
    endingAt(at, later + 1)[0] ?? '',
    /Then the 5-hour limit is used up .* The weekly limit runs out about 14:33\./,
  );
  assert.match(endingAt(later, at)[0] ?? '', /Then the weekly limit is used up for 3d 1h; /);
});

test('used up until later today, another day or an unknown time', () => {
  const out = { ...session, usedPercent: 100 };
  assert.deepEqual(texts(fresh(snapshot([out, weekly], { wallet }))), [
    'Used up. Back at 15:28, in 2h 5m. The 5-hour limit is used up. Left for later: week 90%. Extra usage has $100.00 left.',
    '已用完，15:28 恢复（还有 2 小时 5 分钟）。5 小时额度已用完。之后可用：本周 90%。加油包余额 US$100.00。',
  ]);
  assert.deepEqual(texts(fresh(snapshot([session, { ...weekly, usedPercent: 100 }]))), [
    'Used up. Back on Mon at 15:23, in 3d 2h. The weekly limit is used up; 5-hour waits for it.',
    '已用完，周一 15:23 恢复（还有 3 天 2 小时）。每周额度已用完，5 小时额度暂不可用。',
  ]);
  const [unknown] = texts(fresh(snapshot([{ ...out, resetsAtMs: undefined }])));
  assert.equal(unknown, 'Used up. When it resets is unknown. The 5-hour limit is used up.');
});

test('a spent, disabled or limited wallet is not offered', () => {
  const out = { ...session, usedPercent: 100 };
  for (const change of [
    { balanceCents: 0 },
    { isDisabled: true } as const,
    { monthlyUsedCents: 20_000 },
  ]) {
    const [text = ''] = texts(fresh(snapshot([out], { wallet: { ...wallet, ...change } })));
    assert.doesNotMatch(text, /Extra usage/);
  }
});

test('beside a window without a forecast, it says which ones last', () => {
  const other: QuotaWindow = {
    id: 'rate-unknown',
    usedPercent: 41,
    unit: 'requests',
    resetsAtMs: nowMs + 7 * 24 * hourMs,
    reliable: true,
  };
  assert.deepEqual(texts(fresh(snapshot([weekly, monthly, other]))), [
    'Not used up. How long it lasts is unknown. Week and month will last. Left now: Other 59%.',
    '尚未用完，能用多久未知。本周和本月额度够用。目前剩余：其他 59%。',
  ]);
  assert.equal(
    texts(fresh(snapshot([other])))[0],
    'Not used up. How long it lasts is unknown. Left now: Other 59%.',
  );
});

test('stale usage says since when it is unknown, why, and what was known', () => {
  const stale = outcomes['stale'] ?? assert.fail();
  assert.deepEqual(texts(stale), [
    'Unknown for 12m: Kimi server error (503). Last seen at 13:11: 5-hour 30%, week 90%, month 45% left.',
    '已有 12 分钟无法确认：Kimi 服务器出错（503）。13:11 时剩余：5 小时 30%，本周 90%，本月 45%。',
  ]);
  const out = snapshot([{ ...session, usedPercent: 100 }], { fetchedAtMs: nowMs - hourMs });
  assert.deepEqual(
    texts(failed({ kind: 'offline' }, out))[0],
    [
      "Used up. Back at 15:28, in 2h 5m. The 5-hour limit is used up. Unknown for 1h: can't reach Kimi.",
    ].join(''),
  );
});

test('without usage, the first sentence says what is wrong', () => {
  assert.deepEqual(texts(failed({ kind: 'credential-missing' })), ['Not signed in.', '尚未登录。']);
  assert.equal(
    texts(failed({ kind: 'credential-expired' }))[0],
    'Signed out. The Kimi sign-in has expired.',
  );
  assert.equal(texts(failed({ kind: 'offline' }))[0], "Can't check the quota. Can't reach Kimi.");
});

test('a window about to run out does so any moment, never in the past', () => {
  const usage = snapshot([{ ...session, usedPercent: 99.9 }], { fetchedAtMs: nowMs });
  const [text = ''] = texts(fresh(usage), nowMs + 240_000);
  assert.match(text, /^May run out any moment\. Then the 5-hour limit is used up for 2h 1m; /);
});

function corners(...windows: readonly QuotaWindow[]) {
  const view = usageView(fresh(snapshot(windows)), { nowMs, meters: 'left' });
  return view.rows.map((row) => cornerWord(row, view.rows, messagesIn('en')));
}

test('the corner of a window names its consequence', () => {
  assert.deepEqual(corners(session, weekly), ['runs short', 'lasts']);
  assert.deepEqual(corners(session, { ...weekly, usedPercent: 100 }), [
    'waits for the week',
    'used up',
  ]);
  assert.deepEqual(corners({ ...session, reliable: false }), ['unreadable']);
});
