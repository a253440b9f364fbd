import assert from 'node:assert/strict';
import test from 'node:test';
import type { PlannedSource } from '../../../src/credentials/credential.ts';
import { signInDigest } from '../../../src/credentials/credential-digest.ts';
import { Secret } from '../../../src/domain/secret.ts';

const ask = { signal: new AbortController().signal, mayPrompt: false };

function found(secret: string): PlannedSource {
  return {
    id: 'desktop',
    find: async () => ({ kind: 'found', credential: { kind: 'web', secret: new Secret(secret) } }),
  };
}

const nothing: PlannedSource = {
  id: 'cli',
  find: async () => ({ kind: 'absent', location: 'there', reason: 'not-found' }),
};
const skipped: PlannedSource = { id: 'browser', skipped: 'cookie-source-off' };

test('changes when a sign-in appears, goes or is replaced, and tells nothing of its value', async () => {
  assert.equal(await signInDigest([nothing, skipped], ask), undefined);
  const one = await signInDigest([nothing, found('first-secret'), skipped], ask);
  assert.match(one ?? '', /^[0-9a-f]{16}$/);
  assert.equal(await signInDigest([found('first-secret'), nothing], ask), one);
  assert.notEqual(await signInDigest([found('second-secret')], ask), one);
  assert.notEqual(await signInDigest([found('first-secret'), found('second-secret')], ask), one);
});
