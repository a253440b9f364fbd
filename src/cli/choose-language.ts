import { configFilePath } from '../config/config-paths.ts';
import type { Env, Host } from '../host/host.ts';
import { pickLanguage, type Language } from '../domain/language.ts';
import { commonFlags } from './command-line/common-flags.ts';
import { peekValue } from './command-line/look-ahead.ts';

/**
 * The language to speak: `--lang`, `KIMIBAR_LANG`, the config file's `language`, then the system's. It is needed before the
 * arguments are parsed, since help and complaints about them are words, too; so a broken config file is no obstacle here.
 */
export function chooseLanguage(
  argv: readonly string[],
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): Language {
  const { env, platform } = host;
  const asked = askedLanguage(argv, env);
  if (asked !== undefined) return pickLanguage([asked.language]);
  const system = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].filter(isNamed);
  return pickLanguage([
    configuredLanguage(argv, host),
    ...system,
    platform.os === 'win32' ? systemLocale() : undefined,
  ]);
}

/** The flag or the variable that decides the language, whatever the settings say; undefined where neither does. */
export function languageFixedBy(
  argv: readonly string[],
  env: Env,
): '--lang' | 'KIMIBAR_LANG' | undefined {
  return askedLanguage(argv, env)?.by;
}

function askedLanguage(
  argv: readonly string[],
  env: Env,
): { readonly by: '--lang' | 'KIMIBAR_LANG'; readonly language: string } | undefined {
  const [flag, variable] = [peekValue(argv, commonFlags, 'lang'), env['KIMIBAR_LANG']];
  const asked = flag ?? variable;
  return isNamed(asked)
    ? { by: flag === undefined ? 'KIMIBAR_LANG' : '--lang', language: asked }
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

function isNamed(wish: string | undefined): wish is string {
  return wish !== undefined && wish.trim() !== '' && wish.trim().toLowerCase() !== 'auto';
}

/** Windows sets no locale variables; the system's language shows in Intl. */
function systemLocale(): string {
  return new Intl.DateTimeFormat().resolvedOptions().locale;
}
