import type { Language } from '../domain/language.ts';
import { coreEn, type CoreMessages } from './messages/en/core.ts';
import type { Messages } from './messages/en.ts';

/** The catalogue of a language. Each is loaded lazily: loading both costs every run 1 ms. */
export async function loadMessages(language: Language): Promise<Messages> {
  return language === 'zh-CN'
    ? (await import('./messages/zh-cn.ts')).zhCn
    : (await import('./messages/en.ts')).en;
}

/** The topics that showing usage needs, in a language; English is loaded with the program. */
export async function loadCoreMessages(language: Language): Promise<CoreMessages> {
  return language === 'zh-CN' ? (await import('./messages/zh-cn/core.ts')).coreZhCn : coreEn;
}
