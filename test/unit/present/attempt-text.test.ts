import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import test from 'node:test';
import type { Attempt, AttemptSource } from '../../../src/domain/attempt.ts';
import { attemptWords } from '../../../src/present/attempt-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';

const en = messagesIn('en');
const zh = messagesIn('zh-CN');

test('an attempt has its source, outcome, reason and advice', () => {
  assertSame(attemptWords({ source: 'api-key', outcome: 'ok' }, en), {
    place: 'API key',
    outcome: 'used',
  });
  assertSame(attemptWords({ source: 'cli', outcome: 'absent', reason: 'renewable' }, en), {
    place: 'Kimi Code login',
    outcome: 'nothing found',
    reason: 'Kimi Code will renew this when it runs',
    todo: 'Run: kimi',
  });
  assertSame(
    attemptWords(
      {
        source: 'browser',
        outcome: 'failed',
        reason: 'keyring-locked',
        detail: 'Chrome (Default)\u0007',
      },
      zh,
    ),
    {
      place: '浏览器 · Chrome (Default)',
      outcome: '请求失败',
      reason: '密钥环已锁定',
      todo: '请解锁密钥环，然后运行：kimibar cookies refresh',
    },
  );
  assertSame(
    attemptWords({ source: 'manual-cookie', outcome: 'skipped', reason: 'cookie-source-off' }, en),
    {
      place: 'Pasted cookie',
      outcome: 'skipped',
      reason: 'cookies are turned off',
      todo: 'kimibar config set-cookie-source auto',
    },
  );
});

test('a failure of the service has its own words', () => {
  const rejected: Attempt = {
    source: 'api-key',
    outcome: 'rejected',
    reason: 'api-key-rejected',
    kind: 'credential-rejected',
  };
  assert.equal(attemptWords(rejected, en).reason, 'Kimi Code API key is invalid or expired.');
  assert.equal(
    attemptWords({ source: 'api-key', outcome: 'failed', kind: 'server-fault' }, en).reason,
    'Kimi had a server error.',
  );
  assert.match(
    attemptWords({ source: 'api-key', outcome: 'absent', reason: 'open-platform-key' }, en)
      .reason ?? '',
    /^a key of the Kimi Open Platform/,
  );
});

test('every reason has words for every source in both languages', () => {
  for (const messages of [en, zh]) {
    for (const source of Object.keys(messages.sources.places) as AttemptSource[]) {
      for (const reason of Object.keys(
        messages.sources.reasons,
      ) as (keyof typeof messages.sources.reasons)[]) {
        const words = attemptWords({ source, outcome: 'absent', reason }, messages);
        assert.ok(words.reason && words.todo !== '');
      }
    }
  }
});
