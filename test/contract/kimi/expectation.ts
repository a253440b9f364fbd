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

/** Another client's wording, which KimiBar does not use. */
export const otherWording = (): void => {};

/** Runs the check of every key; a key without one fails, so that no new case is skipped silently. */
export function checkAll(expected: Expected, checks: Checks): void {
  for (const [key, value] of Object.entries(expected)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    assert.ok(check !== undefined, `no check for the expected key ${key}`);
    check(value as never);
  }
}

/** The usage, or the failure of reading it; any other error is a bug and is thrown on. */
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

/** The same windows, each as expected; an empty list means that nothing can be read. */
export function assertWindows(
  reading: ParsedUsage | Failure,
  expected: readonly ExpectedWindow[],
  body: unknown,
): void {
  if (expected.length === 0) return assertNothingReadable(reading);
  const windows = windowsOf(reading);
  assert.deepEqual(windows.map(({ id }) => id).toSorted(), expected.map(idOf).toSorted());
  for (const one of expected) {
    const window = windows.find(({ id }) => id === idOf(one));
    assert.ok(window !== undefined);
    assertWindow(window, one, body);
  }
}

export function assertWindow(window: QuotaWindow, expected: ExpectedWindow, body: unknown): void {
  assert.deepEqual(
    Object.keys(expected).filter((key) => !windowKeys.has(key)),
    [],
    'a key that no check knows',
  );
  assertPercent(window.usedPercent, expected.used_percent);
  assert.equal(window.used, expected.used);
  assert.equal(window.limit, expected.limit);
  assert.equal(
    window.lengthMinutes,
    typeof expected.window_minutes === 'number' ? expected.window_minutes : undefined,
  );
  assert.equal(
    window.resetsAtMs,
    expected.resets_at === null ? undefined : Date.parse(expected.resets_at),
  );
  assert.equal(window.label, labelIn(body, expected.label));
  assert.equal(window.reliable, true);
  if (expected.exhausted !== undefined) assert.equal(isExhausted(window), expected.exhausted);
}

export function assertPercent(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 0.01, `${actual} is not ${expected}`);
}

/** A label is Kimi's own only if the response contains it; otherwise it is another client's wording. */
export function labelIn(body: unknown, label: string | undefined): string | undefined {
  return label !== undefined && JSON.stringify(body).includes(JSON.stringify(label))
    ? label
    : undefined;
}

function idOf({ key, window_minutes }: ExpectedWindow): string {
  if (key === 'code_7d') return 'code-weekly';
  return key === 'rate' ? `rate-${window_minutes ?? 'unknown'}` : key;
}
