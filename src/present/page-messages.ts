import type { Language } from './language.ts';
import { page as english } from './messages/en/page.ts';
import { page as chinese } from './messages/zh-cn/page.ts';

/** What only the page says. Kept apart from `Messages`, so that no terminal run has to load it. */
export type PageMessages = typeof english;

/** The page's own words in a language. */
export function pageMessagesIn(language: Language): PageMessages {
  return language === 'zh-CN' ? chinese : english;
}
