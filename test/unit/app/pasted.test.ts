import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireCredential } from '../../../src/app/pasted.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { failureText } from '../../../src/present/failure-text.ts';
import { zhCn } from '../../../src/present/messages/zh-cn.ts';

for (const trial of [
  { apiKey: 'two words' },
  { apiKey: 'sk-0000000000000000' },
  { cookieHeader: 'two words' },
  { cookieHeader: 'sk-kimi-0000000000000000' },
  { cookieHeader: 'theme=dark; locale=en' },
])
  test(`what is pasted wrongly is rejected in the user's language: ${JSON.stringify(trial)}`, () => {
    assert.throws(
      () => requireCredential(trial, 0),
      (error: Failure) => /\p{Script=Han}/u.test(failureText(error, zhCn)),
    );
  });
