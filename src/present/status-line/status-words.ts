import { pickLanguage, type Language } from '../../domain/language.ts';
import { failures as englishFailures } from '../messages/en/failures.ts';
import { statusLine as english } from '../messages/en/status-line.ts';
import { usage as englishUsage } from '../messages/en/usage.ts';
import { verdict as englishVerdict } from '../messages/en/verdict.ts';
import { failures as chineseFailures } from '../messages/zh-cn/failures.ts';
import { statusLine as chinese } from '../messages/zh-cn/status-line.ts';
import { usage as chineseUsage } from '../messages/zh-cn/usage.ts';
import { verdict as chineseVerdict } from '../messages/zh-cn/verdict.ts';
import type { StatusWords } from './status-line.ts';

/** The language of the first locale that is set and is not `auto`. */
export function statusLanguage(locales: readonly (string | undefined)[]): Language {
  return pickLanguage(locales.filter((name) => name?.trim().toLowerCase() !== 'auto'));
}

/**
 * The messages of a status line. Only the topics it needs: loading the whole catalogue takes
 * longer than drawing the line.
 */
export function statusWords(language: Language): StatusWords {
  return language === 'zh-CN'
    ? {
        usage: chineseUsage,
        statusLine: chinese,
        verdict: chineseVerdict,
        failures: chineseFailures,
      }
    : {
        usage: englishUsage,
        statusLine: english,
        verdict: englishVerdict,
        failures: englishFailures,
      };
}
