import assert from 'node:assert/strict';
import test from 'node:test';
import { fetchUsage } from '../../../src/kimi/fetch-usage.ts';
import { createFakeKimi } from '../../support/fakes/fake-kimi.ts';
import { apiKeyPlace, askFor } from '../../support/fakes/credential-places.ts';
import { casesOf } from '../credentials/kimi-case.ts';
import { checkAll, type Expected } from './expectation.ts';

for (const { id, title, input, expected } of casesOf<{ readonly base_url: string }, Expected>(
  'base_url',
)) {
  test(`${id} ${title}`, async () => {
    const kimi = createFakeKimi({ '/usages': { usage: { limit: 100, used: 1 } } });
    const ask = askFor({
      choice: 'api',
      sources: [apiKeyPlace('sk-kimi-test')],
      address: { codeBaseUrl: input.base_url },
    });
    const outcome = await fetchUsage(kimi.host, ask);
    const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
    checkAll(expected, {
      accepted: (accepted: boolean) => assert.equal(outcome.kind === 'ok', accepted),
      endpoint: (endpoint: string) => assert.ok(kimi.sent.some(({ url }) => url === endpoint)),
      error_kind: (kind: string) => {
        assert.equal(kind, 'invalid_request');
        assert.deepEqual([failure?.kind, failure?.detail?.code], ['invalid-request', 'base-url']);
      },
      message: (message: string) => assert.equal(failure?.message, message),
      requests_sent: (count: number) => assert.equal(kimi.sent.length, count),
    });
  });
}
