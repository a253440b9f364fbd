import type { ConfigChange } from './change-text.ts';
import { isObject } from './object-schema.ts';
import type { RawConfig } from './save-settings.ts';
import { isKimi } from './settings-schema.ts';

/** The changes that put values into Kimi's entry of `providers`, made where it is missing. `undefined` takes a key out. */
export function providerChanges(
  config: RawConfig,
  values: Readonly<Record<string, unknown>>,
): ConfigChange[] {
  const providers = Array.isArray(config['providers']) ? config['providers'] : [];
  return entryChanges(
    ['providers'],
    providers,
    providers.findIndex(isKimi),
    { id: 'kimi' },
    values,
  );
}

/** The same for one of Kimi's further accounts, found by its name; `ofProvider` goes into Kimi's entry in the same breath. */
export function accountChanges(
  config: RawConfig,
  name: string,
  values: Readonly<Record<string, unknown>>,
  ofProvider: Readonly<Record<string, unknown>> = {},
): ConfigChange[] {
  const providers: unknown[] = Array.isArray(config['providers']) ? config['providers'] : [];
  const index = providers.findIndex(isKimi);
  if (index < 0) return providerChanges(config, { ...ofProvider, accounts: [{ name, ...values }] });
  const kimi: unknown = providers[index];
  const accounts = isKimi(kimi) && Array.isArray(kimi.accounts) ? kimi.accounts : [];
  const found = accounts.findIndex((account: unknown) => isNamed(account, name));
  return [
    ...providerChanges(config, ofProvider),
    ...entryChanges(['providers', index, 'accounts'], accounts, found, { name }, values),
  ];
}

function entryChanges(
  list: readonly (string | number)[],
  entries: readonly unknown[],
  index: number,
  identity: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): ConfigChange[] {
  if (index >= 0)
    return Object.entries(values).map(([key, value]) => ({ keys: [...list, index, key], value }));
  const entry = { ...identity, ...values };
  if (Object.values(values).every((value) => value === undefined)) return [];
  return entries.length === 0
    ? [{ keys: list, value: [entry] }]
    : [{ keys: [...list, entries.length], value: entry }];
}

function isNamed(account: unknown, name: string): boolean {
  return (
    isObject(account) && typeof account['name'] === 'string' && account['name'].trim() === name
  );
}
