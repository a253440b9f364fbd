import { pickLanguage } from '../domain/language.ts';
import type { Env, Host } from '../host/host.ts';
import { configFilePath } from './config-paths.ts';
import { parseConfig, valueFailure } from './parse-config.ts';
import { readConfigText } from './read-config-text.ts';
import { readEnvValue } from './read-env-value.ts';
import { readSecret } from './read-secret.ts';
import type { ConfigFile, ProviderEntry } from './settings-schema.ts';
import { alwaysOnOrigins, readAlwaysOnSettings } from './read-always-on-settings.ts';
import { inEnvironment, inFile, type Origins } from './read-origin.ts';
import type { AccountSettings, Settings } from './settings.ts';

export type LoadedSettings = {
  readonly settings: Settings;
  readonly origins: Origins;
  readonly path: string;
  /** False where there is no file yet. */
  readonly fileExists: boolean;
};

/**
 * The settings in force: defaults, then the file, then the environment. `options.path` is `--config`.
 * Credentials of the environment are not settings: the credential sources read those for themselves.
 * Throws `invalid-config` where the file can't be read, is not JSON, or holds a value that can't be used.
 */
export async function loadSettings(
  host: Pick<Host, 'files' | 'env' | 'platform'>,
  options: { readonly path?: string | undefined } = {},
): Promise<LoadedSettings> {
  const path = configFilePath(host.env, host.platform, options.path);
  const text = readConfigText(host.files, path);
  const file = text === undefined ? {} : await readFileSettings(path, text);
  return { ...settingsFrom(file, host.env), path, fileExists: text !== undefined };
}

async function readFileSettings(path: string, text: string): Promise<ConfigFile> {
  const json = await parseConfig(path, text);
  const { checkConfig } = await import('./settings-schema.ts');
  const checked = checkConfig(json);
  if (checked.ok) return checked.file;
  const [problem] = checked.problems;
  throw await valueFailure(path, text, problem?.keys ?? [], problem?.expected ?? 'object');
}

const languageVariable = 'KIMIBAR_LANG';

function settingsFrom(file: ConfigFile, env: Env): Pick<LoadedSettings, 'settings' | 'origins'> {
  const kimi = file.providers?.find((entry): entry is ProviderEntry => entry.id === 'kimi');
  const apiKey = readSecret(kimi?.apiKey);
  const cookieHeader = readSecret(kimi?.cookieHeader);
  const codeBaseUrl = readEnvValue(env, 'KIMI_CODE_BASE_URL');
  const webBaseUrl = readEnvValue(env, 'KIMI_WEB_BASE_URL');
  const wishedLanguage = readEnvValue(env, languageVariable);
  const language = languageOf(wishedLanguage ?? file.language ?? 'auto');
  return {
    settings: {
      provider: {
        enabled: kimi?.enabled ?? true,
        source: kimi?.source ?? 'auto',
        cookieSource: kimi?.cookieSource ?? 'auto',
        region: kimi?.region ?? 'auto',
        accounts: (kimi?.accounts ?? []).map(accountFrom),
        apiKey,
        cookieHeader,
      },
      meters: file.display?.meters ?? 'left',
      ...readAlwaysOnSettings(file, env),
      ...(codeBaseUrl === undefined ? {} : { codeBaseUrl }),
      ...(webBaseUrl === undefined ? {} : { webBaseUrl }),
      ...(language === undefined ? {} : { language }),
      ...(wishedLanguage === undefined ? {} : { languageFixedBy: languageVariable }),
    },
    origins: {
      enabled: inFile(kimi?.enabled),
      source: inFile(kimi?.source),
      cookieSource: inFile(kimi?.cookieSource),
      region: inFile(kimi?.region),
      apiKey: inFile(apiKey),
      cookieHeader: inFile(cookieHeader),
      accounts: inFile(kimi?.accounts),
      language: inEnvironment(languageVariable, wishedLanguage) ?? inFile(file.language),
      'display.meters': inFile(file.display?.meters),
      ...alwaysOnOrigins(file, env),
      codeBaseUrl: inEnvironment('KIMI_CODE_BASE_URL', codeBaseUrl) ?? inFile(undefined),
      webBaseUrl: inEnvironment('KIMI_WEB_BASE_URL', webBaseUrl) ?? inFile(undefined),
    },
  };
}

function accountFrom(account: NonNullable<ProviderEntry['accounts']>[number]): AccountSettings {
  const apiKey = readSecret(account.apiKey);
  const cookieHeader = readSecret(account.cookieHeader);
  return {
    name: account.name,
    region: account.region ?? 'auto',
    apiKey,
    cookieHeader,
  };
}

/** `auto` asks the system. */
function languageOf(wish: string): Settings['language'] {
  return wish.toLowerCase() === 'auto' ? undefined : pickLanguage([wish]);
}
