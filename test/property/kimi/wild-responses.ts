import * as fc from 'fast-check';

/** JSON texts of single values: what the service sends, and what trips a careless reader. */
const leaf = fc.oneof(
  fc.constantFrom(
    '"0"',
    '"1"',
    '"100"',
    '"2048"',
    '"214"',
    '" 12 "',
    '100',
    '0',
    '1',
    '0.4372',
    '"0.5"',
    '1.2',
  ),
  fc.constantFrom(
    '""',
    '" "',
    '"-1"',
    '-1',
    '-0',
    '"1e400"',
    '1e400',
    '-1e400',
    '1e308',
    '5e-324',
    '"9223372036854775807"',
    '"0x10"',
  ),
  fc.constantFrom(
    'null',
    'true',
    'false',
    '[]',
    '[5]',
    '{}',
    '"NaN"',
    '"Infinity"',
    '"invalid"',
    '"1,000"',
    '"constructor"',
    '"__proto__"',
  ),
  fc.constantFrom(
    '"2026-09-23T06:47:08Z"',
    '"2026-01-09T15:23:13.716839300Z"',
    '"0001-01-01T00:00:00Z"',
    '"2026-02-31T00:00:00Z"',
    '42',
  ),
  fc.constantFrom(
    '"TIME_UNIT_MINUTE"',
    '"TIME_UNIT_HOUR"',
    '"DAY"',
    '"TIME_UNIT_WEEK"',
    '"TIME_UNIT_UNKNOWN"',
    '300',
    '7',
    '10080',
  ),
  fc.constantFrom(
    '"BOOSTER"',
    '"FEATURE_CODING"',
    '"FEATURE_OMNI"',
    '"SUBSCRIPTION"',
    '"LEVEL_BASIC"',
    '1767225600',
    '"1767225600000"',
  ),
  fc.double().map((value) => JSON.stringify(value)),
  fc.integer().map(String),
  fc.string().map((value) => JSON.stringify(value)),
);

const count = object({
  limit: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('"100"', '200', '"2048"') },
    { weight: 1, arbitrary: leaf },
  ),
  used: leaf,
  remaining: leaf,
  resetTime: leaf,
  reset_at: leaf,
  ttl: leaf,
  name: leaf,
});
const window = fc.oneof(
  fc.constantFrom(
    '{"duration":300,"timeUnit":"TIME_UNIT_MINUTE"}',
    '{"duration":7,"timeUnit":"DAY"}',
  ),
  object({ duration: leaf, timeUnit: leaf }),
);
const row = fc.oneof(
  leaf,
  count,
  object({ window, detail: fc.oneof(count, leaf), scope: leaf, title: leaf }),
);
const rows = fc.oneof(list(row), leaf);
const pool = fc.oneof(object({ used_ratio: leaf, reset_time: leaf, usedRatio: leaf }), leaf);
const pools = object({
  limit_5h: pool,
  limit_7d: pool,
  limit_month_total: pool,
  limit_month_code: pool,
  limit_day: pool,
  limit_week: pool,
  limit_1y: pool,
  __proto__x: pool,
});
const price = object({ currency: leaf, priceInCents: leaf });
const wallet = object({
  balance: object({
    type: fc.constantFrom('"BOOSTER"', '"BALANCE_BOOSTER"', '"OTHER"'),
    amount: leaf,
    amountLeft: leaf,
  }),
  monthlyChargeLimitEnabled: leaf,
  monthlyChargeLimit: price,
  monthlyUsed: price,
  status: fc.oneof(leaf, fc.constant('"STATUS_DISABLED"')),
});
const region = fc.constantFrom('"REGION_CN"', '"REGION_OVERSEA"');
const version = fc.constantFrom('"GOODS_VERSION_V1"', '"GOODS_VERSION_V2"', '2');
const user = object({ membership: object({ level: leaf }), region: fc.oneof(leaf, region) });
const usages = object({
  usage: fc.oneof(count, leaf),
  limits: rows,
  usages: fc.oneof(pools, leaf),
  boosterWallet: wallet,
  user,
  version: fc.oneof(leaf, version),
});

/** Texts of responses to `/usages`, near the real shapes, in or out of their envelope. */
export const usagesText = fc.oneof(usages, object({ data: usages }), leaf);

const scope = fc.constantFrom('"FEATURE_CODING"', '"FEATURE_CODING"', '"OTHER"');
const coding = fc.oneof(
  fc
    .tuple(fc.oneof(count, leaf), rows)
    .map(([detail, limits]) => `{"scope":"FEATURE_CODING","detail":${detail},"limits":${limits}}`),
  object({ scope, detail: fc.oneof(count, leaf), limits: rows }),
);

/** The same for the web gateway's two calls. */
export const webUsagesText = fc.oneof(list(coding), leaf).map((value) => `{"usages":${value}}`);
const rateLimit = object({ ratio: leaf, enabled: leaf, resetTime: leaf });
const balance = object({
  feature: fc.constantFrom('"FEATURE_OMNI"', '"FEATURE_CODING"'),
  type: fc.constant('"SUBSCRIPTION"'),
  amountUsedRatio: leaf,
  kimiCodeUsedRatio: leaf,
  expireTime: leaf,
});
export const statsText = object({
  subscriptionBalance: balance,
  ratelimitCode5h: rateLimit,
  ratelimitCode7d: rateLimit,
});

/** A text with a piece cut out and other signs put in its place. */
export function mangled(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const signs = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '-', 'e', '9', '\\', '\u0000', 'null'),
  );
  return fc
    .tuple(text, fc.integer({ min: 0, max: 9_999 }), fc.nat(6), signs)
    .map(([whole, place, length, instead]) => {
      const at = Math.floor((place / 10_000) * whole.length);
      return whole.slice(0, at) + instead + whole.slice(at + length);
    });
}

/** Deep nests, as values of real keys and bare. */
export const deepText = fc
  .tuple(
    fc.integer({ min: 1, max: 20_000 }),
    fc.constantFrom('[', '{"usage":', '{"data":', '{"limits":['),
    fc.boolean(),
  )
  .map(([depth, opening, isClosed]) => {
    const closing = [...opening]
      .toReversed()
      .map((sign) => ({ '[': ']', '{': '}' })[sign] ?? '')
      .join('');
    return opening.repeat(depth) + 'null' + (isClosed ? closing.repeat(depth) : '');
  });

function object(fields: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  return fc.record(fields, { requiredKeys: [] }).map((record) => {
    const entries = Object.entries(record).map(([key, text]) => `${JSON.stringify(key)}:${text}`);
    return `{${entries.join()}}`;
  });
}

function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(item, { maxLength: 4 }).map((items) => `[${items.join()}]`);
}
