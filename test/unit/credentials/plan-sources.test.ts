import assert from 'node:assert/strict';
import test from 'node:test';
import type { CookieSource } from '../../../src/domain/setting-choices.ts';
import type { AccountSettings } from '../../../src/config/account-settings.ts';
import type { ProviderSettings } from '../../../src/config/settings.ts';
import type { CredentialSource } from '../../../src/credentials/credential.ts';
import {
  planSources,
  type PlanDeps,
  type SourceSelection,
} from '../../../src/credentials/plan-sources.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { quietAsk, tokenOf } from '../../contract/credentials/found-token.ts';

const never = () => assert.fail('planning touches nothing');

const untouchable = new Proxy({} as PlanDeps['files'], { get: () => never });

const browser: CredentialSource = { id: 'browser', find: never };

const deps: PlanDeps = {
  clock: { now: () => 0, sleep: never },
  env: { KIMI_CODE_API_KEY: 'sk-kimi-main', KIMI_AUTH_TOKEN: 'main.session.token' },
  files: untouchable,
  platform: { os: 'linux', homeDir: '/home/u', tempDir: '/tmp', pid: 1 },
  openSqlite: never,
  readKeyring: never,
  browserSources: [browser, { ...browser }],
};

function provider(cookieSource: CookieSource): ProviderSettings {
  const apiKey = new Secret('sk-kimi-config');
  return { enabled: true, source: 'auto', cookieSource, region: 'auto', accounts: [], apiKey };
}

function planned(
  wish: Partial<SourceSelection> & { readonly cookieSource?: CookieSource | undefined },
): string[] {
  const plan = planSources(deps, {
    provider: provider(wish.cookieSource ?? 'auto'),
    choice: 'auto',
    ...wish,
  });
  return plan.map((place) => ('skipped' in place ? `${place.id} ${place.skipped}` : place.id));
}

const shut = (reason: string) =>
  ['desktop', 'browser', 'browser'].map((id) => `${id} cookie-source-${reason}`);

const other = (id: string) => `${id} other-source-chosen`;

test("all places in the contract's order, one per browser", () => {
  assert.deepEqual(planned({}), [
    'api-key',
    'cli',
    'opencode',
    'manual-cookie',
    'env-token',
    'desktop',
    'browser',
    'browser',
  ]);
  const plan = planSources(deps, { provider: provider('auto'), choice: 'auto' });
  assert.equal(plan[6], browser, 'the source that was passed in');
});

test('a chosen source leaves the others out', () => {
  const web = ['manual-cookie', 'env-token', 'desktop', 'browser', 'browser'];
  assert.deepEqual(planned({ choice: 'api' }), [
    'api-key',
    other('cli'),
    'opencode',
    ...web.map(other),
  ]);
  assert.deepEqual(planned({ choice: 'cli' }), [
    other('api-key'),
    'cli',
    other('opencode'),
    ...web.map(other),
  ]);
  assert.deepEqual(planned({ choice: 'web' }), [
    other('api-key'),
    other('cli'),
    other('opencode'),
    ...web,
  ]);
});

test('browser sessions pasted only, or none at all', () => {
  assert.deepEqual(planned({ cookieSource: 'manual' }), [
    'api-key',
    'cli',
    'opencode',
    'manual-cookie',
    'env-token',
    ...shut('manual'),
  ]);
  const off = ['manual-cookie cookie-source-off', 'env-token cookie-source-off', ...shut('off')];
  assert.deepEqual(planned({ cookieSource: 'off' }), ['api-key', 'cli', 'opencode', ...off]);
  assert.deepEqual(planned({ cookieSource: 'off', choice: 'web' }), [
    other('api-key'),
    other('cli'),
    other('opencode'),
    ...off,
  ]);
});

test('a named account has nothing but its own', async () => {
  const account: AccountSettings = {
    name: 'work',
    number: 1,
    region: 'auto',
    cookieHeader: new Secret('kimi-auth=work-session'),
  };
  const foreign = ['env-token', 'desktop', 'browser', 'browser'].map((id) => `${id} other-account`);
  assert.deepEqual(planned({ account }), [
    'api-key',
    'cli other-account',
    'opencode other-account',
    'manual-cookie',
    ...foreign,
  ]);
  assert.deepEqual(planned({ account, choice: 'api' }), [
    'api-key',
    'cli other-account',
    'opencode other-account',
    other('manual-cookie'),
    ...foreign,
  ]);
  const findings = planSources(deps, {
    provider: provider('auto'),
    account,
    choice: 'auto',
  }).flatMap((place) => ('skipped' in place ? [] : place.find(quietAsk)));
  assert.deepEqual(
    (await Promise.all(findings)).map(tokenOf),
    [null, 'work-session'],
    "neither the main account's key nor the environment's",
  );
});
