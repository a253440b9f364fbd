import assert from 'node:assert/strict';
import test from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { requestWebUsage } from '../../../src/kimi/request/request-web-usage.ts';
import { webBaseUrl } from '../../../src/kimi/request/base-url.ts';
import { readWebUsagesResponse } from '../../../src/kimi/response/web-usages-response.ts';
import { createFakeKimi } from '../../support/fakes/fake-kimi.ts';
import { jwtOf } from '../../support/jwt-of.ts';
import { casesOf } from '../credentials/kimi-case.ts';
import {
  assertWindow,
  assertWindows,
  checkAll,
  readingOr,
  windowsOf,
  type Expected,
  type ExpectedWindow,
} from './expectation.ts';

type UsagesInput = {
  readonly body?: unknown;
  readonly jwt_claims?: Readonly<Record<string, unknown>> | undefined;
};
type StatsInput = { readonly weekly_detail: unknown; readonly stats: unknown };

const nowMs = Date.UTC(2026, 0, 1);

for (const { id, title, input, expected } of casesOf<UsagesInput, Expected>('web_get_usages')) {
  test(`${id} ${title}`, async () => {
    if (input.jwt_claims !== undefined) return await assertRequest(input.jwt_claims, expected);
    const reading = readingOr(() =>
      readWebUsagesResponse({ usages: input.body, stats: undefined, nowMs }),
    );
    checkAll(expected, {
      windows: (windows: readonly ExpectedWindow[]) => assertWindows(reading, windows, input.body),
      error_kind: (kind: string) => {
        assert.equal(kind, 'parse');
        assert.ok(reading instanceof Failure);
        assert.equal(reading.kind, 'unreadable-answer');
        assert.equal(reading.detail?.code, 'no-coding-scope');
      },
      message: (message: string) =>
        assert.equal(reading instanceof Failure && reading.message, message),
    });
  });
}

for (const { id, title, input, expected } of casesOf<StatsInput, Expected>(
  'web_subscription_stats',
)) {
  test(`${id} ${title}`, () => {
    const usages = { usages: [{ scope: 'FEATURE_CODING', detail: input.weekly_detail }] };
    const windows = windowsOf(
      readingOr(() => readWebUsagesResponse({ usages, stats: input.stats, nowMs })),
    );
    checkAll(expected, {
      extra_windows: (wishes: readonly ExpectedWindow[]) => {
        const extra = windows.filter((window) => window.id !== 'weekly');
        assert.equal(extra.length, wishes.length);
        for (const wish of wishes) {
          const window = extra.find(
            (candidate) => candidate.id === (wish.key === 'code_7d' ? 'code-weekly' : wish.key),
          );
          assert.ok(window !== undefined);
          assertWindow(window, wish, input.stats);
        }
      },
    });
  });
}

async function assertRequest(
  claims: Readonly<Record<string, unknown>>,
  expected: Expected,
): Promise<void> {
  const kimi = createFakeKimi({
    GetUsages: { usages: [{ scope: 'FEATURE_CODING', detail: { limit: 100, used: 1 } }] },
  });
  const jwt = jwtOf(claims);
  const { signal } = new AbortController();
  await requestWebUsage(kimi.host, {
    base: webBaseUrl({}),
    site: 'mainland' as const,
    token: new Secret(jwt),
    timezone: 'Asia/Shanghai',
    signal,
  });
  const sent = kimi.sent.find(({ url }) => url.endsWith('/GetUsages'));
  checkAll(expected, {
    method: (method: string) => assert.equal(sent?.method, method),
    url: (url: string) => assert.equal(sent?.url, url),
    body: (body: unknown) => assert.deepEqual(JSON.parse(sent?.body ?? ''), body),
    headers: (headers: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(headers))
        assert.equal(sent?.headers[name], value.replace('<jwt>', jwt), name);
    },
  });
}
