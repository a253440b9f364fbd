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
    'Kimi Code API key is invalid or expired. Create a new one in the Kimi Code Console, then run: kimibar config set-api-key',
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

// Commands that only read, whatever the account.
const harmless = /^kimibar (config validate|accounts|--help)$/;

/** The commands in a text: up to the end of the sentence. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w./-])kimi(?:bar)? .*?(?=\. |。|；|$)/g)].map(
    ([command]) => command,
  );
}

test('advice about a named account has only commands for that account', () => {
  const quoted = {
    work: 'work',
    工作: '工作',
    'old job': '"old job"',
    "it's": '"it\'s"',
    '$(reboot) `x`': "'$(reboot) `x`'",
    '-v': '"-v"',
    "'$x'": String.raw`''\''$x'\'''`,
  };
  for (const messages of [en, zh]) {
    for (const [account, word] of Object.entries(quoted)) {
      for (const kind of kinds) {
        for (const detail of [undefined, ...codes.map((code) => ({ code }))]) {
          const text = failureText({ kind, detail }, messages, account);
          for (const command of commandsIn(text)) {
            const isSafe = command.startsWith('kimibar ') && command.includes(` --account ${word}`);
            assert.ok(isSafe || harmless.test(command), text);
          }
          assert.doesNotMatch(text, /kimibar (setup|login|doctor|cookies)|kimi login/);
        }
      }
    }
  }
  assert.equal(
    failureText({ kind: 'credential-missing', detail: { code: 'no-credential' } }, en, 'empty'),
    'Account empty has no key. Add one: kimibar config set-api-key --account empty --stdin',
  );
  assert.equal(
    failureText(
      { kind: 'credential-rejected', detail: { code: 'api-key-rejected' } },
      en,
      'old job',
    ),
    'Kimi Code API key is invalid or expired. Create a new one in the Kimi Code Console, then run: kimibar config set-api-key --account "old job" --stdin',
  );
});

test('no advice asks for the provider, because there is only one', () => {
  for (const messages of [en, zh])
    for (const kind of kinds)
      for (const detail of [undefined, ...codes.map((code) => ({ code }))])
        assert.doesNotMatch(failureText({ kind, detail }, messages), /--provider/);
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
    'Kimi is rate-limiting requests (429). Kimi asks to wait 2m before the next request.',
  );
  assert.equal(
    failureText({ kind: 'rate-limited', retryAfterMs: 90_000 }, zh),
    'Kimi 限制了请求频率（429）。Kimi 要求 2 分钟后再发送请求。',
  );
  assert.equal(
    failureText({ kind: 'server-fault', detail: status('503'), retryAfterMs: 3_600_000 }, en),
    "Kimi had a server error (503). This is on Kimi's side. Kimi asks to wait 1h before the next request.",
  );
  assert.equal(
    failureText({ kind: 'rate-limited' }, en),
    'Kimi is rate-limiting requests (429). Try again in a few minutes.',
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
