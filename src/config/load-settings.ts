import type { Env, Host } from '../host/host.ts';
import { configFilePath } from './config-paths.ts';
import { nest, valueAt } from './json-path.ts';
import { parseConfig, valueFailure, type ConfigText } from './parse-config.ts';
import { readConfigText } from './read-config-text.ts';
import { readEnvValue } from '../host/env-value.ts';
import { findValueProblems } from './settings-schema.ts';
import {
  isKimi,
  settingPath,
  settingsTable,
  type SettingName,
  type SettingRow,
} from './settings-table.ts';
import type { Settings } from './settings.ts';

/** The origin of a value. */
export type Origin =
  | { readonly from: 'default' }
  | { readonly from: 'file' }
  | { readonly from: 'environment'; readonly variable: string };

export type LoadedSettings = {
  readonly settings: Settings;
  readonly origins: Readonly<Record<SettingName, Origin>>;
  readonly path: string;
  /** False if there is no file yet. */
  readonly fileExists: boolean;
};

/**
 * The settings in force: defaults, then the file, then the environment. `options.path` is
 * `--config`.
 * Credentials of the environment are not settings: the credential sources read them.
 * Throws `invalid-config` if the file is unreadable, is not JSON, or holds an invalid value.
 */
export async function loadSettings(
  host: Pick<Host, 'files' | 'env' | 'platform'>,
  options: { readonly path?: string | undefined } = {},
): Promise<LoadedSettings> {
  const path = configFilePath(host.env, host.platform, options.path);
  const text = readConfigText(host.files, path);
  const file = text === undefined ? {} : await readFile({ path, text });
  return { ...settingsFrom(file, host.env), path, fileExists: text !== undefined };
}

async function readFile(file: ConfigText): Promise<unknown> {
  const json = await parseConfig(file);
  const [problem] = findValueProblems(json);
  if (problem !== undefined) throw await valueFailure(file, problem);
  return json;
}

function settingsFrom(file: unknown, env: Env): Pick<LoadedSettings, 'settings' | 'origins'> {
  const loaded = settingsTable.map((row) => loadSetting(row, file, env));
  const language = loaded.find(({ row }) => row.name === 'language')?.origin;
  const values = {
    settings: {
      ...nest(loaded.map(({ row, value }) => [settingPath(row), value])),
      languageFixedBy: language?.from === 'environment' ? language.variable : undefined,
    },
    origins: Object.fromEntries(loaded.map(({ row, origin }) => [row.name, origin])),
  };
  // Both types are made of the table's rows, one by one: see SettingValues.
  return values as Pick<LoadedSettings, 'settings' | 'origins'>;
}

function loadSetting(
  row: SettingRow,
  file: unknown,
  env: Env,
): { readonly row: SettingRow; readonly value: unknown; readonly origin: Origin } {
  for (const variable of [row.variable, row.foreignVariable]) {
    const text = variable === undefined ? undefined : readEnvValue(env, variable);
    if (variable !== undefined && text !== undefined)
      return { row, value: row.readVariable(text), origin: { from: 'environment', variable } };
  }
  const json = valueInFile(row, file);
  const value = row.read(json);
  const isSet = json !== undefined && json !== null && !(row.isSecret && value === undefined);
  return { row, value, origin: { from: isSet ? 'file' : 'default' } };
}

function valueInFile({ name, home }: SettingRow, file: unknown): unknown {
  if (home === 'environment') return undefined;
  if (home === 'file') return valueAt(file, name.split('.'));
  const providers = valueAt(file, ['providers']);
  return Array.isArray(providers) ? valueAt(providers.find(isKimi), [name]) : undefined;
}
