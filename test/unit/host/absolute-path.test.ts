import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { absolutePath, resolvePathVariables } from '../../../src/host/absolute-path.ts';

test('a relative path becomes absolute; home, absolute and empty ones stay', () => {
  const here = resolve('.');
  assert.equal(absolutePath('a/b.json'), join(here, 'a', 'b.json'));
  assert.equal(absolutePath('../b.json'), resolve('..', 'b.json'));
  for (const path of [join(here, 'a'), '~/a.json', '', ' ']) assert.equal(absolutePath(path), path);
});

test('variables with relative paths are resolved, with their quotes, and no others', () => {
  const env = {
    KIMIBAR_CONFIG: 'my.json',
    KIMIBAR_DATA_DIR: ' "data" ',
    KIMI_CODE_HOME: '~/kimi',
    NODE_EXTRA_CA_CERTS: resolve('ca.pem'),
    KIMI_CODE_API_KEY: 'sk-kimi-relative',
  };
  const before = { ...env };
  resolvePathVariables(env);
  assert.deepEqual(env, {
    ...before,
    KIMIBAR_CONFIG: resolve('my.json'),
    KIMIBAR_DATA_DIR: resolve('data'),
  });
});
