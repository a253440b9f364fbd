import assert from 'node:assert/strict';
import test from 'node:test';
import { maskSecrets, maskUrl } from '../../../src/config/mask-secrets.ts';

test('secrets are masked at any depth, other texts are not', () => {
  const config = {
    version: 1,
    language: 'en',
    providers: [
      {
        id: 'kimi',
        source: 'auto',
        cookieSource: 'manual',
        apiKey: 'sk-kimi-0123456789a1b2',
        cookieHeader: 'short',
        region: null,
      },
      { id: 'other', token: { deep: ['0123456789abcdefghij'] } },
    ],
    note: 'sk-0123456789abcdwxyz',
    command: 'curl -H "Authorization: Bearer 0123456789abcd9999"',
    pasted: 'kimi-auth=0123456789abcd8888',
    proxy: 'http://user:pass@proxy:8080/?q=1',
    server: { Password: 'p', port: 8737 },
  };
  assert.deepEqual(maskSecrets(config), {
    version: 1,
    language: 'en',
    providers: [
      {
        id: 'kimi',
        source: 'auto',
        cookieSource: 'manual',
        apiKey: '…a1b2',
        cookieHeader: '…',
        region: null,
      },
      { id: 'other', token: { deep: ['…ghij'] } },
    ],
    note: '…wxyz',
    command: '…999"',
    pasted: '…8888',
    proxy: 'http://…@proxy:8080/?…',
    server: { Password: '…', port: 8737 },
  });
});

test('a masked URL keeps its host and path', () => {
  assert.equal(maskUrl('https://api.kimi.com/coding/v1'), 'https://api.kimi.com/coding/v1');
  assert.equal(maskUrl('https://a:b@c@host/x#frag'), 'https://…@host/x?…');
});
