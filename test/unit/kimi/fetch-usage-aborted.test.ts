import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import test from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import type { FetchOutcome } from '../../../src/domain/fetch-outcome.ts';
import { fetchUsage } from '../../../src/kimi/fetch-usage.ts';
import { createFakeKimi, type FakeKimi } from '../../support/fakes/fake-kimi.ts';
import { apiKeyPlace, askFor, cliPlace } from '../../support/fakes/credential-places.ts';

async function walk(kimi: FakeKimi, ask: Parameters<typeof askFor>[0]): Promise<FetchOutcome> {
  return await fetchUsage(kimi.host, askFor(ask));
}

async function failureOf(kimi: FakeKimi, ask: Parameters<typeof askFor>[0]): Promise<Failure> {
  const outcome = await walk(kimi, ask);
  assert.equal(outcome.kind, 'failed');
  return outcome.kind === 'failed' ? outcome.failure : assert.fail();
}

test('cancellation is thrown, and no request follows it', async () => {
  const kimi = createFakeKimi({ '/usages': 'silence' });
  const cli = cliPlace('login');
  const end = new AbortController();
  const ask = askFor({ sources: [apiKeyPlace('sk-kimi-1'), cli], signal: end.signal });
  setImmediate(() => end.abort(new Failure('cancelled', 'Ctrl-C')));
  await assert.rejects(fetchUsage(kimi.host, ask), { name: 'Failure', kind: 'cancelled' });
  const sentBefore = kimi.sent.length;
  await assert.rejects(fetchUsage(kimi.host, ask), { name: 'Failure', kind: 'cancelled' });
  assertSame([cli.prompts, kimi.sent.length], [[], sentBefore]);
});

test('a signal that ends without a Failure counts as cancelled', async () => {
  const kimi = createFakeKimi({ '/usages': 'silence' });
  const end = new AbortController();
  setImmediate(() => end.abort());
  await assert.rejects(
    walk(kimi, { choice: 'api', sources: [apiKeyPlace('sk-kimi-1')], signal: end.signal }),
    { kind: 'cancelled' },
  );
});

test('the overall time-out is a failure, not a throw', async () => {
  const kimi = createFakeKimi({ '/usages': 'silence' });
  const end = new AbortController();
  setImmediate(() => end.abort(new Failure('timed-out', 'no answer within 20 s')));
  assert.equal(
    (
      await failureOf(kimi, {
        sources: [apiKeyPlace('sk-kimi-1'), cliPlace('x')],
        signal: end.signal,
      })
    ).kind,
    'timed-out',
  );
});

test('the reason of the abort counts, not the errors that it causes', async () => {
  const end = new AbortController();
  const find = async (): Promise<never> => {
    end.abort(new Failure('timed-out', 'no answer within 20 s'));
    throw new TypeError('torn down');
  };
  assert.equal(
    (await failureOf(createFakeKimi({}), { sources: [{ id: 'cli', find }], signal: end.signal }))
      .kind,
    'timed-out',
  );
});
