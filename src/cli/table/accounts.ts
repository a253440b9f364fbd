import { regionChoices } from '../../domain/setting-choices.ts';
import { defineCommand } from '../command-line/command.ts';
import { jsonFlag, timeoutFlag } from '../command-line/common-flags.ts';
import type { Arguments, Flags } from '../command-line/flag.ts';
import { accountName, oneOf, text } from '../command-line/value-types.ts';

const name = { name: { summary: 'account', type: accountName } } as const satisfies Arguments;

const add = defineCommand({
  name: 'add',
  mayLackConfig: true,
  summary: 'accounts add',
  arguments: { name: { summary: 'account', type: text } },
  flags: {
    apiKey: { summary: 'apiKey', value: 'key', type: text },
    stdin: { summary: 'stdin' },
    region: { summary: 'region', value: 'region', type: oneOf(regionChoices) },
  },
  run: async (context, values) =>
    (await import('../commands/accounts/change.ts')).accountsAdd(context, values),
});

const remove = defineCommand({
  name: 'remove',
  summary: 'accounts remove',
  arguments: name,
  run: async (context, values) =>
    (await import('../commands/accounts/change.ts')).accountsRemove(context, values),
});

const rename = defineCommand({
  name: 'rename',
  summary: 'accounts rename',
  arguments: { ...name, newName: { summary: 'newName', type: text } },
  run: async (context, values) =>
    (await import('../commands/accounts/change.ts')).accountsRename(context, values),
});

const makeDefault = defineCommand({
  name: 'default',
  summary: 'accounts default',
  arguments: name,
  run: async (context, values) =>
    (await import('../commands/accounts/change.ts')).accountsDefault(context, values),
});

const listFlags = {
  ...jsonFlag,
  pretty: { summary: 'pretty' },
  refresh: { summary: 'refresh' },
  ...timeoutFlag,
} as const satisfies Flags;

export const accounts = defineCommand({
  name: 'accounts',
  summary: 'accounts',
  flags: listFlags,
  commands: [add, remove, rename, makeDefault],
  run: async (context, { timeout, ...values }) =>
    (await import('../commands/accounts/list.ts')).runAccounts(context, {
      ...values,
      timeoutMs: timeout,
    }),
});
