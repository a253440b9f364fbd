import assert from 'node:assert/strict';
import { Failure } from '../../../src/domain/failure.ts';
import { isExhausted, type QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { ParsedUsage } from '../../../src/kimi/response/parsed-usage.ts';

export type Expected = Readonly<Record<string, unknown>>;

/** One check for every key that an expectation may hold. */
export type Checks = Readonly<Record<string, (value: never) => void>>;

/** A window as the cases describe it. */
export type ExpectedWindow = {
  readonly key: string;
  readonly used_percent: number;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  readonly window_minutes: number | 'monthly' | null;
  readonly resets_at: string | null;
  readonly label?: string | undefined;
  readonly exhausted?: boolean | undefined;
  readonly text?: string | undefined;
};

const windowKeys = new Set([
  'key',
  'used_percent',
  'used',
  'limit',
  'window_minutes',
  'resets_at',
  'label',
  'exhausted',
  'text',
]);

/** Another client's wording: nothing of ours to compare it with. */
export const otherWording = (): void => {};

/** Runs the check of every key; a key without one fails, so that a new case is never passed over in silence. */
export function checkAll(expected: Expected, checks: Checks): void {
  for (const [key, value] of Object.entries(expected)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    assert.ok(check !== undefined, `no check for the expected key ${key}`);
    check(value as never);
  }
}

/** Reads, or returns the failure that reading ended in; anything else that is thrown is a bug and passes through. */
export function readingOr(read: () => ParsedUsage): ParsedUsage | Failure {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

export function windowsOf(reading: ParsedUsage | Failure): readonly QuotaWindow[] {
  assert.ok(!(reading instanceof Failure), 'a reading was expected');
  return reading.windows;
}

export function assertNothingReadable(reading: ParsedUsage | Failure): void {
  assert.ok(reading instanceof Failure, 'nothing readable is a failure, never 0 %');
  assert.equal(reading.kind, 'unreadable-answer');
  assert.equal(reading.detail?.code, 'no-windows');
}

/** The same windows, each exactly as expected; an empty list stands for an answer in which nothing can be read. */
export function assertWindows(
  reading: ParsedUsage | Failure,
  expected: readonly ExpectedWindow[],
  body: unknown,
): void {
  if (expected.length === 0) return assertNothingReadable(reading);
  const windows = windowsOf(reading);
  assert.deepEqual(windows.map(({ id }) => id).toSorted(), expected.map(idOf).toSorted());
  for (const wish of expected) {
    const window = windows.find(({ id }) => id === idOf(wish));
    assert.ok(window !== undefined);
    assertWindow(window, wish, body);
  }
}

export function assertWindow(window: QuotaWindow, wish: ExpectedWindow, body: unknown): void {
  assert.deepEqual(
    Object.keys(wish).filter((key) => !windowKeys.has(key)),
    [],
    'a key that no check knows',
  );
  assertPercent(window.usedPercent, wish.used_percent);
  assert.equal(window.used, wish.used);
  assert.equal(window.limit, wish.limit);
  assert.equal(
    window.lengthMinutes,
    typeof wish.window_minutes === 'number' ? wish.window_minutes : undefined,
  );
  assert.equal(window.resetsAtMs, wish.resets_at === null ? undefined : Date.parse(wish.resets_at));
  assert.equal(window.label, labelIn(body, wish.label));
  assert.equal(window.reliable, true);
  if (wish.exhausted !== undefined) assert.equal(isExhausted(window), wish.exhausted);
}

export function assertPercent(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 0.01, `${actual} is not ${expected}`);
}

/** A label is the service's own only where it stands in the answer; otherwise it is another client's wording and ours has none. */
export function labelIn(body: unknown, label: string | undefined): string | undefined {
  return label !== undefined && JSON.stringify(body).includes(JSON.stringify(label))
    ? label
    : undefined;
}

function idOf({ key, window_minutes }: ExpectedWindow): string {
  if (key === 'code_7d') return 'code-weekly';
  return key === 'rate' ? `rate-${window_minutes ?? 'unknown'}` : key;
}
