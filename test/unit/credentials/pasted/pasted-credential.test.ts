import assert from 'node:assert/strict';
import test from 'node:test';
import { recognisePaste } from '../../../../src/credentials/pasted/pasted-credential.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';

const nowMs = 1_795_000_000_000;
const key = 'sk-kimi-abcdefghijklmnop0123456789';
const token = kimiToken('someone', nowMs + 3_600_000);

function recognised(raw: string): unknown {
  const paste = recognisePaste(raw, nowMs);
  return paste.kind === 'refused'
    ? paste.reason
    : [paste.credential.kind, paste.credential.secret.open()];
}

test('a key is recognised in every clothing that people copy it in', () => {
  const clothes = [
    key,
    ` ${key}\n`,
    `"${key}"`,
    `KIMI_CODE_API_KEY=${key}`,
    `export KIMI_CODE_API_KEY="${key}"`,
    `Bearer ${key}`,
    `Authorization: Bearer ${key}`,
  ];
  for (const raw of clothes)
    assert.deepEqual(recognised(raw), ['api-key', key], raw.replace(key, 'KEY'));
});

test('a web session is recognised bare, as cookie and as curl command', () => {
  const clothes = [
    token,
    `kimi-auth=${token}`,
    `Cookie: a=b; kimi-auth=${token}`,
    `curl 'https://www.kimi.com' \\\n -b 'kimi-auth=${token}'`,
    `Bearer ${token}`,
  ];
  for (const raw of clothes)
    assert.deepEqual(recognised(raw), ['web-session', token], raw.replace(token, 'TOKEN'));
});

test('unusable texts are rejected with a reason', () => {
  assert.equal(recognised(' \n '), 'empty');
  assert.equal(recognised('KIMI_CODE_API_KEY='), 'empty');
  assert.equal(recognised('sk-abcdefghijklmnop0123456789'), 'open-platform-key');
  assert.equal(recognised('a=b; c=d'), 'no-session-cookie');
  assert.equal(recognised(kimiToken('someone', nowMs - 1000)), 'expired');
  for (const raw of [
    'hunter2',
    'sk-kimi-with blanks in it',
    `${key}\nand more`,
    'https://www.kimi.com/',
  ])
    assert.equal(recognised(raw), 'unrecognised', raw);
});
