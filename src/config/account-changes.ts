import { isObject } from '../domain/shape.ts';
import { accountNumbers } from './account-settings.ts';
import type { ConfigChange } from './change-text.ts';
import type { JsonPath } from './json-path.ts';
import {
  entryChanges,
  listOf,
  providerChanges,
  type EntryList,
  type Values,
} from './provider-changes.ts';
import type { RawConfig } from './save-settings.ts';
import { isKimi } from './settings-table.ts';

/**
 * The changes that set values of one of Kimi's named accounts, adding the account if it is missing.
 * `undefined` removes a key.
 */
export function accountChanges(
  config: RawConfig,
  account: {
    readonly name: string;
    readonly values: Values;
    /** Goes into Kimi's entry in the same write. */
    readonly providerValues?: Values | undefined;
  },
): ConfigChange[] {
  const { name, values, providerValues = {} } = account;
  const list = accountList(config);
  if (list === undefined) {
    const added = [{ name, number: 1, ...values }];
    return providerChanges(config, { ...providerValues, accounts: added });
  }
  const index = indexOf(list, name);
  const number = index < 0 ? nextNumber(list) : undefined;
  return [
    ...providerChanges(config, providerValues),
    ...numberChanges(list),
    ...entryChanges({ ...list, index }, number === undefined ? { name } : { name, number }, values),
  ];
}

/** The changes that remove an account. The numbers of the others stay. */
export function accountRemoval(config: RawConfig, name: string): ConfigChange[] {
  const list = accountList(config);
  if (list === undefined || indexOf(list, name) < 0) return [];
  const numbers = numbersOf(list);
  const others = list.entries
    .map((entry, index) => (isObject(entry) ? { ...entry, number: numbers[index] } : entry))
    .filter((entry) => !isNamed(entry, name));
  return [
    { keys: list.path, value: others.length === 0 ? undefined : others },
    ...(isDefault(config, name) ? defaultAccountChanges(config, undefined) : []),
  ];
}

/** The changes that give an account another name. It stays the default one if it was. */
export function accountRenaming(config: RawConfig, name: string, newName: string): ConfigChange[] {
  const list = accountList(config);
  const index = list === undefined ? -1 : indexOf(list, name);
  if (list === undefined || index < 0) return [];
  return [
    ...numberChanges(list),
    { keys: [...list.path, index, 'name'], value: newName },
    ...(isDefault(config, name) ? defaultAccountChanges(config, newName) : []),
  ];
}

type AccountList = Omit<EntryList, 'index'>;

/** The changes that make an account the default one; undefined goes back to the main account. */
export function defaultAccountChanges(config: RawConfig, name: string | undefined): ConfigChange[] {
  return providerChanges(config, { defaultAccount: name });
}

/** The names of the accounts in the file. */
export function namesOf(config: RawConfig): readonly string[] {
  return (accountList(config)?.entries ?? []).flatMap((entry) => nameOf(entry) ?? []);
}

function isDefault(config: RawConfig, name: string): boolean {
  const chosen = listOf(config['providers']).find(isKimi)?.['defaultAccount'];
  return typeof chosen === 'string' && chosen.trim() === name;
}

function accountList(config: RawConfig): AccountList | undefined {
  const providers = listOf(config['providers']);
  const at = providers.findIndex(isKimi);
  const kimi = providers[at];
  if (!isKimi(kimi)) return undefined;
  const path: JsonPath = ['providers', at, 'accounts'];
  return { path, entries: listOf(kimi['accounts']) };
}

/** Writes down the numbers of accounts that were added by hand, before the list changes. */
function numberChanges(list: AccountList): ConfigChange[] {
  const numbers = numbersOf(list);
  return list.entries.flatMap((entry, index) =>
    isObject(entry) && entry['number'] !== numbers[index]
      ? [{ keys: [...list.path, index, 'number'], value: numbers[index] }]
      : [],
  );
}

function numbersOf({ entries }: AccountList): readonly number[] {
  return accountNumbers(entries.map((entry) => (isObject(entry) ? entry : {})));
}

function nextNumber(list: AccountList): number {
  return Math.max(0, ...numbersOf(list)) + 1;
}

function indexOf({ entries }: AccountList, name: string): number {
  return entries.findIndex((entry) => isNamed(entry, name));
}

function isNamed(account: unknown, name: string): boolean {
  return nameOf(account) === name;
}

function nameOf(account: unknown): string | undefined {
  const name = isObject(account) ? account['name'] : undefined;
  return typeof name === 'string' ? name.trim() : undefined;
}
