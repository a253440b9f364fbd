import type { Language } from '../domain/language.ts';
import { page as english, type PageMessages } from './messages/en/page.ts';
import { page as chinese } from './messages/zh-cn/page.ts';

export type { PageMessages };

/** The page's own words in a language. */
export function pageMessagesIn(language: Language): PageMessages {
  return language === 'zh-CN' ? chinese : english;
}
