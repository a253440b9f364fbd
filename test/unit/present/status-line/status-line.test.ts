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

/** The hours and minutes of a moment in the system's time zone, and its weekday. */
const clock = (atMs: number): string => new Date(atMs).toTimeString().slice(0, 5);
const day = (atMs: number): string => new Date(atMs).toString().slice(0, 3);
const zhDay = (atMs: number): string => `周${'日一二三四五六'[new Date(atMs).getDay()]}`;
const emptyAt = clock(nowMs + 77 * minuteMs + 12_000);
const weekAtMs = weekly.resetsAtMs ?? 0;
const back = `back ${day(weekAtMs)} ${clock(weekAtMs)}`;
const zhBack = `${zhDay(weekAtMs)} ${clock(weekAtMs)} 恢复`;
const soonOut: QuotaWindow = { ...session, usedPercent: 92 };
const soonAt = clock(nowMs + 16 * minuteMs);

const table: Readonly<
  Record<string, readonly [StatusLineCache | undefined, en: string, zh: string, state: string]>
> = {
  'lasting, with room to say so': [
    statusReading([{ ...session, usedPercent: 20 }, weekly]),
    'Kimi 5h 80% left · 7d 90% · lasts',
    'Kimi 5h 剩余 80% · 7d 90% · 够用',
    'calm',
  ],
  'running short': [
    statusReading([session, weekly]),
    `Kimi 5h 30% left · 7d 90% · empty ${emptyAt}`,
    `Kimi 5h 剩余 30% · 7d 90% · ${emptyAt} 用完`,
    'busy',
  ],
  'about to run out': [
    statusReading([soonOut, weekly]),
    `Kimi 5h 8% left · empty ${soonAt}`,
    `Kimi 5h 剩余 8% · ${soonAt} 用完`,
    'nearly-out',
  ],
  'little left, but it lasts': [
    statusReading([nearlyOut, weekly]),
    'Kimi 5h 8% left · 7d 90% · lasts',
    'Kimi 5h 剩余 8% · 7d 90% · 够用',
    'calm',
  ],
  'used up': [
    statusReading([session, out]),
    `Kimi used up · ${back}`,
    `Kimi 已用完 · ${zhBack}`,
    'out',
  ],
  'two used up, the later one counts': [
    statusReading([{ ...session, usedPercent: 100 }, out]),
    `Kimi used up · ${back}`,
    `Kimi 已用完 · ${zhBack}`,
    'out',
  ],
  stale: [
    statusReading([session, weekly], { snapshot: old }),
    '⚠ Kimi 5h 30% left · 12m old',
    '⚠ Kimi 5h 剩余 30% · 12 分钟前',
    'stale',
  ],
  'stale because the service fails': [
    statusReading([session], { failed, snapshot: { fetchedAtMs: nowMs - 6 * minuteMs } }),
    '⚠ Kimi 5h 30% left · 6m old',
    '⚠ Kimi 5h 剩余 30% · 6 分钟前',
    'stale',
  ],
  'failing, but young': [
    statusReading([{ ...session, usedPercent: 20 }], { failed }),
    'Kimi 5h 80% left · lasts',
    'Kimi 5h 剩余 80% · 够用',
    'calm',
  ],
  'stale and used up': [
    statusReading([session, out], { snapshot: old }),
    `⚠ Kimi used up · ${back}`,
    `⚠ Kimi 已用完 · ${zhBack}`,
    'stale',
  ],
  'reset since': [
    statusReading([{ ...session, resetsAtMs: nowMs - 2 * minuteMs }, weekly], {
      snapshot: { fetchedAtMs: nowMs - 4 * minuteMs },
    }),
    'Kimi 5h reset · 7d 90% · lasts',
    'Kimi 5h 已重置 · 7d 90% · 够用',
    'calm',
  ],
  'without a weekly window': [
    statusReading([{ ...session, usedPercent: 20 }, monthly]),
    'Kimi 5h 80% left · mo 45% · lasts',
    'Kimi 5h 剩余 80% · 本月 45% · 够用',
    'calm',
  ],
  'counted in what is used': [
    { ...statusReading([{ ...session, usedPercent: 20 }, weekly]), meters: 'used' },
    'Kimi 5h 20% used · 7d 10% · lasts',
    'Kimi 5h 已用 20% · 7d 10% · 够用',
    'calm',
  ],
  'counters that could not be read': [
    statusReading([
      { ...session, usedPercent: 20 },
      { ...weekly, reliable: false },
    ]),
    'Kimi 5h 80% left · 7d ? · lasts',
    'Kimi 5h 剩余 80% · 7d ? · 够用',
    'calm',
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
