import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import { Failure } from '../../../../src/domain/failure.ts';
import { parseResponse } from '../../../../src/kimi/response/parse-response.ts';

for (const text of [
  '',
  ' ',
  '<html>canary</html>',
  '{"canary":',
  'canary',
  '{"a":1} canary',
  "{'canary':1}",
]) {
  test(`not JSON, and not quoted: ${JSON.stringify(text)}`, () => {
    assert.throws(
      () => parseResponse(text),
      (error: Error) => {
        assert.ok(
          error instanceof Failure &&
            error.kind === 'unreadable-answer' &&
            error.detail?.code === 'not-json',
        );
        assert.ok(
          !inspect(error, { depth: 9, showHidden: true }).split('\n    at ')[0]?.includes('canary'),
        );
        return true;
      },
    );
  });
}

test('nesting is counted only outside of strings', () => {
  assert.equal(JSON.stringify(parseResponse('{"a":"[[[[\\"[[["}')), '{"a":"[[[[\\"[[["}');
  assert.equal(parseResponse(JSON.stringify('"['.repeat(200))), '"['.repeat(200));
  assert.ok(Array.isArray(parseResponse(nest(64))));
  assert.throws(() => parseResponse(nest(65)), {
    kind: 'unreadable-answer',
    detail: { code: 'too-deep' },
  });
  assert.throws(() => parseResponse('{"a":'.repeat(100_000)), { detail: { code: 'too-deep' } });
  assert.ok(Array.isArray(parseResponse(JSON.stringify(`${'['.repeat(99)}`.split('')))));
});

test('a byte order mark is accepted', () => {
  assert.deepEqual(parseResponse('\uFEFF{"a":1}'), { a: 1 });
});

function nest(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}
