import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { belongsTo, type StatusLineCache } from '../../../../src/domain/status-line-cache.ts';
import { displayWidth } from '../../../../src/present/words/columns.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { statusLine } from '../../../../src/present/status-line/status-line.ts';
import {
  fillTemplate,
  statusFields,
  unknownFields,
} from '../../../../src/present/status-line/status-template.ts';
import { statusClass, statusView } from '../../../../src/present/status-line/status-view.ts';
import { statusReading } from '../../../support/fakes/status-lines.ts';
import { monthly, nowMs, session, weekly } from '../../../support/fakes/snapshots.ts';

const minuteMs = 60_000;
const out: QuotaWindow = { ...weekly, usedPercent: 100 };
const nearlyOut: QuotaWindow = { ...session, usedPercent: 92, resetsAtMs: nowMs + 12 * minuteMs };
const old = { fetchedAtMs: nowMs - 12 * minuteMs };
const failed = { kind: 'offline', failedAtMs: nowMs - minuteMs } as const;

const table: Readonly<
  Record<string, readonly [StatusLineCache | undefined, en: string, zh: string, state: string]>
> = {
  calm: [
    statusReading([session, weekly]),
    'Kimi 5h 30% · 7d 90% · 2h5m',
    'Kimi 5h 30% · 7d 90% · 2时5分',
    'busy',
  ],
  'nearly out': [
    statusReading([nearlyOut, weekly]),
    'Kimi 5h 8% · 7d 90% · 12m',
    'Kimi 5h 8% · 7d 90% · 12分',
    'calm',
  ],
  'used up': [
    statusReading([session, out]),
    'Kimi 7d used up · back in 3d2h',
    'Kimi 7d 已用完 · 3天2时后恢复',
    'out',
  ],
  'two used up, the later one counts': [
    statusReading([{ ...session, usedPercent: 100 }, out]),
    'Kimi 7d used up · back in 3d2h',
    'Kimi 7d 已用完 · 3天2时后恢复',
    'out',
  ],
  stale: [
    statusReading([session, weekly], { snapshot: old }),
    '⚠ Kimi 5h 30% · 12m old',
    '⚠ Kimi 5h 30% · 12 分钟前',
    'stale',
  ],
  'stale because the service fails': [
    statusReading([session], { failed, snapshot: { fetchedAtMs: nowMs - 6 * minuteMs } }),
    '⚠ Kimi 5h 30% · 6m old',
    '⚠ Kimi 5h 30% · 6 分钟前',
    'stale',
  ],
  'failing, but young': [
    statusReading([session], { failed }),
    'Kimi 5h 30% · 2h5m',
    'Kimi 5h 30% · 2时5分',
    'busy',
  ],
  'stale and nearly out': [
    statusReading([{ ...nearlyOut }, weekly], { snapshot: old }),
    '⚠ Kimi 5h ▁ 8% · 12m old',
    '⚠ Kimi 5h ▁ 8% · 12 分钟前',
    'stale',
  ],
  'begun anew since': [
    statusReading([{ ...session, resetsAtMs: nowMs - 2 * minuteMs }, weekly], {
      snapshot: { fetchedAtMs: nowMs - 4 * minuteMs },
    }),
    'Kimi 5h reset · 7d 90% · 3d2h',
    'Kimi 5h 已重置 · 7d 90% · 3天2时',
    'calm',
  ],
  'without a weekly window': [
    statusReading([session, monthly]),
    'Kimi 5h 30% · mo 45% · 2h5m',
    'Kimi 5h 30% · 本月 45% · 2时5分',
    'busy',
  ],
  'counted in what is used': [
    { ...statusReading([session, weekly]), meters: 'used' },
    'Kimi 5h 70% used · 7d 10% used · 2h5m',
    'Kimi 5h 已用 70% · 7d 已用 10% · 2时5分',
    'busy',
  ],
  'counters that could not be read': [
    statusReading([session, { ...weekly, reliable: false }]),
    'Kimi 5h 30% · 7d ? · 2h5m',
    'Kimi 5h 30% · 7d ? · 2时5分',
    'busy',
  ],
  'nothing kept': [undefined, 'Kimi · no data yet', 'Kimi · 暂无数据', 'nothing'],
  'nothing but a failure': [
    { ...withoutSnapshot(), failed: { kind: 'credential-missing', failedAtMs: nowMs } },
    'Kimi · not signed in',
    'Kimi · 尚未登录',
    'nothing',
  ],
  'switched off': [{ ...withoutSnapshot(), enabled: false }, 'Kimi · off', 'Kimi · 已停用', 'off'],
};

for (const [name, [reading, en, zh, state]] of Object.entries(table)) {
  test(`a status line: ${name}`, () => {
    const view = statusView(reading, nowMs);
    assert.deepEqual(
      [
        statusLine(view, messagesIn('en')),
        statusLine(view, messagesIn('zh-CN')),
        statusClass(view),
      ],
      [en, zh, state],
    );
  });
}

test('a line is never wider than its limit', () => {
  const windows = fc.array(
    fc.record({
      id: fc.constantFrom('session', 'weekly', 'monthly', 'code-weekly', 'rate-90'),
      usedPercent: fc.double({ min: 0, max: 100, noNaN: true }),
      unit: fc.constant('percent' as const),
      resetsAtMs: fc.integer({ min: nowMs - 1e9, max: nowMs + 1e12 }),
      lengthMinutes: fc.constantFrom(300, 90, 1440, 2880),
      reliable: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(
      windows,
      fc.nat(1e9),
      fc.integer({ min: 4, max: 60 }),
      fc.constantFrom('en', 'zh-CN'),
      (rows, ageMs, columns, language) => {
        const reading = statusReading(rows as QuotaWindow[], {
          snapshot: { fetchedAtMs: nowMs - ageMs },
        });
        const line = statusLine(statusView(reading, nowMs), messagesIn(language as 'en'), columns);
        assert.ok(displayWidth(line) <= columns, line);
        assert.doesNotMatch(line, /NaN|undefined|Infinity/);
      },
    ),
  );
});

test('a template shows – for unknown values and ? for unknown fields', () => {
  const view = statusView(statusReading([session, weekly]), nowMs);
  const words = messagesIn('en');
  assert.ok(view.kind === 'usage');
  assert.equal(
    fillTemplate('{session.left}% {weekly.left}% {session.resetsIn}', view, words),
    '30% 90% 2h5m',
  );
  assert.equal(
    fillTemplate('{tightest.name} {tightest.used} {monthly.left} {sesion.left} {{x', view, words),
    '5-hour 70 – ? {{x',
  );
  assert.equal(
    fillTemplate('{weekly.resetsAt} {plan} {age} {stale}{state}', view, words),
    '2025-11-24T15:23:00Z Allegretto just now busy',
  );
  assert.equal(fillTemplate('{line}', view, words), statusLine(view, words));
  assert.deepEqual(unknownFields('{session.left} {sesion.left} {} {plan}'), ['sesion.left', '']);
  assert.ok(statusFields.includes('code-weekly.resetsIn'));
  const stale = statusView(statusReading([session], { snapshot: old }), nowMs);
  assert.ok(stale.kind === 'usage');
  assert.equal(fillTemplate('{session.left}%', stale, words), '⚠ 30%');
  assert.equal(fillTemplate('{session.left}% {age}', stale, words), '30% 12m old');
});

test('cached usage belongs to the same config and variables, or to none', () => {
  const reading = { marks: { config: 'a', env: 'x' } };
  assert.deepEqual(
    [
      { config: 'a', env: 'x' },
      { config: 'a' },
      { config: 'a', env: 'y' },
      { config: 'b', env: 'x' },
    ].map((asker) => belongsTo(reading, asker)),
    [true, true, false, false],
  );
});

function withoutSnapshot(): StatusLineCache {
  const { snapshot: _, ...rest } = statusReading([session]);
  return rest;
}
