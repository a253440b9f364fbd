import assert from 'node:assert/strict';
import { assertSame } from '../../../support/assert-same.ts';
import test from 'node:test';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import type { UsageOutcome } from '../../../../src/domain/usage-snapshot.ts';
import {
  argumentRecord,
  failureRecord,
  usageJson,
  usageRecord,
} from '../../../../src/present/json/usage-json.ts';
import type { KnownRecord, SuccessRecord } from '../../../../src/present/json/usage-record.ts';
import {
  failed,
  fresh,
  monthly,
  nowMs,
  session,
  snapshot,
  wallet,
  weekly,
} from '../../../support/fakes/snapshots.ts';

const facts = { nowMs, asked: 'auto', timeZone: 'UTC' } as const;

test('a success record has all keys in the published order', () => {
  const outcome = fresh(
    snapshot([monthly, weekly, { ...session, usedPercent: 9.5, used: 19, remaining: 181 }], {
      wallet,
      sourceDetail: 'x',
    }),
  );
  const record = usageRecord(outcome, {
    ...facts,
    account: 'work',
    nextRefreshAtMs: nowMs + 300_500,
  });
  const weeklyPace =
    '{"stage":"farBehind","deltaPercent":-46,"expectedUsedPercent":56,"willLastToReset":true,"summary":"46% in reserve | Expected 56% used | Lasts until reset"}';
  const sessionPace =
    '{"stage":"farBehind","deltaPercent":-49,"expectedUsedPercent":58,"willLastToReset":true,"summary":"49% in reserve | Expected 58% used | Lasts until reset"}';
  const monthlyPace =
    '{"stage":"slightlyBehind","deltaPercent":-5,"expectedUsedPercent":60,"willLastToReset":true,"summary":"5% in reserve | Expected 60% used | Lasts until reset"}';
  assert.equal(
    usageJson([record], false),
    `[{"provider":"kimi","source":"Kimi Code API key","account":"work","usage":{` +
      `"primary":{"usedPercent":10.449219,"windowMinutes":10080,"resetsAt":"2025-11-24T15:23:00Z","resetDescription":"214/2048 requests"},` +
      `"secondary":{"usedPercent":9.5,"windowMinutes":300,"resetsAt":"2025-11-21T15:28:00Z","resetDescription":"Rate: 19/200 per 5 hours"},` +
      `"tertiary":null,"extraRateWindows":[{"id":"kimi-monthly","title":"Total usage","window":{"usedPercent":55,"windowMinutes":43200,` +
      `"resetsAt":"2025-12-03T13:23:00Z","resetDescription":"55% used"}}],` +
      `"identity":{"providerID":"kimi","loginMethod":"Allegretto"},"loginMethod":"Allegretto","updatedAt":"2025-11-21T13:22:55Z"},` +
      `"pace":{"primary":${weeklyPace},"secondary":${sessionPace}},"kimi":{"windows":[` +
      `{"id":"session","label":"5-hour","usedPercent":9.5,"remainingPercent":90.5,"used":19,"limit":200,"remaining":181,"unit":"requests",` +
      `"windowMinutes":300,"resetsAt":"2025-11-21T15:28:00Z","resetsInSeconds":7500,"reliable":true,"exhausted":false,"pace":${sessionPace},` +
      `"forecast":{"basis":"even-pace","weeks":0,"runsOutProbability":0,"usedAtResetPercent":{"p10":14,"p50":17,"p90":21}}},` +
      `{"id":"weekly","label":"Weekly","usedPercent":10.449219,"remainingPercent":89.550781,"used":214,"limit":2048,"remaining":1834,` +
      `"unit":"requests","windowMinutes":10080,"resetsAt":"2025-11-24T15:23:00Z","resetsInSeconds":266400,"reliable":true,"exhausted":false,` +
      `"pace":${weeklyPace},"forecast":{"basis":"even-pace","weeks":0,"runsOutProbability":0,"usedAtResetPercent":{"p10":15,"p50":19,"p90":24}}},` +
      `{"id":"monthly","label":"Monthly","usedPercent":55,"remainingPercent":45,"unit":"percent","windowMinutes":43200,` +
      `"resetsAt":"2025-12-03T13:23:00Z","resetsInSeconds":1036800,"reliable":true,"exhausted":false,"pace":${monthlyPace},` +
      `"forecast":{"basis":"even-pace","weeks":0,"runsOutProbability":0.22,"usedAtResetPercent":{"p10":75,"p50":89,"p90":100},"runsOutAt":"2025-12-01T19:26:18Z","runsOutEarliestAt":"2025-11-29T11:33:02Z"},"split":{"codePercent":25,"otherPercent":30}}],` +
      `"plan":"Allegretto","wallet":{"balanceCents":10000,"totalCents":20000,"monthlyLimitEnabled":true,"monthlyLimitCents":20000,` +
      `"monthlyUsedCents":5000,"currency":"USD"},"verdict":{"state":"lasts",` +
      `"text":"It will last: 5-hour, week and month. Tightest: month, about 11% left when it resets on Wed 3 Dec."},` +
      `"fetchedAt":"2025-11-21T13:22:55Z","stale":false,"ageSeconds":5,` +
      `"nextRefreshAt":"2025-11-21T13:28:00Z","sourceDetail":"x","attempts":[{"source":"api-key","outcome":"ok"}]}}]`,
  );
});

test('a minimal record omits absent keys and has null for three windows', () => {
  const bare = fresh({
    windows: [{ id: 'rate-unknown', usedPercent: 0, unit: 'requests', reliable: false }],
    source: 'cli',
    fetchedAtMs: nowMs,
  });
  assert.equal(
    usageJson([usageRecord(bare, facts)], false),
    `[{"provider":"kimi","source":"Kimi Code CLI","usage":{"primary":null,"secondary":null,"tertiary":null,` +
      `"extraRateWindows":[{"id":"kimi-rate-unknown","title":"Other","window":{"usedPercent":0}}],` +
      `"identity":{"providerID":"kimi"},"updatedAt":"2025-11-21T13:23:00Z"},` +
      `"kimi":{"windows":[{"id":"rate-unknown","label":"Other","usedPercent":0,"remainingPercent":100,"unit":"requests","windowMinutes":null,` +
      `"reliable":false,"exhausted":false}],"verdict":{"state":"unknown","text":"Kimi sent no usable numbers."},"fetchedAt":"2025-11-21T13:23:00Z","stale":false,"ageSeconds":0,` +
      `"attempts":[{"source":"api-key","outcome":"ok"}]}}]`,
  );
  assert.equal('extraRateWindows' in usageOf(fresh(snapshot([session, weekly]))), false);
});

function usageOf(outcome: UsageOutcome): SuccessRecord['usage'] {
  const record = usageRecord(outcome, facts);
  assert.ok('usage' in record);
  return record.usage;
}

/** What the JSON says of the 5-hour window changed so: its description, with id and title where it stands among the others. */
function described(change: Partial<QuotaWindow>): unknown {
  const { secondary, extraRateWindows } = usageOf(fresh(snapshot([{ ...session, ...change }])));
  const extra = extraRateWindows?.[0];
  return extra === undefined
    ? secondary?.resetDescription
    : [extra.id, extra.title, extra.window.resetDescription];
}

test('descriptions never call percent requests', () => {
  assert.equal(described({ unit: 'percent', limit: 100, used: 41, usedPercent: 41 }), '41% used');
  assert.equal(described({ unit: 'percent', usedPercent: 0.4 }), '<1% used');
  assert.equal(described({ used: 250, usedPercent: 100 }), 'Rate: 250/200 per 5 hours');
  assert.equal(described({ reliable: false }), undefined);
  assertSame(described({ id: 'rate-90', lengthMinutes: 90 }), [
    'kimi-rate-90',
    '90-minute',
    'Rate: 139/200 per 90 minutes',
  ]);
  assertSame(described({ id: 'rate-60', lengthMinutes: 60 }), [
    'kimi-rate-60',
    '1-hour',
    'Rate: 139/200 per hour',
  ]);
  assertSame(described({ id: 'rate-1440', lengthMinutes: 1440 }), [
    'kimi-rate-1440',
    '24-hour',
    'Rate: 139/200 per 24 hours',
  ]);
  assertSame(described({ id: 'code-weekly', lengthMinutes: 10_080, unit: 'percent' }), [
    'kimi-code-7d',
    'Code 7-day',
    '70% used',
  ]);
});

function windowsOf(...windows: QuotaWindow[]) {
  const record = usageRecord(fresh(snapshot(windows)), facts);
  assert.ok('usage' in record);
  return record.usage;
}

test('without a weekly window the monthly one is the third as well', () => {
  const { primary, secondary, tertiary, extraRateWindows } = windowsOf(session, monthly);
  assertSame([primary, secondary?.usedPercent], [null, 69.5]);
  assert.equal(tertiary?.usedPercent, 55);
  assert.deepEqual(extraRateWindows?.[0]?.window, tertiary);
  assert.equal(windowsOf(session, weekly, monthly).tertiary, null);
  assert.equal(windowsOf(session).tertiary, null);
});

test('the last good usage is repeated only if it is young enough', () => {
  const outcome = failed({ kind: 'offline' }, snapshot([session, weekly]));
  const repeated = usageRecord(outcome, { ...facts, lastGoodForMs: 5000 });
  assert.ok('usage' in repeated && !('error' in repeated));
  assertSame(
    [repeated.source, repeated.kimi.stale, repeated.usage.primary?.usedPercent],
    ['Kimi Code API key', true, 10.449219],
  );
  for (const lastGoodForMs of [4999, undefined])
    assert.ok('error' in usageRecord(outcome, { ...facts, lastGoodForMs }));
});

test('an eta is given only if the quota will run out', () => {
  const record = usageRecord(
    fresh(snapshot([session, { ...weekly, usedPercent: 0.07 * 100 }])),
    facts,
  );
  assert.ok('usage' in record);
  assertSame(record.pace?.secondary, {
    stage: 'ahead',
    deltaPercent: 11,
    expectedUsedPercent: 58,
    willLastToReset: false,
    etaSeconds: 4608,
    summary: '11% in deficit | Expected 58% used | Projected empty in 1h 17m',
  });
  assert.equal(record.usage.primary?.usedPercent, 7);
});

test('a failure record has the requested source, the kind and the last known windows', () => {
  const attempts =
    '"attempts":[{"source":"api-key","outcome":"failed","kind":"credential-missing"}]';
  assert.equal(
    usageJson(
      [
        usageRecord(failed({ kind: 'credential-missing', detail: { code: 'no-api-key' } }), {
          nowMs,
          asked: 'api',
        }),
      ],
      false,
    ),
    `[{"provider":"kimi","source":"api","error":{"code":1,"kind":"provider","message":"No Kimi Code API key is set. ` +
      `Create one in the Kimi Code Console, then run: kimibar config set-api-key","reason":"credential-missing"},"kimi":{${attempts}}}]`,
  );
  const record = usageRecord(
    failed({ kind: 'timed-out' }, snapshot([session], { fetchedAtMs: nowMs - 720_900 })),
    facts,
  );
  assert.ok('error' in record);
  const known: KnownRecord = record.kimi ?? {};
  assertSame(
    [record.error.code, record.error.reason, known.stale, known.ageSeconds],
    [4, 'timed-out', true, 720],
  );
  assertSame(Object.keys(JSON.parse(JSON.stringify(known))), [
    'attempts',
    'windows',
    'plan',
    'verdict',
    'fetchedAt',
    'stale',
    'ageSeconds',
  ]);
  assert.equal(known.windows?.[0]?.pace, undefined);
});

test('bad arguments and early failures have records too', () => {
  assert.equal(
    usageJson([argumentRecord('Unknown option --x')], false),
    '[{"provider":"cli","source":"cli","error":{"code":64,"kind":"args","message":"Unknown option --x"}}]',
  );
  assert.equal(
    JSON.stringify(
      failureRecord({
        kind: 'invalid-config',
        detail: { code: 'config-syntax', subject: 'config.json:3:7' },
      }),
    ),
    '{"provider":"kimi","source":"auto","error":{"code":1,"kind":"config","message":"The config file is not valid JSON: config.json:3:7. ' +
      'Fix it by hand; KimiBar won\'t touch the file.","reason":"invalid-config"}}',
  );
  assert.equal(usageJson([], false), '[]');
  assert.match(usageJson([argumentRecord('x')], true), /^\[\n {2}\{\n {4}"provider": "cli",\n/);
});

test('a forecast says 100 percent only if it is exactly that', () => {
  const nearly = { p10: 0.3, p50: 99.6, p90: 100 };
  const forecast = { basis: 'rhythm', weeks: 5, runsOutProbability: 0.3 } as const;
  const forecasts = new Map([['session', { ...forecast, usedAtResetPercent: nearly }]] as const);
  const record = usageRecord(fresh(snapshot([session])), { ...facts, forecasts });
  assert.ok(record.kimi !== undefined && 'windows' in record.kimi);
  assert.deepEqual(record.kimi.windows?.[0]?.forecast?.usedAtResetPercent, {
    p10: 0,
    p50: 99,
    p90: 100,
  });
});
