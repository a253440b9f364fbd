import type { Settings } from '../../config/settings.ts';
import { pickLanguage, type Language } from '../../domain/language.ts';
import type { Env } from '../../host/host.ts';

/** The language of messages: the setting, else the system's. */
export function pushLanguage({ language }: Pick<Settings, 'language'>, env: Env): Language {
  const system = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']];
  return language ?? pickLanguage(system);
}
