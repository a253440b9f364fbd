import { isObject } from '../domain/shape.ts';
import type { ConfigChange } from './change-text.ts';
import type { JsonPath } from './json-path.ts';
import type { RawConfig } from './save-settings.ts';
import { isKimi } from './settings-table.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * The changes that set values in Kimi's entry of `providers`, adding the entry if it is missing.
 * `undefined` removes a key.
 */
export function providerChanges(config: RawConfig, values: Values): ConfigChange[] {
  const entries = listOf(config['providers']);
  return entryChanges(
    { path: ['providers'], entries, index: entries.findIndex(isKimi) },
    { id: 'kimi' },
    values,
  );
}

/** The same for one of Kimi's named accounts, found by its name. */
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
  const providers = listOf(config['providers']);
  const index = providers.findIndex(isKimi);
  if (index < 0)
    return providerChanges(config, { ...providerValues, accounts: [{ name, ...values }] });
  const kimi = providers[index];
  const entries = isKimi(kimi) ? listOf(kimi['accounts']) : [];
  const list = {
    path: ['providers', index, 'accounts'],
    entries,
    index: entries.findIndex((entry) => isNamed(entry, name)),
  };
  return [...providerChanges(config, providerValues), ...entryChanges(list, { name }, values)];
}

/** A list of the file and the position of the entry to change, -1 if it is missing. */
type EntryList = {
  readonly path: JsonPath;
  readonly entries: readonly unknown[];
  readonly index: number;
};

function entryChanges(
  { path, entries, index }: EntryList,
  identity: Values,
  values: Values,
): ConfigChange[] {
  if (index >= 0)
    return Object.entries(values).map(([key, value]) => ({ keys: [...path, index, key], value }));
  if (Object.values(values).every((value) => value === undefined)) return [];
  const entry = { ...identity, ...values };
  return entries.length === 0
    ? [{ keys: path, value: [entry] }]
    : [{ keys: [...path, entries.length], value: entry }];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNamed(account: unknown, name: string): boolean {
  return (
    isObject(account) && typeof account['name'] === 'string' && account['name'].trim() === name
  );
}
