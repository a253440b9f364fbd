import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { failurePolicy, isFailureKind, type FailureFacts } from '../../../../src/domain/failure.ts';
import type { QuotaWindow, WindowId } from '../../../../src/domain/quota-window.ts';
import type { UsageOutcome, UsageSnapshot } from '../../../../src/domain/usage-snapshot.ts';
import { displayWidth } from '../../../../src/present/words/columns.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { usageJson, usageRecord } from '../../../../src/present/json/usage-json.ts';
import { usageText } from '../../../../src/present/card/usage-text.ts';
import { usageView } from '../../../../src/present/usage-view.ts';
import { runs } from '../../../support/property-runs.ts';

const nowMs = Date.UTC(2026, 0, 6);

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      '\u001B[2J',
      '\u001B]0;x\u0007',
      '\u202E',
      '\u200B',
      '额',
      'é',
      '👩‍👩‍👧',
      'a',
      ' ',
      '\n',
      '\u009B1m',
      '\u0301',
    ),
    maxLength: 40,
  }),
);
const ids = fc.constantFrom<WindowId>(
  'session',
  'weekly',
  'monthly',
  'code-weekly',
  'rate-90',
  'rate-1440',
  'rate-unknown',
  'rate-unknown-2',
);
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((got) => (got === undefined ? {} : { [key]: got }));
const merged = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as unknown);

const window = merged(
  fc.record({
    id: ids,
    usedPercent: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constantFrom(0, 100)),
    unit: fc.constantFrom('requests', 'percent'),
    reliable: fc.boolean(),
  }),
  maybe('label', nasty),
  maybe('used', fc.double({ min: 0, max: 1e15, noNaN: true })),
  maybe('limit', fc.double({ min: 1, max: 1e15, noNaN: true })),
  maybe('lengthMinutes', fc.constantFrom(300, 10_080, 90, 1440)),
  maybe(
    'resetsAtMs',
    fc.oneof(
      fc.integer({ min: nowMs - 1e9, max: nowMs + 1e9 }),
      fc.constantFrom(0, 1e14, 1e18, -1),
    ),
  ),
  maybe(
    'split',
    fc.record({
      codePercent: fc.double({ min: 0, max: 100, noNaN: true }),
      otherPercent: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
  ),
) as fc.Arbitrary<QuotaWindow>;

const cents = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const wallet = fc.record({
  balanceCents: cents,
  totalCents: cents,
  monthlyLimitEnabled: fc.boolean(),
  monthlyLimitCents: cents,
  monthlyUsedCents: cents,
  currency: fc.oneof(fc.constantFrom('USD', 'CNY', 'JPY', 'XXX'), nasty),
});

const reading = merged(
  fc.record({
    windows: fc.uniqueArray(window, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }),
    source: fc.constantFrom('api-key', 'cli', 'web'),
    fetchedAtMs: fc.integer({ min: nowMs - 1e9, max: nowMs + 1e6 }),
  }),
  maybe('plan', nasty),
  maybe('sourceDetail', nasty),
  maybe('wallet', wallet),
) as fc.Arbitrary<UsageSnapshot>;

const failure: fc.Arbitrary<FailureFacts> = fc
  .tuple(fc.constantFrom(...Object.keys(failurePolicy).filter(isFailureKind)), nasty)
  .map(([kind, subject]) => ({ kind, detail: { code: 'http-status', subject } }));

const outcome: fc.Arbitrary<UsageOutcome> = fc.oneof(
  reading.map((snapshot): UsageOutcome => ({ kind: 'fresh', snapshot, attempts: [] })),
  failure.map((facts): UsageOutcome => ({ kind: 'failed', failure: facts, attempts: [] })),
  fc.tuple(failure, reading).map(([facts, lastGood]): UsageOutcome => ({
    kind: 'failed',
    failure: facts,
    lastGood,
    attempts: [],
  })),
);

test('no line is wider than the terminal and no control character reaches it, whatever the service says', () => {
  fc.assert(
    fc.property(
      outcome,
      fc.integer({ min: 10, max: 200 }),
      fc.boolean(),
      fc.constantFrom('en' as const, 'zh-CN' as const),
      fc.constantFrom('left' as const, 'used' as const),
      fc.option(nasty, { nil: undefined }),
      (given, width, unicode, language, meters, account) => {
        const view = usageView(given, {
          nowMs,
          meters,
          account,
        });
        const lines = usageText(view, {
          width,
          colour: 'none',
          unicode,
          messages: messagesIn(language),
          timeZone: 'UTC',
        }).split('\n');
        for (const line of lines) {
          assert.ok(displayWidth(line) <= width, `${displayWidth(line)} > ${width}: ${line}`);
          assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\s$|NaN|undefined/u);
        }
        assert.doesNotMatch(lines.join('\n'), /\n\n\n/);
      },
    ),
    runs(1500),
  );
});

test('JSON has no control characters or fractions of seconds, and rounding makes no 0% or 100%', () => {
  fc.assert(
    fc.property(outcome, (given) => {
      const text = usageJson([usageRecord(given, { nowMs, asked: 'auto' })], false);
      assert.doesNotMatch(text, /[\p{Cc}\p{Cf}]|T\d\d:\d\d:\d\d\.|"NaN|null(?=[^,}\]])/u);
      const snapshot = given.kind === 'fresh' ? given.snapshot : given.lastGood;
      const [record] = JSON.parse(text) as [
        { kimi?: { windows?: { id: string; usedPercent: number }[] | undefined } | undefined },
      ];
      for (const written of record.kimi?.windows ?? []) {
        const original = snapshot?.windows.find(({ id }) => id === written.id);
        assert.equal(written.usedPercent === 100, original?.usedPercent === 100);
        assert.equal(written.usedPercent === 0, original?.usedPercent === 0);
      }
    }),
    runs(1000),
  );
});
