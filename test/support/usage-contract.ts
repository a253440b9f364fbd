import assert from 'node:assert/strict';
import { usageSchema } from './published-schema.ts';

/** The published order of keys: people read this JSON, too. */
const keyOrders: Readonly<Record<string, readonly string[]>> = {
  record: ['provider', 'source', 'account', 'usage', 'error', 'pace', 'kimi'],
  usage: [
    'primary',
    'secondary',
    'tertiary',
    'extraRateWindows',
    'identity',
    'loginMethod',
    'updatedAt',
  ],
  kimi: [
    'windows',
    'plan',
    'wallet',
    'fetchedAt',
    'stale',
    'ageSeconds',
    'nextRefreshAt',
    'sourceDetail',
    'error',
  ],
  error: ['code', 'kind', 'message', 'reason'],
  rateWindow: ['usedPercent', 'windowMinutes', 'resetsAt', 'resetDescription'],
  pace: [
    'stage',
    'deltaPercent',
    'expectedUsedPercent',
    'willLastToReset',
    'etaSeconds',
    'summary',
  ],
  wallet: [
    'balanceCents',
    'totalCents',
    'monthlyLimitEnabled',
    'monthlyLimitCents',
    'monthlyUsedCents',
    'currency',
    'monthlyUsedCurrency',
    'disabled',
  ],
  window: [
    'id',
    'label',
    'usedPercent',
    'remainingPercent',
    'used',
    'limit',
    'remaining',
    'unit',
    'windowMinutes',
    'resetsAt',
    'resetsInSeconds',
    'reliable',
    'exhausted',
    'pace',
    'forecast',
    'split',
  ],
};

type Json = Readonly<Record<string, unknown>>;

/** One record as published, with the parts that tests look at named. */
export type UsageRecord = {
  readonly provider: string;
  readonly source: string;
  readonly account?: string | undefined;
  readonly usage?: Json | undefined;
  readonly pace?: Json | undefined;
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
 * Parses what `usage --json` printed. Checks it against the published schema, and what a schema
 * cannot say: the order of keys, and that the parts agree with each other. Returns the records.
 */
export function readUsageArray(text: string): readonly UsageRecord[] {
  assert.match(text, /^\[.*\]\n$/s);
  const records = JSON.parse(text) as readonly UsageRecord[];
  assert.ok(usageSchema.isDescribed(records), `${usageSchema.errors()}\n${text}`);
  records.forEach(checkRecord);
  return records;
}

function checkRecord(record: UsageRecord): void {
  checkOrder(record, 'record');
  const { error, usage, kimi, pace } = record;
  if (kimi?.windows !== undefined) checkKimi(kimi);
  if (error !== undefined) return checkFailure(record);
  assert.ok(usage !== undefined && kimi !== undefined);
  checkOrder(usage, 'usage');
  checkTertiary(usage);
  assert.equal(usage['updatedAt'], kimi['fetchedAt']);
  assert.equal(objectAt(usage, 'identity')['loginMethod'], usage['loginMethod']);
  // Only the last good usage after a failure is stale, and it names the failure.
  assert.equal(kimi.stale, kimi['error'] !== undefined);
  assert.equal(Object.keys(kimi).at(-1), 'attempts');
  for (const name of ['primary', 'secondary', 'tertiary'])
    if (usage[name] !== null) checkOrder(objectAt(usage, name), 'rateWindow');
  for (const one of Object.values(pace ?? {})) checkPace(one as Json);
  // Omitted, never empty.
  assert.notDeepEqual(usage['extraRateWindows'], []);
  assert.notDeepEqual(pace, {});
}

/** The monthly window is repeated if there is no weekly one. */
function checkTertiary(usage: Json): void {
  const extra = (usage['extraRateWindows'] ?? []) as readonly Json[];
  const monthly = extra.find(({ id }) => id === 'kimi-monthly')?.['window'];
  assert.deepEqual(usage['tertiary'], usage['primary'] === null ? (monthly ?? null) : null);
}

function checkFailure({ provider, error, kimi }: UsageRecord): void {
  checkOrder(error ?? {}, 'error');
  const isArguments = error?.kind === 'args';
  assert.deepEqual(
    [provider, error?.reason !== undefined],
    isArguments ? ['cli', false] : ['kimi', true],
  );
  // Only a record with stale usage has anything but the attempts.
  if (kimi?.windows === undefined)
    assert.deepEqual(Object.keys(kimi ?? { attempts: [] }), ['attempts']);
  else assert.deepEqual([kimi.stale, Object.keys(kimi)[0]], [true, 'attempts']);
}

function checkKimi(kimi: Json): void {
  checkOrder(kimi, 'kimi');
  const windows = kimi['windows'] as readonly Json[];
  assert.equal(new Set(windows.map(({ id }) => id)).size, windows.length, 'each id once');
  windows.forEach(checkWindow);
  if ('wallet' in kimi) checkOrder(objectAt(kimi, 'wallet'), 'wallet');
}

function checkWindow(window: Json): void {
  const id = String(window['id']);
  checkOrder(window, 'window');
  const { usedPercent, remainingPercent, reliable, exhausted } = window;
  assert.ok(Math.abs(Number(usedPercent) + Number(remainingPercent) - 100) < 1e-5, id);
  assert.equal(exhausted, reliable === true && usedPercent === 100, id);
  assert.equal('resetsAt' in window, 'resetsInSeconds' in window, id);
  if ('pace' in window) checkPace(objectAt(window, 'pace'));
}

function checkPace(pace: Json): void {
  checkOrder(pace, 'pace');
  assert.match(
    String(pace['summary']),
    /^(On pace|\d+% in (deficit|reserve)) \| Expected \d+% used \| (Lasts until reset|(Projected empty|Runs out) in .+)$/,
  );
}

function checkOrder(value: object, name: string): void {
  const order = keyOrders[name] ?? [];
  const keys = Object.keys(value).filter((key) => order.includes(key));
  assert.deepEqual(
    keys,
    order.filter((key) => keys.includes(key)),
    `order of keys in ${name}`,
  );
}

function objectAt(value: Json, key: string): Json {
  const inner = value[key];
  assert.ok(typeof inner === 'object' && inner !== null, `${key} is an object`);
  return inner as Json;
}
