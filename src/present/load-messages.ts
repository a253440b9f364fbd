import type { Language } from '../domain/language.ts';
import { en, type Messages } from './messages/en.ts';

/** The catalogue of a language. Chinese is loaded lazily: loading both costs every run 1 ms. */
export async function loadMessages(language: Language): Promise<Messages> {
  return language === 'zh-CN' ? (await import('./messages/zh-cn.ts')).zhCn : en;
}
