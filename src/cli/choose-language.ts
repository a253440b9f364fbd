import { configFilePath } from '../config/config-paths.ts';
import type { Env, Host } from '../host/host.ts';
import { pickLanguage, type Language } from '../domain/language.ts';
import { hourCycleOf } from '../present/hour-cycle.ts';
import type { HourCycle } from '../present/messages/en/usage.ts';
import { commonFlags } from './command-line/common-flags.ts';
import { peekValue } from './command-line/look-ahead.ts';

/**
 * The language of the output: `--lang`, `KIMIBAR_LANG`, the config file's `language`, then the
 * system's. Needed before the arguments are parsed, for help and errors, so a broken config file is
 * ignored here.
 */
export function chooseLanguage(
  argv: readonly string[],
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): Language {
  const { env, platform } = host;
  const override = languageOverride(argv, env);
  if (override !== undefined) return pickLanguage([override.language]);
  const system = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].filter(isNamed);
  return pickLanguage([
    configuredLanguage(argv, host),
    ...system,
    platform.os === 'win32' ? systemLocale() : undefined,
  ]);
}

/** Whether times are written with AM and PM, by the locale for times. */
export function chooseHourCycle(env: Env): HourCycle {
  return hourCycleOf([env['LC_ALL'], env['LC_TIME'], env['LANG']].find(isNamed));
}

/** The flag or variable that overrides the setting of the language; undefined if neither does. */
export function languageFixedBy(
  argv: readonly string[],
  env: Env,
): '--lang' | 'KIMIBAR_LANG' | undefined {
  return languageOverride(argv, env)?.by;
}

function languageOverride(
  argv: readonly string[],
  env: Env,
): { readonly by: '--lang' | 'KIMIBAR_LANG'; readonly language: string } | undefined {
  const [flag, variable] = [peekValue(argv, commonFlags, 'lang'), env['KIMIBAR_LANG']];
  const language = flag ?? variable;
  return isNamed(language)
    ? { by: flag === undefined ? 'KIMIBAR_LANG' : '--lang', language }
    : undefined;
}

function configuredLanguage(
  argv: readonly string[],
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
): string | undefined {
  try {
    const config: unknown = JSON.parse(
      files.readText(configFilePath(env, platform, peekValue(argv, commonFlags, 'config'))) ?? '{}',
    );
    const language =
      typeof config === 'object' && config !== null && 'language' in config
        ? config.language
        : undefined;
    return typeof language === 'string' && isNamed(language) ? language : undefined;
  } catch {
    return undefined;
  }
}

function isNamed(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '' && value.trim().toLowerCase() !== 'auto';
}

/** Windows sets no locale variables, but Intl knows the system's language. */
function systemLocale(): string {
  return new Intl.DateTimeFormat().resolvedOptions().locale;
}
