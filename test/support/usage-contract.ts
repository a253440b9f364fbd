import assert from 'node:assert/strict';

/** Keys in their order; a question mark marks one that may be absent. */
type Shape = readonly string[];

const record: Shape = ['provider', 'source', 'account?', 'usage', 'pace?', 'kimi'];
const failureRecord: Shape = ['provider', 'source', 'account?', 'error', 'kimi?'];
const usage: Shape = [
  'primary',
  'secondary',
  'tertiary',
  'extraRateWindows?',
  'identity',
  'loginMethod?',
  'updatedAt',
];
const rateWindow: Shape = ['usedPercent', 'windowMinutes?', 'resetsAt?', 'resetDescription?'];
const reading: Shape = [
  'windows',
  'plan?',
  'wallet?',
  'fetchedAt',
  'stale',
  'ageSeconds',
  'nextRefreshAt?',
  'sourceDetail?',
];
const figures: Shape = [
  'id',
  'label',
  'usedPercent',
  'remainingPercent',
  'used?',
  'limit?',
  'remaining?',
  'unit?',
  'windowMinutes',
];
const kimiWindow: Shape = [
  ...figures,
  'resetsAt?',
  'resetsInSeconds?',
  'reliable',
  'exhausted',
  'pace?',
  'split?',
];
const wallet: Shape = [
  'balanceCents',
  'totalCents',
  'monthlyLimitEnabled',
  'monthlyLimitCents',
  'monthlyUsedCents',
  'currency',
];
const pace: Shape = [
  'stage',
  'deltaPercent',
  'expectedUsedPercent',
  'willLastToReset',
  'etaSeconds?',
  'summary',
];
const stages = new Set([
  'onTrack',
  'slightlyAhead',
  'ahead',
  'farAhead',
  'slightlyBehind',
  'behind',
  'farBehind',
]);

type Json = Readonly<Record<string, unknown>>;

/** One record as published, with the parts that tests look at named. */
export type UsageRecord = {
  readonly provider: string;
  readonly source: string;
  readonly account?: string | undefined;
  readonly usage?: Json | undefined;
  readonly error?:
    | {
        readonly code: number;
        readonly kind: string;
        readonly message: string;
        readonly reason?: string | undefined;
      }
    | undefined;
  readonly kimi?:
    | ({
        readonly windows?: readonly Json[] | undefined;
        readonly plan?: string | undefined;
        readonly stale?: boolean | undefined;
        readonly ageSeconds?: number | undefined;
      } & Json)
    | undefined;
};

/**
 * Holds printed text to the published array: keys and their order, nulls, times, ranges, agreement
 * between both halves. Returns its records.
 */
export function readUsageArray(text: string): readonly UsageRecord[] {
  assert.match(text, /^\[.*\]\n$/s);
  const records: unknown = JSON.parse(text);
  assert.ok(Array.isArray(records));
  records.forEach((one, index) => checkRecord(objectAt(one, `[${index}]`), `[${index}]`));
  return records as UsageRecord[];
}

function checkRecord(one: Json, at: string): void {
  checkLeaves(one, at);
  if ('error' in one) return checkFailure(one, at);
  checkKeys(one, record, at);
  assert.equal(one['provider'], 'kimi', at);
  assert.ok(
    ['Kimi Code API key', 'Kimi Code CLI', 'Kimi web cookie'].includes(String(one['source'])),
    at,
  );
  checkUsage(objectAt(one['usage'], `${at}.usage`), `${at}.usage`);
  const paces = 'pace' in one ? objectAt(one['pace'], `${at}.pace`) : {};
  checkKeys(paces, ['primary?', 'secondary?'], `${at}.pace`);
  assert.notDeepEqual(one['pace'], {}, `${at}.pace is omitted when empty`);
  for (const [name, value] of Object.entries(paces)) checkPace(value, `${at}.pace.${name}`);
  const kimi = objectAt(one['kimi'], `${at}.kimi`);
  checkKeys(kimi, [...reading, 'attempts'], `${at}.kimi`);
  checkReading(kimi, `${at}.kimi`);
  assert.equal(kimi['stale'], false);
  assert.equal(objectAt(one['usage'], at)['updatedAt'], kimi['fetchedAt']);
}

function checkFailure(one: Json, at: string): void {
  checkKeys(one, failureRecord, at);
  const error = objectAt(one['error'], `${at}.error`);
  checkKeys(error, ['code', 'kind', 'message', 'reason?'], `${at}.error`);
  assert.ok(['provider', 'args', 'config'].includes(String(error['kind'])), at);
  assert.deepEqual(
    [one['provider'], 'reason' in error],
    error['kind'] === 'args' ? ['cli', false] : ['kimi', true],
    at,
  );
  if (one['kimi'] === undefined) return;
  const kimi = objectAt(one['kimi'], `${at}.kimi`);
  const hasReading = 'windows' in kimi;
  checkKeys(kimi, hasReading ? ['attempts', ...reading] : ['attempts'], `${at}.kimi`);
  if (!hasReading) return checkAttempts(kimi['attempts'], `${at}.kimi.attempts`);
  checkReading(kimi, `${at}.kimi`);
  assert.equal(kimi['stale'], true);
}

function checkUsage(one: Json, at: string): void {
  checkKeys(one, usage, at);
  assert.equal(one['tertiary'], null);
  for (const name of ['primary', 'secondary']) {
    if (one[name] !== null)
      checkKeys(objectAt(one[name], `${at}.${name}`), rateWindow, `${at}.${name}`);
  }
  for (const extra of listAt(one['extraRateWindows'] ?? [], `${at}.extraRateWindows`)) {
    checkKeys(extra, ['id', 'title', 'window'], `${at}.extraRateWindows`);
    assert.match(String(extra['id']), /^kimi-(monthly|code-7d|rate-[\w-]+)$/);
    checkKeys(objectAt(extra['window'], at), rateWindow, `${at}.extraRateWindows.window`);
  }
  assert.notDeepEqual(one['extraRateWindows'], [], `${at}.extraRateWindows is omitted when empty`);
  checkKeys(
    objectAt(one['identity'], `${at}.identity`),
    ['providerID', 'loginMethod?'],
    `${at}.identity`,
  );
  assert.equal(objectAt(one['identity'], at)['loginMethod'], one['loginMethod']);
}

function checkReading(kimi: Json, at: string): void {
  const windows = listAt(kimi['windows'], `${at}.windows`);
  assert.ok(windows.length > 0, `${at}.windows`);
  for (const window of windows) checkWindow(window, `${at}.windows.${String(window['id'])}`);
  assert.equal(
    new Set(windows.map(({ id }) => id)).size,
    windows.length,
    `${at}.windows: each id once`,
  );
  if ('wallet' in kimi) checkKeys(objectAt(kimi['wallet'], `${at}.wallet`), wallet, `${at}.wallet`);
  checkAttempts(kimi['attempts'], `${at}.attempts`);
}

function checkWindow(window: Json, at: string): void {
  checkKeys(window, kimiWindow, at);
  const { usedPercent, remainingPercent, reliable, exhausted } = window;
  assert.ok(Math.abs(Number(usedPercent) + Number(remainingPercent) - 100) < 1e-5, at);
  assert.equal(exhausted, reliable === true && usedPercent === 100, at);
  assert.equal('resetsAt' in window, 'resetsInSeconds' in window, at);
  if ('limit' in window) assert.ok(Number(window['limit']) > 0, at);
  if ('pace' in window) checkPace(window['pace'], `${at}.pace`);
  if ('split' in window)
    checkKeys(objectAt(window['split'], at), ['codePercent', 'otherPercent'], `${at}.split`);
}

function checkPace(value: unknown, at: string): void {
  const one = objectAt(value, at);
  checkKeys(one, pace, at);
  assert.ok(stages.has(String(one['stage'])), at);
  assert.match(
    String(one['summary']),
    /^(On pace|\d+% in (deficit|reserve)) \| Expected \d+% used \| (Lasts until reset|(Projected empty|Runs out) in .+)$/,
  );
}

function checkAttempts(value: unknown, at: string): void {
  for (const attempt of listAt(value, at)) {
    checkKeys(attempt, ['source', 'outcome', 'reason?', 'kind?'], at);
    assert.ok(
      ['ok', 'absent', 'rejected', 'failed', 'skipped'].includes(String(attempt['outcome'])),
      at,
    );
  }
}

/** What holds wherever a name stands: times, ranges, whole numbers, no null but in four places. */
function checkLeaves(value: unknown, at: string): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) checkLeaves(inner, `${at}.${key}`);
    return;
  }
  if (value === null)
    assert.match(at, /\.usage\.(primary|secondary|tertiary)$|\.kimi\.windows\.\d+\.windowMinutes$/);
  if (/\.(\w+At)$/.test(at)) assert.match(String(value), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, at);
  if (typeof value !== 'number') return;
  assert.ok(Number.isFinite(value), at);
  const isShare = /\.(used|remaining|code|other)Percent$/.test(at);
  if (isShare || at.endsWith('.expectedUsedPercent')) assert.ok(value >= 0 && value <= 100, at);
  if (!isShare && !/\.(used|limit|remaining)$/.test(at))
    assert.ok(Number.isInteger(value), `${at} is whole`);
}

function checkKeys(value: Json, shape: Shape, at: string): void {
  const keys = Object.keys(value);
  const expected = shape
    .filter((key) => !key.endsWith('?') || keys.includes(key.slice(0, -1)))
    .map((key) => key.replace('?', ''));
  assert.deepEqual(keys, expected, at);
}

function objectAt(value: unknown, at: string): Json {
  assert.ok(
    typeof value === 'object' && value !== null && !Array.isArray(value),
    `${at} is an object`,
  );
  return value as Json;
}

function listAt(value: unknown, at: string): readonly Json[] {
  assert.ok(Array.isArray(value), `${at} is a list`);
  return value.map((item) => objectAt(item, at));
}
