import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import { accountAt } from '../../../../src/cli/codexbar/account-at.ts';
import { configFileIn } from '../../../support/config-file-in.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

function contextWith(home: string, accounts: readonly object[]) {
  const path = configFileIn(home);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ providers: [{ id: 'kimi', accounts }] }));
  return recordedContext(home).ctx;
}

test('numbers count the named accounts from 1, in the order of the file', async (t) => {
  const ctx = contextWith(tempFolder(t), [{ name: 'work' }, { name: '个人' }]);
  assert.deepEqual([await accountAt(ctx, 1), await accountAt(ctx, 2)], ['work', '个人']);
  await assert.rejects(accountAt(ctx, 3), {
    kind: 'invalid-arguments',
    detail: { code: 'unknown-account', subject: '3' },
  });
});

test('without named accounts, the main one is the first', async (t) => {
  const ctx = contextWith(tempFolder(t), []);
  assert.equal(await accountAt(ctx, 1), undefined);
  await assert.rejects(accountAt(ctx, 2), { kind: 'invalid-arguments' });
});
