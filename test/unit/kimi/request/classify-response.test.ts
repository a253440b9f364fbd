import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import type { UsageSource } from '../../../../src/domain/usage-snapshot.ts';
import { classifyResponse } from '../../../../src/kimi/request/classify-response.ts';
import { readRetryAfter } from '../../../../src/host/http/http-dates.ts';

const nowMs = Date.UTC(2026, 8, 20);
const url = new URL('https://api.kimi.com/coding/v1/usages?key=canary');

function classify(
  status: number,
  surface: UsageSource = 'api-key',
  headers: Readonly<Record<string, string>> = {},
) {
  return classifyResponse(
    { status, headers, body: '{"error":{"message":"canary-body"}}' },
    { surface, url, nowMs },
  );
}

const table: readonly (readonly [number, UsageSource, string, string, string?])[] = [
  [301, 'api-key', 'invalid-request', 'http-status', '301'],
  [400, 'api-key', 'invalid-request', 'http-status', '400'],
  [401, 'api-key', 'credential-rejected', 'api-key-rejected'],
  [401, 'cli', 'credential-rejected', 'cli-login-rejected'],
  [401, 'web', 'credential-rejected', 'web-token-rejected'],
  [402, 'cli', 'plan-or-quota-denied', 'http-status', '402'],
  [402, 'web', 'plan-or-quota-denied', 'http-status', '402'],
  [403, 'api-key', 'plan-or-quota-denied', 'http-status', '403'],
  [403, 'cli', 'plan-or-quota-denied', 'http-status', '403'],
  [403, 'web', 'credential-rejected', 'web-token-rejected'],
  [404, 'api-key', 'endpoint-missing', 'http-status', 'https://api.kimi.com/coding/v1/usages'],
  [408, 'api-key', 'timed-out', 'http-status', '408'],
  [410, 'web', 'endpoint-missing', 'http-status', 'https://api.kimi.com/coding/v1/usages'],
  [418, 'api-key', 'invalid-request', 'http-status', '418'],
  [429, 'api-key', 'rate-limited', 'http-status', '429'],
  [500, 'api-key', 'server-fault', 'http-status', '500'],
  [503, 'web', 'server-fault', 'http-status', '503'],
  [599, 'cli', 'server-fault', 'http-status', '599'],
];

for (const [status, surface, kind, code, subject] of table) {
  test(`${status} on ${surface} is ${kind}`, () => {
    const failure = classify(status, surface);
    assert.equal(failure?.kind, kind);
    assert.deepEqual(failure?.detail, subject === undefined ? { code } : { code, subject });
    assert.ok(
      !inspect(failure, { depth: 9 }).includes('canary'),
      'neither a body nor a query is ever repeated',
    );
  });
}

const page = '<!DOCTYPE html><html><body>canary-page</body></html>';
const labelled = { 'content-type': 'text/html; charset=utf-8' };

for (const [status, kind] of [
  [200, 'unreadable-answer'],
  [403, 'offline'],
  [511, 'offline'],
] as const) {
  test(`a web page with ${status} comes from the network, on both surfaces`, () => {
    for (const surface of ['api-key', 'web'] as const) {
      for (const response of [
        { headers: labelled, body: page },
        { headers: {}, body: `\uFEFF \n${page}` },
        { headers: labelled, body: ' <p>Blocked</p>' },
      ]) {
        const failure = classifyResponse({ status, ...response }, { surface, url, nowMs });
        assert.deepEqual(
          [failure?.kind, failure?.detail],
          [kind, { code: 'intercepted', subject: String(status) }],
        );
        assert.ok(!inspect(failure, { depth: 9 }).includes('canary'));
      }
    }
  });
}

test('511 needs no page, and other statuses keep their meaning with one', () => {
  assert.equal(classify(511)?.detail?.code, 'intercepted');
  for (const [status, kind] of [
    [401, 'credential-rejected'],
    [404, 'endpoint-missing'],
    [429, 'rate-limited'],
    [502, 'server-fault'],
  ] as const) {
    const response = { status, headers: labelled, body: page };
    assert.equal(classifyResponse(response, { surface: 'api-key', url, nowMs })?.kind, kind);
  }
});

test('JSON is no page, whatever its label says', () => {
  for (const [status, kind] of [
    [200, undefined],
    [403, 'plan-or-quota-denied'],
  ] as const)
    assert.equal(classify(status, 'api-key', labelled)?.kind, kind);
});

test('every 2xx is a success', () => {
  assert.equal(classify(200), undefined);
  assert.equal(classify(299), undefined);
});

test('Retry-After counts only for 429 and 5xx', () => {
  const answers = [429, 503, 403, 400].map((status) =>
    classify(status, 'api-key', { 'retry-after': '120' }),
  );
  assert.deepEqual(
    answers.map((failure) => failure?.retryAfterMs),
    [120_000, 120_000, undefined, undefined],
  );
});

const waits: readonly (readonly [string | undefined, number | undefined])[] = [
  ['0', 0],
  [' 30 ', 30_000],
  ['1.5', 1_500],
  ['99999999999999999999', 86_400_000],
  ['Sun, 20 Sep 2026 00:02:00 GMT', 120_000],
  ['Sunday, 20-Sep-26 00:02:00 GMT', 120_000],
  ['Sat, 19 Sep 2026 00:00:00 GMT', 0],
  ['Sun, 20 Sep 2099 00:00:00 GMT', 86_400_000],
  ['-5', undefined],
  ['', undefined],
  ['soon', undefined],
  ['2027', 2_027_000],
  ['Sun, someday GMT', undefined],
  ['1e9', undefined],
  [undefined, undefined],
];

for (const [header, wait] of waits) {
  test(`Retry-After: ${header ?? '(none)'}`, () => {
    assert.equal(readRetryAfter(header, nowMs), wait);
  });
}
