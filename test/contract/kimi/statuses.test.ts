import assert from 'node:assert/strict';
import test from 'node:test';
import { failurePolicy } from '../../../src/domain/failure.ts';
import { classifyResponse } from '../../../src/kimi/request/classify-response.ts';
import { casesOf } from '../credentials/kimi-case.ts';
import { checkAll, otherWording, type Expected } from './expectation.ts';

type Input = {
  readonly surface?: 'code_api_key' | 'web' | undefined;
  readonly http_status: number;
  readonly raw_body?: string | undefined;
  readonly body?: unknown;
};

const surfaces = { code_api_key: 'api-key', web: 'web' } as const;

const kinds: Readonly<Record<string, readonly [kind: string, code: string]>> = {
  invalid_request: ['invalid-request', 'http-status'],
  invalid_api_key: ['credential-rejected', 'api-key-rejected'],
  invalid_web_token: ['credential-rejected', 'web-token-rejected'],
  no_plan: ['plan-or-quota-denied', 'http-status'],
  permission_or_quota_denied: ['plan-or-quota-denied', 'http-status'],
  server: ['server-fault', 'http-status'],
};

for (const { id, title, input, expected } of [
  ...casesOf<Input, Expected>('http_status'),
  ...casesOf<Input, Expected>('inference_403'),
]) {
  test(`${id} ${title}`, () => {
    const body = input.raw_body ?? JSON.stringify(input.body);
    const surface = surfaces[input.surface ?? 'code_api_key'];
    const url = new URL('https://api.kimi.com/coding/v1/usages');
    const failure = classifyResponse(
      { status: input.http_status, headers: {}, body },
      { surface, url, nowMs: 0 },
    );
    assert.ok(failure !== undefined);
    checkAll(expected, {
      error_kind: (kind: string) =>
        assert.deepEqual([failure.kind, failure.detail?.code], kinds[kind]),
      auth_required: (required: boolean) =>
        assert.equal(failure.kind === 'credential-rejected', required),
      keep_last_good: (keep: boolean) =>
        assert.equal(failurePolicy[failure.kind].keepLastGood, keep),
      message: otherWording,
      classification: (word: string) => {
        assert.equal(word, 'quota_exhausted');
        assert.equal(failure.kind, 'plan-or-quota-denied');
      },
      // Only the body of a chat response names the pool: KimiBar never chats and never quotes a body.
      pool: () => assert.ok(body !== '' && !failure.message.includes(body)),
      not: (word: string) => {
        assert.equal(word, 'account_terminated');
        assert.notEqual(failure.kind, 'credential-rejected');
      },
    });
  });
}
