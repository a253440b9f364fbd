import assert from 'node:assert/strict';
import test from 'node:test';
import {
  failurePolicy,
  isFailureKind,
  type FailureCode,
  type FailureDetail,
} from '../../../src/domain/failure.ts';
import { briefFailure, failureText } from '../../../src/present/failure-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';

const en = messagesIn('en');
const zh = messagesIn('zh-CN');
const kinds = Object.keys(failurePolicy).filter(isFailureKind);
const codes = [...Object.keys(en.failures.codes), 'http-status'] as FailureCode[];

test('texts that other programs rely on stay the same', () => {
  assert.equal(
    failureText({ kind: 'credential-rejected', detail: { code: 'api-key-rejected' } }, en),
    'Kimi Code API key is invalid or expired. Create a new one in the Kimi Code Console, then run: kimibar config set-api-key --provider kimi',
  );
  assert.equal(
    failureText({ kind: 'credential-rejected', detail: { code: 'web-token-rejected' } }, en),
    'Kimi auth token is invalid or expired. Please refresh your token.',
  );
  assert.equal(
    failureText({ kind: 'invalid-request', detail: { code: 'base-url' } }, en),
    'Kimi Code API base URL must use HTTPS without user info',
  );
  assert.equal(
    failureText({ kind: 'unreadable-answer', detail: { code: 'no-coding-scope' } }, en),
    'This account has no Kimi Code quota: FEATURE_CODING scope not found in response.',
  );
  assert.match(
    failureText({ kind: 'credential-rejected', detail: { code: 'open-platform-key' } }, en),
    /platform\.kimi\.com.*Kimi Code Console/,
  );
});

function status(subject: string): FailureDetail {
  return { code: 'http-status', subject };
}

test('an HTTP status has the words of its kind, with URL or wait', () => {
  assert.equal(
    failureText(
      { kind: 'endpoint-missing', detail: status('https://api.kimi.com/coding/v1/usages') },
      en,
    ),
    'There is no usage endpoint at https://api.kimi.com/coding/v1/usages (404). Check KIMI_CODE_BASE_URL and the region setting.',
  );
  assert.equal(
    failureText({ kind: 'rate-limited', detail: status('429'), retryAfterMs: 90_000 }, en),
    'Kimi is rate-limiting requests (429). KimiBar will retry in 2m.',
  );
  assert.equal(
    failureText({ kind: 'rate-limited', retryAfterMs: 90_000 }, zh),
    'Kimi 限制了请求频率（429）。KimiBar 将在 2 分钟后重试。',
  );
  assert.equal(
    briefFailure({ kind: 'server-fault', detail: status('503') }, en),
    'Kimi server error (503)',
  );
  assert.equal(
    briefFailure({ kind: 'offline', detail: { code: 'dns', subject: 'api.kimi.com' } }, zh),
    '无法连接 Kimi',
  );
});

test('every kind and every code has one clean line in both languages, with and without a subject', () => {
  for (const messages of [en, zh]) {
    for (const kind of kinds) {
      assert.ok(briefFailure({ kind }, messages).length > 0);
      for (const detail of [
        undefined,
        ...codes.flatMap((code) => [{ code }, { code, subject: 'a\u001B[31m\nsubject' }]),
      ]) {
        const text = failureText({ kind, detail }, messages);
        assert.match(text, /^[^\p{Cc}]+$/u);
        assert.doesNotMatch(text, /undefined|!|！/);
      }
    }
  }
});
