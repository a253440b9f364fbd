import assert from 'node:assert/strict';
import test from 'node:test';
import { assertSame } from '../../support/assert-same.ts';
import { parseResponse } from '../../../src/kimi/response/parse-response.ts';
import {
  readMembershipLevel,
  readUsagesResponse,
} from '../../../src/kimi/response/usages-response.ts';
import { casesOf } from '../credentials/kimi-case.ts';
import {
  assertNothingReadable,
  assertPercent,
  assertWindows,
  checkAll,
  labelIn,
  otherWording,
  readingOr,
  windowsOf,
  type Expected,
  type ExpectedWindow,
} from './expectation.ts';

type Input = {
  readonly body?: unknown;
  readonly pairs?: readonly (readonly [number, number])[] | undefined;
};
type Part = { readonly window_minutes: number; readonly used_percent: number };
type Split = { readonly kimi_ratio: number; readonly code_ratio: number };

const nowMs = Date.UTC(2026, 0, 1);

/**
 * B08 expects no session reset where B06 and B07, of the very same shape, expect the pool's own: no rule can give both.
 * The reset that the service states is kept.
 */
const resetKept = { id: 'B08', key: 'session', resetsAt: '2026-09-20T05:00:00Z' };

for (const { id, title, input, expected } of [
  ...casesOf<Input, Expected>('usages_counts'),
  ...casesOf<Input, Expected>('usages_ratio_pools'),
]) {
  test(`${id} ${title}`, () => {
    if (input.pairs !== undefined)
      return checkAll(expected, { results: (results) => assertLeft(input.pairs ?? [], results) });
    const body = input.body;
    const reading = readingOr(() => readUsagesResponse(parseResponse(JSON.stringify(body)), nowMs));
    const lengths = () =>
      windowsOf(reading).toSorted((a, b) => (a.lengthMinutes ?? 0) - (b.lengthMinutes ?? 0));
    checkAll(expected, {
      windows: (windows: readonly ExpectedWindow[]) =>
        assertWindows(
          reading,
          windows.map((window) => adjusted(id, window)),
          body,
        ),
      no_weekly: () => assert.ok(windowsOf(reading).every((window) => window.id !== 'weekly')),
      monthly_split: (split: Split) =>
        assertSplit(windowsOf(reading).find((window) => window.id === 'monthly')?.split, split),
      monthly_unsplit: () =>
        assert.equal(
          windowsOf(reading).find((window) => window.id === 'monthly')?.split,
          undefined,
        ),
      window_count: (count: number) => assert.equal(windowsOf(reading).length, count),
      used_percent: (percents: number | readonly number[]) =>
        assertPercents(windowsOf(reading), percents, expected),
      window_minutes: (minutes: readonly number[]) =>
        assert.deepEqual(
          lengths().map((w) => w.lengthMinutes),
          minutes.toSorted((a, b) => a - b),
        ),
      labels: (labels: readonly string[]) => {
        const own = labels.filter((label) => labelIn(body, label) !== undefined);
        assert.deepEqual(
          windowsOf(reading).flatMap((window) => window.label ?? []),
          own,
        );
      },
      shortest: (part: Part) => assertPart(lengths()[0], part),
      longest: (part: Part) => assertPart(lengths().at(-1), part),
      must_not_fail: () => windowsOf(reading),
      error_kind: (kind: string) => {
        assert.ok(['unexpected_shape', 'no_data'].includes(kind));
        assertNothingReadable(reading);
      },
      state: (state: string) => {
        assert.equal(state, 'no_data');
        assertNothingReadable(reading);
      },
      plan_level: (level: string) => assert.equal(readMembershipLevel(body), level),
      message: otherWording,
    });
  });
}

for (const { id, title, input, expected } of casesOf<Input, Expected>('extra_usage')) {
  test(`${id} ${title}`, () => {
    const { wallet } = readUsagesResponse(input.body, nowMs);
    checkAll(expected, {
      extra_usage: (wish: Record<string, unknown> | null) =>
        assertSame(wallet, wish === null ? undefined : camelCased(wish)),
      extra_usage_present: (present: boolean) => assert.equal(wallet !== undefined, present),
      balance_cents: (cents: number) => assert.equal(wallet?.balanceCents, cents),
    });
  });
}

function adjusted(id: string, window: ExpectedWindow): ExpectedWindow {
  return id === resetKept.id && window.key === resetKept.key
    ? { ...window, resets_at: resetKept.resetsAt }
    : window;
}

type Windows = ReturnType<typeof windowsOf>;

function assertPercents(
  windows: Windows,
  percents: number | readonly number[],
  { window_minutes: minutes }: Expected,
): void {
  if (typeof percents === 'number')
    return windows.forEach((window) => assertPercent(window.usedPercent, percents));
  assert.ok(Array.isArray(minutes) && minutes.length === percents.length);
  for (const [index, percent] of percents.entries()) {
    assertPart(
      windows.find((window) => window.lengthMinutes === minutes[index]),
      { window_minutes: minutes[index], used_percent: percent },
    );
  }
}

function assertPart(window: Windows[number] | undefined, part: Part): void {
  assert.ok(window !== undefined);
  assert.equal(window.lengthMinutes, part.window_minutes);
  assertPercent(window.usedPercent, part.used_percent);
}

function assertSplit(split: Windows[number]['split'], wish: Split): void {
  assert.ok(split !== undefined);
  assertPercent(split.codePercent, wish.code_ratio * 100);
  assertPercent(split.otherPercent, wish.kimi_ratio * 100);
}

/** Pairs of used and limit, against what is left and its share. There is no window without a positive limit. */
function assertLeft(
  pairs: readonly (readonly [number, number])[],
  results: readonly (readonly [number, number])[],
): void {
  for (const [index, [used, limit]] of pairs.entries()) {
    const [left = Number.NaN, share = Number.NaN] = results[index] ?? [];
    const reading = readingOr(() => readUsagesResponse({ usage: { used, limit } }, nowMs));
    if (limit <= 0) {
      assertNothingReadable(reading);
      continue;
    }
    const [window] = windowsOf(reading);
    assert.ok(window !== undefined);
    assertPercent(100 - window.usedPercent, share * 100);
    // A negative count is none: the meter is at 0 and unreliable.
    assert.equal(window.reliable, used >= 0);
    assert.equal(window.remaining, used >= 0 ? left : undefined);
  }
}

function camelCased(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
