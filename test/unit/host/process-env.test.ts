import assert from 'node:assert/strict';
import test from 'node:test';
import { ignoreCurrentFolder, withProcessEnv } from '../../../src/host/process-env.ts';

test('variables are set while the work runs, and unset afterwards even if it fails', async () => {
  process.env['KIMIBAR_TEST_A'] = 'before';
  const seen = await withProcessEnv({ KIMIBAR_TEST_A: 'a', KIMIBAR_TEST_B: 'b' }, async () => [
    process.env['KIMIBAR_TEST_A'],
    process.env['KIMIBAR_TEST_B'],
  ]);
  assert.deepEqual(seen, ['a', 'b']);
  await assert.rejects(
    withProcessEnv({ KIMIBAR_TEST_B: 'b' }, async () => {
      throw new Error('failed');
    }),
    /failed/,
  );
  assert.equal(process.env['KIMIBAR_TEST_A'], 'before');
  assert.equal('KIMIBAR_TEST_B' in process.env, false);
  delete process.env['KIMIBAR_TEST_A'];
});

test('overlapping work takes turns', async () => {
  const seen: (string | undefined)[] = [];
  const work = (value: string) =>
    withProcessEnv({ KIMIBAR_TEST_C: value }, async () => {
      await Promise.resolve();
      seen.push(process.env['KIMIBAR_TEST_C']);
    });
  await Promise.all([work('1'), work('2'), work('3')]);
  assert.deepEqual(seen, ['1', '2', '3']);
  assert.equal('KIMIBAR_TEST_C' in process.env, false);
});

test('on Windows programs are not searched for in the current folder', () => {
  const env = {};
  ignoreCurrentFolder('linux', env);
  assert.deepEqual(env, {});
  ignoreCurrentFolder('win32', env);
  assert.deepEqual(env, { NoDefaultCurrentDirectoryInExePath: '1' });
});
