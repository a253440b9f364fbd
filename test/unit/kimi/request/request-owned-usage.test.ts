import assert from 'node:assert/strict';
import test from 'node:test';
import type { CachedOwner } from '../../../../src/domain/cached-usage.ts';
import { Secret } from '../../../../src/domain/secret.ts';
import { requestOwnedUsage } from '../../../../src/kimi/request/request-owned-usage.ts';
import {
  createFakeKimi,
  type FakeAnswer,
  type FakeKimi,
} from '../../../support/fakes/fake-kimi.ts';

const hourMs = 3_600_000;
const answers = {
  '/usages': { usage: { limit: 2048, used: 214 } },
  '/me': { user_id: 'u1', user_level_name: 'Vivace' },
};

async function ask(kimi: FakeKimi, known?: CachedOwner, token = 'sk-kimi-canary') {
  const base = new URL('https://api.kimi.com/coding/v1');
  const { signal } = new AbortController();
  return await requestOwnedUsage(
    kimi.host,
    { base, token: new Secret(token), source: 'api-key', version: '1', signal },
    known,
  );
}

/** What the first reading learned, and the paths that the second one asks for. */
async function askTwice(
  change: (owner: CachedOwner) => CachedOwner,
  then: Record<string, FakeAnswer> = answers,
  token?: string,
) {
  const { owner } = await ask(createFakeKimi(answers));
  assert.ok(owner);
  const kimi = createFakeKimi(then);
  const second = await ask(kimi, change(owner), token);
  return {
    owner,
    second: second.owner,
    paths: kimi.sent.map(({ url }) => url.split('/').at(-1)).toSorted(),
  };
}

test('the owner of a credential is requested once and then kept', async () => {
  const { owner, second, paths } = await askTwice((known) => known);
  assert.deepEqual([owner.userId, owner.planName, paths], ['u1', 'Vivace', ['usages']]);
  assert.equal(second, owner);
  assert.ok(!JSON.stringify(owner).includes('canary'));
});

test('another credential, six hours, or a clock that was set back: the owner is requested again', async () => {
  const again = ['me', 'usages'];
  assert.deepEqual((await askTwice((known) => known, answers, 'sk-kimi-other')).paths, again);
  assert.deepEqual(
    (await askTwice((known) => ({ ...known, askedAtMs: known.askedAtMs - 6 * hourMs }))).paths,
    again,
  );
  assert.deepEqual(
    (await askTwice((known) => ({ ...known, askedAtMs: known.askedAtMs + hourMs }))).paths,
    again,
  );
  assert.deepEqual(
    (await askTwice((known) => ({ ...known, askedAtMs: known.askedAtMs - 5 * hourMs }))).paths,
    ['usages'],
  );
});

test('another hint about the plan requests the owner again; if that fails, no old owner is shown', async () => {
  const more = { usage: { limit: 7168, used: 214 } };
  const bought = await askTwice((known) => known, {
    '/usages': more,
    '/me': { user_id: 'u1', user_level_name: 'Allegretto' },
  });
  assert.deepEqual([bought.second?.planName, bought.paths], ['Allegretto', ['me', 'usages']]);
  const unknown = await askTwice((known) => known, { '/usages': more, '/me': { status: 503 } });
  assert.equal(unknown.second, undefined);
});

test('the catalogue of the plan is part of the owner, and a change of it requests it again', async () => {
  const me = { ...answers['/me'], goods_version: 2 };
  const { owner } = await ask(createFakeKimi({ ...answers, '/me': me }));
  assert.equal(owner?.goodsVersion, 'second');
  const moved = { ...answers, '/usages': { ...answers['/usages'], version: 'GOODS_VERSION_V2' } };
  assert.deepEqual((await askTwice((known) => known, moved)).paths, ['me', 'usages']);
  const same = { ...answers, '/usages': { ...answers['/usages'], version: 'GOODS_VERSION_V1' } };
  assert.deepEqual((await askTwice((known) => known, same)).paths, ['usages']);
});
