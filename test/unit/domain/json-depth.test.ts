import assert from 'node:assert/strict';
import test from 'node:test';
import { isNestedDeeper } from '../../../src/domain/json-depth.ts';

test('only open brackets count towards the depth', () => {
  assert.equal(isNestedDeeper('[[[]]]', 3), false);
  assert.equal(isNestedDeeper('[[{}]]', 2), true);
  assert.equal(isNestedDeeper('[[],[],[],{}]', 2), false);
});

test('brackets in strings do not count, nor do escaped quotes end a string', () => {
  assert.equal(isNestedDeeper('["[[[[", "\\"[[[["]', 1), false);
  assert.equal(isNestedDeeper('["\\\\", [[]]]', 2), true);
});
