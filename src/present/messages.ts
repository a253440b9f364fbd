import type { Language } from '../domain/language.ts';
import { en, type Messages } from './messages/en.ts';
import { zhCn } from './messages/zh-cn.ts';

export type { Messages };

/** The catalogue of a language, for faces that change their language while they run. A single run loads one: `loadMessages`. */
export function messagesIn(language: Language): Messages {
  return language === 'zh-CN' ? zhCn : en;
}
