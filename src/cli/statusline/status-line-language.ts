import type { Env } from '../../host/host.ts';
import { pickLanguage } from '../../domain/language.ts';
import { statusLine as english } from '../../present/messages/en/status-line.ts';
import { usage as englishUsage } from '../../present/messages/en/usage.ts';
import { statusLine as chinese } from '../../present/messages/zh-cn/status-line.ts';
import { usage as chineseUsage } from '../../present/messages/zh-cn/usage.ts';
import type { StatusWords } from '../../present/status-line/status-line.ts';

/**
 * The words of a status line, as `--lang`, `KIMIBAR_LANG`, the settings (`configured`) and the system wish. Only the two
 * topics that it speaks with: the whole catalogue takes longer to load than the line to make.
 */
export function statusWords(
  env: Env,
  asked: string | undefined,
  configured: string | undefined,
): StatusWords {
  const wishes = [
    asked,
    env['KIMIBAR_LANG'],
    configured,
    env['LC_ALL'],
    env['LC_MESSAGES'],
    env['LANG'],
  ];
  const language = pickLanguage(wishes.filter((wish) => wish?.trim().toLowerCase() !== 'auto'));
  return language === 'zh-CN'
    ? { usage: chineseUsage, statusLine: chinese }
    : { usage: englishUsage, statusLine: english };
}
