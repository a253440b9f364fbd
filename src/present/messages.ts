import type { Language } from '../domain/language.ts';
import { en, type Messages } from './messages/en.ts';
import { zhCn } from './messages/zh-cn.ts';

export type { Messages };

/**
 * The catalogue of a language, for programs that change it while running. One-shot commands use
 * `loadMessages`.
 */
export function messagesIn(language: Language): Messages {
  return language === 'zh-CN' ? zhCn : en;
}
