import assert from 'node:assert/strict';
import test from 'node:test';
import { hideSecrets } from '../../../src/domain/hide-secrets.ts';

test('keys and tokens are hidden anywhere in a text', () => {
  assert.equal(
    hideSecrets('Unknown option --sk-kimi-a1b2c3, sk-0123456789 and eyJhbGciOiJI.eyJz.c2ln'),
    'Unknown option --…, … and …',
  );
  assert.equal(hideSecrets('sk-kimi-a'), '…');
});

test('the prefix of keys is not hidden', () => {
  for (const text of [
    'Create a Kimi Code key (sk-kimi-…).',
    '以 sk-kimi- 开头的才是。',
    'it begins with sk-kimi-.',
  ]) {
    assert.equal(hideSecrets(text), text);
  }
});
