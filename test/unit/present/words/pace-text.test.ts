import assert from 'node:assert/strict';
import test from 'node:test';
import { paceOf } from '../../../../src/domain/pace.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { paceSummary } from '../../../../src/present/json/json-pace.ts';
import { pacePhrases } from '../../../../src/present/words/shares.ts';

const hour = 3_600_000;
const nowMs = Date.UTC(2026, 0, 6);

function window(usedPercent: number, lengthMinutes: number, leftMs: number): QuotaWindow {
  const id = lengthMinutes === 300 ? 'session' : 'weekly';
  return {
    id,
    usedPercent,
    unit: 'percent',
    lengthMinutes,
    resetsAtMs: nowMs + leftMs,
    reliable: true,
  };
}

const table: readonly (readonly [number, number, number, string])[] = [
  [30, 10_080, 96 * hour, '13% in reserve | Expected 43% used | Lasts until reset'],
  [40, 300, 4 * hour, '20% in deficit | Expected 20% used | Projected empty in 1h 30m'],
  [50, 10_080, 120 * hour, '21% in deficit | Expected 29% used | Runs out in 2d'],
  [30, 10_080, 120 * hour, 'On pace | Expected 29% used | Runs out in 4d 16h'],
  [50, 300, 2.5 * hour, 'On pace | Expected 50% used | Lasts until reset'],
  [0, 300, 2 * hour, '60% in reserve | Expected 60% used | Lasts until reset'],
];

for (const [used, length, leftMs, summary] of table) {
  test(`${used}% of ${length} min, ${leftMs / hour} h left: ${summary}`, () => {
    const pace = paceOf(window(used, length, leftMs), nowMs);
    assert.ok(pace);
    assert.equal(paceSummary(pace, length), summary);
  });
}

const phrases: readonly (readonly [QuotaWindow, string, string])[] = [
  [
    window(40, 300, 4 * hour),
    '20 points ahead of pace · runs out in 1h 30m',
    '比匀速快 20 个百分点 · 将在 1 小时 30 分钟后用完',
  ],
  [
    window(30, 10_080, 96 * hour),
    '13 points behind pace · lasts until reset',
    '比匀速慢 13 个百分点 · 能用到重置',
  ],
  [window(50, 300, 2.5 * hour), 'on pace · lasts until reset', '用量正常 · 能用到重置'],
  [window(30, 10_080, 120 * hour), 'runs out in 4d 16h', '将在 4 天 16 小时后用完'],
];

for (const [quota, english, chinese] of phrases) {
  test(`users read: ${english}`, () => {
    const pace = paceOf(quota, nowMs);
    assert.ok(pace);
    assert.equal(pacePhrases(pace, messagesIn('en')).join(' · '), english);
    assert.equal(pacePhrases(pace, messagesIn('zh-CN')).join(' · '), chinese);
  });
}
