import type { Env } from '../../host/host.ts';
import { pickLanguage } from '../../domain/language.ts';
import { statusLine as english } from '../../present/messages/en/status-line.ts';
import { usage as englishUsage } from '../../present/messages/en/usage.ts';
import { statusLine as chinese } from '../../present/messages/zh-cn/status-line.ts';
import { usage as chineseUsage } from '../../present/messages/zh-cn/usage.ts';
import type { StatusWords } from '../../present/status-line/status-line.ts';

/**
 * The messages of a status line, in the language of `--lang` (`flag`), `KIMIBAR_LANG`, the settings
 * (`configured`) or the system. Only the two topics it needs: loading the whole catalogue takes
 * longer than drawing the line.
 */
export function statusWords(
  env: Env,
  flag: string | undefined,
  configured: string | undefined,
): StatusWords {
  const languages = [
    flag,
    env['KIMIBAR_LANG'],
    configured,
    env['LC_ALL'],
    env['LC_MESSAGES'],
    env['LANG'],
  ];
  const language = pickLanguage(languages.filter((name) => name?.trim().toLowerCase() !== 'auto'));
  return language === 'zh-CN'
    ? { usage: chineseUsage, statusLine: chinese }
    : { usage: englishUsage, statusLine: english };
}
