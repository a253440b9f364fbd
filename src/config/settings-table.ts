import { isObject } from '../domain/shape.ts';
import type { Setting } from './setting.ts';
import { environmentSettings, fileSettings, kimiSettings } from './setting-rows.ts';

type KimiRow = (typeof kimiSettings)[number];
type Row = KimiRow | (typeof environmentSettings)[number] | (typeof fileSettings)[number];
type ValueOf<Each extends Row> = ReturnType<Each['read']>;
type PathOf<Each extends Row> = Each extends KimiRow ? `provider.${Each['name']}` : Each['name'];

/** The name of a setting. */
export type SettingName = Row['name'];

/**
 * The values in force by their path in `Settings`. A value that may be undefined may also be
 * absent.
 */
export type SettingValues = {
  readonly [Each in Row as undefined extends ValueOf<Each> ? never : PathOf<Each>]: ValueOf<Each>;
} & {
  readonly [Each in Row as undefined extends ValueOf<Each> ? PathOf<Each> : never]?: ValueOf<Each>;
};

/** A row for code that treats all rows alike. */
export type SettingRow = Setting<SettingName> & { readonly home: 'kimi' | 'environment' | 'file' };

/**
 * Every setting. Schema, loading, patching, the page's view, `config show | set | unset` and the table in docs/commands.md
 * are derived from these rows.
 */
export const settingsTable: readonly SettingRow[] = [
  ...settingsOf('kimi', kimiSettings),
  ...settingsOf('environment', environmentSettings),
  ...settingsOf('file', fileSettings),
];

function settingsOf(home: SettingRow['home'], rows: readonly Setting<SettingName>[]): SettingRow[] {
  return rows.map((row) => Object.assign({ home }, row));
}

/** The setting's path in `Settings`. */
export function settingPath({ name, home }: SettingRow): readonly string[] {
  return home === 'kimi' ? ['provider', name] : name.split('.');
}

/** The rows section by section, as `config show` prints them. */
export const settingsBySection: readonly SettingRow[] = [
  ...Map.groupBy(settingsTable, (row) => settingPath(row)[0]).values(),
].flat();

/** The settings that `config set` takes. */
export const settable = settingsBySection.filter(
  ({ change, fromStdin }) => change === 'set' || fromStdin === true,
);
/** The settings that `config unset` takes. */
export const unsettable = settable.concat(
  settingsBySection.filter(({ change, fromStdin }) => change === 'unset' && fromStdin !== true),
);

export const settableNames: readonly SettingName[] = settable.map(({ name }) => name);
export const unsettableNames: readonly SettingName[] = unsettable.map(({ name }) => name);

/** True for the entry of `providers` that is Kimi's. */
export function isKimi(entry: unknown): entry is Record<string, unknown> & { readonly id: 'kimi' } {
  return isObject(entry) && entry['id'] === 'kimi';
}
