import assert from 'node:assert/strict';
import test from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import type { SourceChoice } from '../../../src/domain/setting-choices.ts';
import { fetchUsage } from '../../../src/kimi/fetch-usage.ts';
import { createFakeKimi } from '../../support/fakes/fake-kimi.ts';
import { apiKeyPlace, askFor, cliPlace } from '../../support/fakes/credential-places.ts';
import { casesOf } from '../credentials/kimi-case.ts';
import { checkAll, type Expected } from './expectation.ts';

type Input = {
  readonly mode?: SourceChoice | undefined;
  readonly modes?: readonly SourceChoice[] | undefined;
  readonly error?: 'cancelled' | 'decode' | undefined;
};

const answers = {
  cancelled: new Failure('cancelled', 'the person gave up'),
  decode: { status: 200, body: 'not json' },
};

/** The group is about the environment; its cases with an error are about the walk. */
for (const { id, title, input, expected } of casesOf<Input, Expected>('env').filter(
  (one) => one.input.error !== undefined,
)) {
  test(`${id} ${title}`, async () => {
    const falls: boolean[] = [];
    for (const choice of input.modes ?? [input.mode ?? 'auto']) {
      const kimi = createFakeKimi({ '/usages': answers[input.error ?? 'decode'] });
      const ask = askFor({ choice, sources: [apiKeyPlace('sk-kimi-test'), cliPlace('login')] });
      await fetchUsage(kimi.host, ask).catch((error: unknown) =>
        assert.ok(error instanceof Failure && error.kind === 'cancelled'),
      );
      falls.push(kimi.sent.some(({ headers }) => headers['Authorization'] === 'Bearer login'));
    }
    checkAll(expected, {
      fallback: (fallback: boolean | readonly boolean[]) =>
        assert.deepEqual(falls, [fallback].flat()),
    });
  });
}
