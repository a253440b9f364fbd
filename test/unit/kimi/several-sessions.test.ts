import assert from 'node:assert/strict';
import test from 'node:test';
import { credentialDigest } from '../../../src/credentials/credential-digest.ts';
import type { CredentialSource, Finding } from '../../../src/credentials/credential.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { fetchUsage } from '../../../src/kimi/fetch-usage.ts';
import { askFor, webPlace } from '../../support/fakes/credential-places.ts';
import { createFakeKimi, type FakeAnswer, type FakeKimi } from '../../support/fakes/fake-kimi.ts';

const coding = { usages: [{ scope: 'FEATURE_CODING', detail: { limit: 100, used: 5 } }] };

/** Answers by bearer, so that each session meets its own fate. */
function fates(answers: Readonly<Record<string, FakeAnswer>>): FakeKimi {
  return createFakeKimi(
    ({ headers }) => answers[(headers['Authorization'] ?? '').replace('Bearer ', '')],
  );
}

/** A source with several sessions, as a browser with several profiles. */
function browserWith(tokens: readonly string[], last?: Finding): CredentialSource {
  return {
    id: 'browser',
    async find({ rejected }) {
      const next = tokens.find((token) => !rejected?.has(credentialDigest(new Secret(token))));
      if (next === undefined)
        return last ?? { kind: 'absent', location: 'there', reason: 'no-session' };
      const detail = `Chrome (${next})`;
      return { kind: 'found', credential: { kind: 'web', secret: new Secret(next), detail } };
    },
  };
}

test('every session of a source is tried until one works', async () => {
  const kimi = fates({ web1: { status: 401 }, web2: { status: 403 }, web3: coding });
  const outcome = await fetchUsage(
    kimi.host,
    askFor({ sources: [browserWith(['web1', 'web2', 'web3', 'web4'])] }),
  );
  assert.equal(outcome.kind, 'ok');
  assert.deepEqual(
    outcome.attempts.map((attempt) => `${attempt.detail} ${attempt.outcome}`),
    ['Chrome (web1) rejected', 'Chrome (web2) rejected', 'Chrome (web3) ok'],
  );
});

test('if no session of a source works, the next source is tried, and nothing twice', async () => {
  const kimi = fates({ web1: { status: 401 }, web2: { status: 401 } });
  const last = { kind: 'blocked', location: 'there', reason: 'keyring-locked' } as const;
  const outcome = await fetchUsage(
    kimi.host,
    askFor({
      choice: 'web',
      sources: [browserWith(['web1', 'web2'], last), webPlace('browser', 'web1')],
    }),
  );
  assert.deepEqual(
    outcome.attempts.map((attempt) => attempt.reason),
    ['web-token-rejected', 'web-token-rejected', 'keyring-locked', 'web-token-rejected'],
  );
  assert.equal(kimi.sent.filter(({ url }) => url.endsWith('GetUsages')).length, 3);
});

test('an outage ends the walk within a source, too', async () => {
  const kimi = fates({ web1: { status: 503 }, web2: coding });
  const outcome = await fetchUsage(kimi.host, askFor({ sources: [browserWith(['web1', 'web2'])] }));
  assert.equal(outcome.kind === 'failed' && outcome.failure.kind, 'server-fault');
  assert.equal(outcome.attempts.length, 1);
});

test('no source is asked for sessions without end', async () => {
  const kimi = createFakeKimi(() => ({ status: 401 }));
  const many = Array.from({ length: 30 }, (_, index) => `web${index}`);
  const outcome = await fetchUsage(
    kimi.host,
    askFor({ choice: 'web', sources: [browserWith(many)] }),
  );
  assert.equal(outcome.attempts.length, 10);
});
