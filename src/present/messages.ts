import type { Language } from './language.ts';
import { en } from './messages/en.ts';
import { zhCn } from './messages/zh-cn.ts';

/** Everything a person reads. English sets the shape; a message missing elsewhere fails the build. */
export type Messages = typeof en;

/** The catalogue of a language. */
export function messagesIn(language: Language): Messages {
  return language === 'zh-CN' ? zhCn : en;
}
