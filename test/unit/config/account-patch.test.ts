import assert from 'node:assert/strict';
import test from 'node:test';
import { accountPatchChanges } from '../../../src/config/account-patch.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { changeText } from '../../../src/config/change-text.ts';
import type { AccountPatch } from '../../../src/domain/settings-view.ts';

type Entry = { readonly name: string; readonly number?: number };

function accountsAfter(
  accounts: readonly Entry[],
  patch: AccountPatch,
  defaultAccount?: string,
): { readonly accounts?: unknown; readonly defaultAccount?: string } {
  const config = { providers: [{ id: 'kimi', accounts, defaultAccount }] };
  const text = changeText(JSON.stringify(config), accountPatchChanges(config, patch));
  const { providers } = JSON.parse(text) as { providers: [{ id: string }] };
  const { id: _, ...kimi } = providers[0];
  return kimi;
}

test('numbers stay when accounts come and go', () => {
  const list = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
  assert.deepEqual(accountsAfter(list, { name: 'a', action: 'remove' }).accounts, [
    { name: 'b', number: 2 },
    { name: 'c', number: 3 },
  ]);
  const left = [
    { name: 'b', number: 2 },
    { name: 'c', number: 3 },
  ];
  assert.deepEqual(accountsAfter(left, { name: 'd', action: 'add', apiKey: 'k' }).accounts, [
    ...left,
    { name: 'd', number: 4, apiKey: 'k' },
  ]);
});

test('two accounts with one number get two', () => {
  const twice = [
    { name: 'a', number: 1 },
    { name: 'b', number: 1 },
  ];
  assert.deepEqual(accountsAfter(twice, { name: 'a', region: 'global' }).accounts, [
    { name: 'a', number: 1, region: 'global' },
    { name: 'b', number: 2 },
  ]);
});

test('the default account follows a new name and ends with the account', () => {
  const list = [
    { name: 'a', number: 1 },
    { name: 'b', number: 2 },
  ];
  const renamed = accountsAfter(list, { name: 'b', newName: 'x' }, 'b');
  assert.deepEqual(renamed, {
    accounts: [
      { name: 'a', number: 1 },
      { name: 'x', number: 2 },
    ],
    defaultAccount: 'x',
  });
  assert.equal(accountsAfter(list, { name: 'b', action: 'remove' }, 'b').defaultAccount, undefined);
  assert.equal(accountsAfter(list, { name: 'a', action: 'remove' }, 'b').defaultAccount, 'b');
  assert.equal(
    accountsAfter(list, { name: 'main', action: 'make-default' }, 'b').defaultAccount,
    undefined,
  );
});

test('the last account takes its list with it', () => {
  assert.deepEqual(accountsAfter([{ name: 'a' }], { name: 'a', action: 'remove' }, 'a'), {});
});

test('unknown accounts and taken names are rejected', () => {
  const list = [{ name: 'a' }, { name: 'b' }];
  for (const [patch, code] of [
    [{ name: 'c', action: 'remove' }, 'unknown-account'],
    [{ name: 'c', apiKey: 'k' }, 'unknown-account'],
    [{ name: 'a', newName: 'b' }, 'account-exists'],
    [{ name: 'a', action: 'add' }, 'account-exists'],
    [{ name: 'a', newName: 'main' }, 'account-exists'],
  ] as const)
    assert.throws(
      () => accountsAfter(list, patch),
      (error: Failure) => error.detail?.code === code,
    );
});
