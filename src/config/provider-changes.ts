import type { ConfigChange } from './change-text.ts';
import type { JsonPath } from './json-path.ts';
import type { RawConfig } from './save-settings.ts';
import { isKimi } from './settings-table.ts';

export type Values = Readonly<Record<string, unknown>>;

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

/** A list of the file and the position of the entry to change, -1 if it is missing. */
export type EntryList = {
  readonly path: JsonPath;
  readonly entries: readonly unknown[];
  readonly index: number;
};

/** The changes that set values in an entry of a list, adding the entry if it is missing. */
export function entryChanges(
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

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
