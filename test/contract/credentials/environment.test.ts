import assert from 'node:assert/strict';
import test from 'node:test';
import { createApiKeySource } from '../../../src/credentials/api-key-source.ts';
import { createEnvTokenSource } from '../../../src/credentials/env-token-source.ts';
import { planSources } from '../../../src/credentials/plan-sources.ts';
import type { SourceChoice } from '../../../src/domain/setting-choices.ts';
import { isChosen } from '../../../src/domain/source-choice.ts';
import { failurePolicy } from '../../../src/domain/failure.ts';
import type { Env } from '../../../src/host/host.ts';
import { quietAsk, tokenOf } from './found-token.ts';
import { casesOf } from './kimi-case.ts';
import { inTemporaryHome } from './temporary-home.ts';

type EnvInput = {
  readonly env?: Env | undefined;
  readonly mode?: SourceChoice | undefined;
  readonly modes?: readonly SourceChoice[] | undefined;
  readonly error?: string | undefined;
};
type EnvExpected = {
  readonly api_key?: string | null | undefined;
  readonly web_token?: string | null | undefined;
  readonly fallback?: boolean | readonly boolean[] | undefined;
};

const readKeyring = () => assert.fail('no key is in the keyring');
const kindOf = { cancelled: 'cancelled', decode: 'unreadable-answer' } as const;

for (const { id, title, input, expected } of casesOf<EnvInput, EnvExpected>('env')) {
  test(`${id} ${title}`, async () => {
    await inTemporaryHome({ env: input.env ?? {} }, async ({ host }) => {
      if (expected.api_key !== undefined) {
        assert.equal(
          tokenOf(await createApiKeySource(host, { readEnv: true, readKeyring }).find(quietAsk)),
          expected.api_key,
        );
      }
      if (expected.web_token !== undefined) {
        assert.equal(tokenOf(await createEnvTokenSource(host).find(quietAsk)), expected.web_token);
      }
      if (expected.fallback === undefined) return;
      const goesOn = failurePolicy[kindOf[input.error as keyof typeof kindOf]].tryNextSource;
      const falls = (input.modes ?? [input.mode ?? 'auto']).map((choice) => {
        const provider = {
          enabled: true,
          source: choice,
          cookieSource: 'auto',
          region: 'auto',
          accounts: [],
        } as const;
        const plan = planSources(
          { ...host, readKeyring, browserSources: [] },
          { provider, choice },
        );
        // OpenCode's key is an API key, too.
        return goesOn && plan.some((each) => 'find' in each && !isChosen(each.id, 'api'));
      });
      assert.deepEqual(falls, [expected.fallback].flat());
    });
  });
}
